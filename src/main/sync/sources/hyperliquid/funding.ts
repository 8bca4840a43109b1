import type { Columns } from '#core/series/schema';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { NetError } from '../../net/types';
import { fromBeginning } from '../beginning';
import { fundingOffer } from '../funding-offer';
import { objectAt, readColumns, rowsAt } from '../payload';
import { ask } from './api';

const MOST = 500;
/** Nothing of the venue is older. */
const OPENED: Ms = Date.UTC(2023, 0, 1);

export const funding = fromBeginning(
  fundingOffer({
    habit: { most: MOST, keeps: 'oldest', usual: 480 * MS_PER_HOUR },
    pageRows: MOST,
    note: 'Rate that was paid each hour, as a fraction; its stamp is the moment at which it was paid, some milliseconds after the hour.',
    async ask({ from, to }, { instrument: coin }, context) {
      const reply = await ask('fundingHistory', { coin, startTime: from, endTime: to - 1 }, context, MOST);
      return readFunding(reply, coin);
    },
  }),
  () => OPENED,
);

export function readFunding(reply: unknown, coin: string): Columns<'funding'> {
  const rows = rowsAt(reply);
  for (const row of rows)
    if (objectAt(row, 'a rate')['coin'] !== coin)
      throw new NetError('broken', `An answer about ${coin} is about another coin.`);
  return readColumns('funding', rows, { t: 'time', rate: 'fundingRate' });
}
