import type { Columns } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';
import { NetError } from '../../net/types';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { listedAt, resultOf, venue } from './api';

/** One a day. */
const MOST = 1_000;
const HABIT: Habit = { most: MOST, keeps: 'newest', usual: 900 * MS_PER_DAY };

export const settlements = fromBeginning(
  {
    id: 'settlements',
    label: 'Settlements',
    kinds: ['metric'],
    intervals: [0],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Mark price at which profit and loss of the contract were settled each day at 08:00 UTC, and the index at that moment.',
    async read(request, context) {
      const { instrument } = request;
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        const params = {
          instrument_name: instrument,
          type: 'settlement',
          count: MOST,
          search_start_timestamp: range.to - 1,
        };
        const reply = await venue.read('publicGetGetLastSettlementsByInstrument', params, context);
        const { mark, index } = readSettlements(resultOf(reply), instrument);
        // it has no start: rows from before the range come too
        const [marks, indices] = [mark, index].map((sent) => within('metric', sent, range, Infinity));
        return { t: marks!.t, marks: marks!, indices: indices! };
      });
      const traits = { unit: 'USD' };
      return {
        series: [
          { ...seriesOf(request, 'metric', rows.marks, traits), field: 'settlementPrice' },
          { ...seriesOf(request, 'metric', rows.indices, traits), field: 'settlementIndex' },
        ],
        macro: [],
        settled,
      };
    },
  },
  listedAt,
);

/** `result` of `get_last_settlements_by_instrument`, of type settlement. */
export function readSettlements(
  result: unknown,
  instrument: string,
): Readonly<Record<'mark' | 'index', Columns<'metric'>>> {
  const rows = rowsAt(result, 'settlements');
  for (const row of rows)
    if (objectAt(row, 'a settlement')['instrument_name'] !== instrument)
      throw new NetError('broken', `An answer about ${instrument} is about another instrument.`);
  return {
    mark: readColumns('metric', rows, { t: 'timestamp', value: 'mark_price' }),
    index: readColumns('metric', rows, { t: 'timestamp', value: 'index_price' }),
  };
}
