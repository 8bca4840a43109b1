import { MS_PER_HOUR } from '#core/time/ms';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { isCoinMargined, venue } from './api';

const MOST = 1_000;
/** 500 requests in five minutes are allowed: as much as this share of the weights a minute. */
const WEIGHT = 18;

/** Settled every eight hours mostly, every hour at times. */
const HABIT: Habit = { most: MOST, keeps: 'oldest', usual: MOST * 8 * MS_PER_HOUR };

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
    const endpoint = isCoinMargined(symbol) ? 'dapiPublicGetFundingRate' : 'fapiPublicGetFundingRate';
    const { rows, settled } = await readPage(request, HABIT, async ({ from, to }) => {
      const params = { symbol, startTime: from, endTime: to - 1, limit: MOST };
      const reply = await venue.read(endpoint, params, context, WEIGHT);
      return readColumns('funding', rowsAt(reply), { t: 'fundingTime', rate: 'fundingRate' });
    });
    return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
  },
};
