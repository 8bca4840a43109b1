import type { Ms } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { liquidationOffer } from '../liquidation-offer';
import { mustLieWithin } from '../within';
import { isInverse, listedAt, venue } from './api';
import { readExecutions } from './executions';
import { HISTORY_WEIGHT } from './policy';

const MOST = 1_000;
/** The venue's history of trades begins here. */
const BEGAN: Ms = Date.UTC(2021, 4, 27);

export const liquidations = fromBeginning(
  liquidationOffer({
    pageRows: MOST,
    note: 'Every trade with an order by which the venue closed a position, found among all trades since 27 May 2021: 1,000 trades a request, a hundred requests in ten minutes. Positions that were handed to another trader are not trades of that kind and are missing.',
    search: (request, context) => ({
      part: request,
      ask: async (range) => {
        const { instrument: symbol, end } = request;
        // whether the ends belong to the answer is not told: a millisecond more on each side
        const times = { since: range.from - 1, before: range.to, sort: end === 'oldest' ? 'asc' : 'desc' };
        const params = { symbol, ...times, count: MOST };
        const reply = await venue.read('historyGetMarketSymbolExecutions', params, context, HISTORY_WEIGHT);
        const executions = readExecutions(reply, isInverse(symbol));
        mustLieWithin(executions.t, range, 1);
        return executions;
      },
    }),
  }),
  async (instrument, context) => Math.max(BEGAN, await listedAt(instrument, context)),
);
