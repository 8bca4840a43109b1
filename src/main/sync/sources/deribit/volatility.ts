import type { Columns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { resultOf, venue } from './api';
import { DVOL_BEGAN, fromPoints } from './volatility-points';

const MOST = 1_000;
const HABIT: Habit = { most: MOST, keeps: 'newest' };

/** In seconds, but for the day. */
const RESOLUTIONS: ReadonlyMap<Ms, string> = new Map([
  [MS_PER_MINUTE, '60'],
  [MS_PER_HOUR, '3600'],
  [12 * MS_PER_HOUR, '43200'],
  [MS_PER_DAY, '1D'],
]);

export const volatility = fromBeginning(
  {
    id: 'volatility',
    label: 'Volatility index (DVOL)',
    kinds: ['vol'],
    intervals: [...RESOLUTIONS.keys()],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Implied volatility of the next 30 days as a decimal per year. It begins on 24 March 2021.',
    async read(request, context) {
      const { instrument: currency, interval } = request;
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        const times = { start_timestamp: range.from - 1, end_timestamp: range.to - 1 };
        const params = { currency, resolution: RESOLUTIONS.get(interval)!, ...times };
        const reply = await venue.read('publicGetGetVolatilityIndexData', params, context);
        return within('vol', readVolatility(resultOf(reply)), range, interval);
      });
      return { series: [seriesOf(request, 'vol', rows, { unit: 'decimal per year' })], macro: [], settled };
    },
  },
  () => DVOL_BEGAN,
);

/** `result` of `get_volatility_index_data`: time, open, high, low and close in volatility points. */
export function readVolatility(result: unknown): Columns<'vol'> {
  const { t, o, h, l, c } = readColumns('vol', rowsAt(result, 'data'), { t: 0, o: 1, h: 2, l: 3, c: 4 });
  return { t, o: o.map(fromPoints), h: h.map(fromPoints), l: l.map(fromPoints), c: c.map(fromPoints) };
}
