import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { venue } from './api';

const MOST = 100;
/** Ten requests in two seconds. */
const WEIGHT = 2;
/** Settled every eight hours mostly, every hour at times. */
const HABIT: Habit = { most: MOST, keeps: 'newest', usual: MOST * 8 * MS_PER_HOUR };

export const funding: ReadableOffer = {
  id: 'funding',
  label: 'Funding',
  kinds: ['funding'],
  intervals: [0],
  reach: 90 * MS_PER_DAY,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Rate that was paid at each settlement, as a fraction; perpetual contracts only. The venue keeps three months.',
  async read(request, context) {
    const { rows, settled } = await readPage(request, HABIT, async ({ from, to }) => {
      // both bounds are outside of what is sent
      const params = { instId: request.instrument, before: from - 1, after: to, limit: MOST };
      const reply = await venue.read('publicGetPublicFundingRateHistory', params, context, WEIGHT);
      return readColumns('funding', rowsAt(reply, 'data'), { t: 'fundingTime', rate: 'realizedRate' });
    });
    return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
  },
};
