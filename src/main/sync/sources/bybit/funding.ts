import { MS_PER_HOUR } from '#core/time/ms';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { categoryOf, venue } from './api';

const MOST = 200;
/** Settled every eight hours mostly, every hour at times. */
const HABIT: Habit = { most: MOST, keeps: 'newest', usual: MOST * 8 * MS_PER_HOUR };

export const funding: ReadableOffer = {
  id: 'funding',
  label: 'Funding',
  kinds: ['funding'],
  intervals: [0],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Rate that was paid at each settlement, as a fraction. The time between settlements differs by contract and changes.',
  async read(request, context) {
    const { instrument: symbol } = request;
    const { rows, settled } = await readPage(request, HABIT, async ({ from, to }) => {
      const params = { category: categoryOf(symbol), symbol, startTime: from, endTime: to - 1, limit: MOST };
      const reply = await venue.read('publicGetV5MarketFundingHistory', params, context);
      return readColumns('funding', rowsAt(reply, 'result', 'list'), {
        t: 'fundingRateTimestamp',
        rate: 'fundingRate',
      });
    });
    return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
  },
};
