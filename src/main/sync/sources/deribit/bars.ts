import type { Columns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { NetError } from '../../net/types';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { listedAt, resultOf, venue } from './api';

const MOST = 5_000;
const HABIT: Habit = { most: MOST, keeps: 'unknown' };

const RESOLUTIONS: ReadonlyMap<Ms, string> = new Map([
  ...[1, 3, 5, 15, 30].map((n) => [n * MS_PER_MINUTE, String(n)] as const),
  ...[1, 2, 3, 6, 12].map((n) => [n * MS_PER_HOUR, String(60 * n)] as const),
  [MS_PER_DAY, '1D'],
]);

export const bars = fromBeginning(
  {
    id: 'bars',
    label: 'Candles',
    kinds: ['bars'],
    intervals: [...RESOLUTIONS.keys()],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Prices of trades since the contract was listed; volume in coins, for contracts worth USD too.',
    async read(request, context) {
      const { instrument, interval } = request;
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        // the start itself may be left out by the venue, or the bar sent in which it lies
        const times = { start_timestamp: range.from - 1, end_timestamp: range.to - 1 };
        const params = { instrument_name: instrument, resolution: RESOLUTIONS.get(interval)!, ...times };
        const reply = await venue.read('publicGetGetTradingviewChartData', params, context);
        return within('bars', readBars(resultOf(reply)), range, interval);
      });
      return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
    },
  },
  listedAt,
);

const LISTS = ['ticks', 'open', 'high', 'low', 'close', 'volume'] as const;

/** `result` of `get_tradingview_chart_data`: lists of one length. Its volume is in coins; `cost` would be USD. */
export function readBars(result: unknown): Columns<'bars'> {
  const sent = objectAt(result, 'the chart');
  const [ticks, ...others] = LISTS.map((name) => rowsAt(sent, name));
  if (others.some(({ length }) => length !== ticks!.length))
    throw new NetError('broken', 'An answer has another shape than expected: the lists of the chart differ in length.');
  const rows = ticks!.map((tick, i) => [tick, ...others.map((list) => list[i])]);
  return readColumns('bars', rows, { t: 0, o: 1, h: 2, l: 3, c: 4, v: 5 });
}
