import type { Columns } from '#core/series/schema';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { within } from '../within';
import { listedAt, venue } from './api';
import { isoAt } from './instruments';

/** All of a contract's history comes at once. */
const HABIT: Habit = { most: Infinity, keeps: 'unknown' };

export const funding = fromBeginning(
  {
    id: 'funding',
    label: 'Funding',
    kinds: ['funding'],
    intervals: [0],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: 100_000,
    note: 'Relative rate of each funding period since the contract was listed, as a fraction, stamped with the period that it applies to.',
    async read(request, context) {
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        const reply = await venue.read('publicGetHistoricalfundingrates', { symbol: request.instrument }, context);
        return within('funding', readFunding(reply), range, Infinity);
      });
      return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
    },
  },
  listedAt,
);

/** The relative rate is the fraction; `fundingRate` is in coins or USD a contract. */
export const readFunding = (reply: unknown): Columns<'funding'> =>
  readColumns(
    'funding',
    rowsAt(reply, 'rates').map((value) => {
      const row = objectAt(value, 'a rate');
      return { ...row, t: isoAt(row, 'timestamp') };
    }),
    { t: 't', rate: 'relativeFundingRate' },
  );
