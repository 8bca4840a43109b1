import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { readPage } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { candleName, categoryOf, isInverse, venue } from './api';

const MOST = 1_000;

const COLUMNS = { t: 0, o: 1, h: 2, l: 3, c: 4 };
const LINEAR = rowsOf('bars', { ...COLUMNS, v: 5 }, 'result', 'list');
/** Volume is in USD there, turnover in coins. */
const INVERSE = rowsOf('bars', { ...COLUMNS, v: 6 }, 'result', 'list');

export const bars: ReadableOffer = {
  id: 'bars',
  label: 'Candles',
  kinds: ['bars'],
  intervals: [
    ...[1, 3, 5, 15, 30].map((n) => n * MS_PER_MINUTE),
    ...[1, 2, 4, 6, 12].map((n) => n * MS_PER_HOUR),
    MS_PER_DAY,
    7 * MS_PER_DAY,
  ],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Prices of trades; volume in coins, for contracts that are margined in coins too.',
  async read(request, context) {
    const { instrument: symbol, interval } = request;
    const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async ({ from, to }) => {
      const range = { start: from, end: to - 1, limit: MOST };
      const params = { category: categoryOf(symbol), symbol, interval: candleName(interval), ...range };
      const { parse, columns } = isInverse(symbol) ? INVERSE : LINEAR;
      return columns(await venue.read('publicGetV5MarketKline', params, context, 1, parse));
    });
    return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
  },
};
