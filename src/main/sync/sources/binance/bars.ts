import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { readPage, type Habit } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { intervalName, isCoinMargined, venue, WEEK } from './api';

const MOST = 1_500;
/** What a request for so many rows costs of the weights a minute. */
const WEIGHT = 10;

const COLUMNS = { t: 0, o: 1, h: 2, l: 3, c: 4 };
const ROWS = rowsOf('bars', { ...COLUMNS, v: 5 });
/** The volume column of coin-margined contracts counts contracts; coins are where others have the quote volume. */
const COIN_ROWS = rowsOf('bars', { ...COLUMNS, v: 7 });
const LINEAR: Habit = { most: MOST, keeps: 'oldest' };
/** Of a longer range the newest bars are sent, and no range over 200 days is taken. */
const COIN: Habit = { most: MOST, keeps: 'unknown', longest: 200 * MS_PER_DAY };

export const bars: ReadableOffer = {
  id: 'bars',
  label: 'Candles',
  kinds: ['bars'],
  intervals: [
    ...[1, 3, 5, 15, 30].map((n) => n * MS_PER_MINUTE),
    ...[1, 2, 4, 6, 8, 12].map((n) => n * MS_PER_HOUR),
    MS_PER_DAY,
    WEEK,
  ],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Prices of trades; volume in coins, for contracts that are margined in coins too.',
  async read(request, context) {
    const { instrument: symbol, interval } = request;
    const coin = isCoinMargined(symbol);
    const wanted = coin ? COIN_ROWS : ROWS;
    const endpoint = coin ? 'dapiPublicGetKlines' : 'fapiPublicGetKlines';
    const { rows, settled } = await readPage(request, coin ? COIN : LINEAR, async ({ from, to }) => {
      const params = { symbol, interval: intervalName(interval), startTime: from, endTime: to - 1, limit: MOST };
      return wanted.columns(await venue.read(endpoint, params, context, WEIGHT, wanted.parse));
    });
    return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
  },
};
