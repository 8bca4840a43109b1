import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { formatInterval } from '#core/time/interval';
import { readPage } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { rangeParams, venue } from './api';
import { CANDLES_WEIGHT } from './policy';

const MOST = 10_000;
/** Time, open, close, high, low, volume. */
const ROWS = rowsOf('bars', { t: 0, o: 1, c: 2, h: 3, l: 4, v: 5 });

export const bars: ReadableOffer = {
  id: 'bars',
  label: 'Candles',
  kinds: ['bars'],
  intervals: [
    ...[1, 5, 15, 30].map((n) => n * MS_PER_MINUTE),
    ...[1, 3, 6, 12].map((n) => n * MS_PER_HOUR),
    MS_PER_DAY,
  ],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Prices of trades; volume in coins. The venue makes no bar where nothing was traded: such holes are real.',
  async read(request, context) {
    const { instrument: symbol, interval, end } = request;
    const timeframe = interval === MS_PER_DAY ? '1D' : formatInterval(interval);
    const { rows, settled } = await readPage(request, { most: MOST, keeps: end }, async (range) => {
      const params = { symbol, timeframe, ...rangeParams(range, end, MOST) };
      const endpoint = 'publicGetCandlesTradeTimeframeSymbolHist';
      return readCandles(await venue.read(endpoint, params, context, CANDLES_WEIGHT, ROWS.parse));
    });
    return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
  },
};

export const readCandles = ROWS.columns;
