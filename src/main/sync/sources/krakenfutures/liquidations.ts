import type { Ms } from '#core/time/ms';
import { liquidationCoverage } from '../../facts';
import { fromBeginning } from '../beginning';
import { readPage } from '../paging';
import { seriesOf } from '../venue-source';
import { newestWithin, mustLieWithin, within } from '../within';
import { isInverse, listedAt, venue } from './api';
import { readExecutions } from './executions';
import { HISTORY_WEIGHT } from './policy';

const MOST = 1_000;
/** The venue's history of trades begins here. */
const BEGAN: Ms = Date.UTC(2021, 4, 27);

export const liquidations = fromBeginning(
  {
    id: 'liquidations',
    label: 'Liquidations',
    kinds: ['liquidations'],
    intervals: [0],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Every trade with an order by which the venue closed a position, found among all trades since 27 May 2021: 1,000 trades a request, a hundred requests in ten minutes. Positions that were handed to another trader are not trades of that kind and are missing.',
    async read(request, context) {
      const { instrument: symbol, end, from, to } = request;
      const { rows, settled } = await readPage(request, { most: MOST, keeps: end, crowded: true }, async (range) => {
        // whether the ends belong to the answer is not told: a millisecond more on each side
        const times = { since: range.from - 1, before: range.to, sort: end === 'oldest' ? 'asc' : 'desc' };
        const params = { symbol, ...times, count: MOST };
        const reply = await venue.read('historyGetMarketSymbolExecutions', params, context, HISTORY_WEIGHT);
        const executions = readExecutions(reply, isInverse(symbol));
        mustLieWithin(executions.t, range, 1);
        return executions;
      });
      const coverage = liquidationCoverage('krakenfutures', 'prints');
      const prints = within('prints', rows.prints, settled, to - from);
      const seen = newestWithin(rows.t, request);
      return { series: [seriesOf(request, 'liquidations', prints, { coverage })], macro: [], settled, seen };
    },
  },
  async (instrument, context) => Math.max(BEGAN, await listedAt(instrument, context)),
);
