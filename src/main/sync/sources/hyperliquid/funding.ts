import type { Columns } from '#core/series/schema';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { NetError } from '../../net/types';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf } from '../venue-source';
import { ask } from './api';

const MOST = 500;
const HABIT: Habit = { most: MOST, keeps: 'oldest', usual: 480 * MS_PER_HOUR };
/** Nothing of the venue is older. */
const OPENED: Ms = Date.UTC(2023, 0, 1);

export const funding = fromBeginning(
  {
    id: 'funding',
    label: 'Funding',
    kinds: ['funding'],
    intervals: [0],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Rate that was paid each hour, as a fraction; its stamp is the moment at which it was paid, some milliseconds after the hour.',
    async read(request, context) {
      const { instrument: coin } = request;
      const { rows, settled } = await readPage(request, HABIT, async ({ from, to }) => {
        const reply = await ask('fundingHistory', { coin, startTime: from, endTime: to - 1 }, context, MOST);
        return readFunding(reply, coin);
      });
      return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
    },
  },
  () => OPENED,
);

export function readFunding(reply: unknown, coin: string): Columns<'funding'> {
  const rows = rowsAt(reply);
  for (const row of rows)
    if (objectAt(row, 'a rate')['coin'] !== coin)
      throw new NetError('broken', `An answer about ${coin} is about another coin.`);
  return readColumns('funding', rows, { t: 'time', rate: 'fundingRate' });
}
