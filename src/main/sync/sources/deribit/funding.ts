import type { Columns } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { listedAt, resultOf, venue } from './api';

/** A month of hours, of which 30 days are asked for. */
const MOST = 744;
const HABIT: Habit = { most: MOST, keeps: 'unknown', usual: 30 * MS_PER_DAY };

export const funding = fromBeginning(
  {
    id: 'funding',
    label: 'Funding',
    kinds: ['funding'],
    intervals: [0],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: 720,
    note: 'What was paid over each hour, as a fraction of the position: funding runs on all the time, and rows add up. The venue shows the sum of eight hours.',
    async read(request, context) {
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        const times = { start_timestamp: range.from - 1, end_timestamp: range.to - 1 };
        const params = { instrument_name: request.instrument, ...times };
        const reply = await venue.read('publicGetGetFundingRateHistory', params, context);
        return within('funding', readFunding(resultOf(reply)), range, 1);
      });
      return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
    },
  },
  listedAt,
);

/**
 * `result` of `get_funding_rate_history`: a row an hour. `interest_1h` is what was paid over that hour; `interest_8h` is
 * the trailing sum of eight of them, and would count each payment eight times.
 */
export const readFunding = (result: unknown): Columns<'funding'> =>
  readColumns('funding', rowsAt(result), { t: 'timestamp', rate: 'interest_1h' });
