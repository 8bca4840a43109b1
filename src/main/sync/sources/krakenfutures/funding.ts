import type { Columns } from '#core/series/schema';
import { fromBeginning } from '../beginning';
import { fundingOffer } from '../funding-offer';
import { objectAt, readColumns, rowsAt } from '../payload';
import { within } from '../within';
import { listedAt, venue } from './api';
import { isoAt } from './instruments';

export const funding = fromBeginning(
  fundingOffer({
    habit: { most: Infinity, keeps: 'unknown' }, // all of a contract's history comes at once
    pageRows: 100_000,
    note: 'Relative rate of each funding period since the contract was listed, as a fraction, stamped with the period that it applies to.',
    async ask(range, { instrument: symbol }, context) {
      const reply = await venue.read('publicGetHistoricalfundingrates', { symbol }, context);
      return within('funding', readFunding(reply), range, Infinity);
    },
  }),
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
