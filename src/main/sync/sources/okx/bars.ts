import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { readPage } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { intervalName, venue } from './api';

const MOST = 300;
/** The list of latest candles goes back so many; older ones are in another list. */
const LATEST = 1_400;
const ROWS = rowsOf('bars', { t: 0, o: 1, h: 2, l: 3, c: 4, v: 6 }, 'data');

export const bars: ReadableOffer = {
  id: 'bars',
  label: 'Candles',
  kinds: ['bars'],
  intervals: [
    ...[1, 3, 5, 15, 30].map((n) => n * MS_PER_MINUTE),
    ...[1, 2, 4, 6, 12].map((n) => n * MS_PER_HOUR),
    MS_PER_DAY,
  ],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Prices of trades; volume in coins. Days begin at midnight UTC.',
  async read(request, context) {
    const { instrument: instId, interval } = request;
    const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async ({ from, to }) => {
      const isLatest = from > context.now() - LATEST * interval;
      const endpoint = isLatest ? 'publicGetMarketCandles' : 'publicGetMarketHistoryCandles';
      // both bounds are outside of what is sent
      const params = { instId, bar: intervalName(interval), before: from - 1, after: to, limit: MOST };
      return ROWS.columns(await venue.read(endpoint, params, context, 1, ROWS.parse));
    });
    return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
  },
};
