import type { Columns } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { fundingOffer } from '../funding-offer';
import { readColumns, rowsAt } from '../payload';
import { within } from '../within';
import { listedAt, resultOf, venue } from './api';

/** A month of hours, of which 30 days are asked for. */
const MOST = 744;

export const funding = fromBeginning(
  fundingOffer({
    habit: { most: MOST, keeps: 'unknown', usual: 30 * MS_PER_DAY },
    pageRows: 720,
    note: 'What was paid over each hour, as a fraction of the position: funding runs on all the time, and rows add up. The venue shows the sum of eight hours.',
    async ask(range, { instrument }, context) {
      const times = { start_timestamp: range.from - 1, end_timestamp: range.to - 1 };
      const params = { instrument_name: instrument, ...times };
      const reply = await venue.read('publicGetGetFundingRateHistory', params, context);
      return within('funding', readFunding(resultOf(reply)), range, 1);
    },
  }),
  listedAt,
);

/**
 * `result` of `get_funding_rate_history`: a row an hour. `interest_1h` is what was paid over that hour; `interest_8h` is
 * the trailing sum of eight of them, and would count each payment eight times.
 */
export const readFunding = (result: unknown): Columns<'funding'> =>
  readColumns('funding', rowsAt(result), { t: 'timestamp', rate: 'interest_1h' });
