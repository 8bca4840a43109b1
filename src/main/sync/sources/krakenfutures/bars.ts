import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { isInverse, listedAt, venue } from './api';

const MOST = 2_000;
const HABIT: Habit = { most: MOST, keeps: 'unknown' };
const ROWS = rowsOf('bars', { t: 'time', o: 'open', h: 'high', l: 'low', c: 'close', v: 'volume' }, 'candles');

export const bars = fromBeginning(
  {
    id: 'bars',
    label: 'Candles',
    kinds: ['bars'],
    intervals: [...[1, 5, 15, 30].map((n) => n * MS_PER_MINUTE), ...[1, 4, 12].map((n) => n * MS_PER_HOUR), MS_PER_DAY],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Prices of trades; volume in coins for linear contracts (PF, FF) and in USD for inverse ones (PI, FI), as the venue counts them.',
    async read(request, context) {
      const { instrument: symbol, interval } = request;
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        // seconds, of which both ends belong to the answer
        const times = { from: Math.floor(range.from / MS_PER_SECOND), to: Math.floor((range.to - 1) / MS_PER_SECOND) };
        const params = { price_type: 'trade', symbol, interval: formatInterval(interval), ...times };
        const reply = await venue.read('chartsGetPriceTypeSymbolInterval', params, context, 1, ROWS.parse);
        return within('bars', readCandles(reply), range, interval);
      });
      const volumeUnit = isInverse(symbol) ? 'quote' : 'base';
      return { series: [seriesOf(request, 'bars', rows, { volumeUnit })], macro: [], settled };
    },
  },
  listedAt,
);

export const readCandles = ROWS.columns;
