import { MS_PER_HOUR } from '#core/time/ms';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { MARKET, secondsOf, stampAt, venue } from './api';

const MOST = 1_000;
/** Settled every eight hours mostly, every hour at times. */
const HABIT: Habit = { most: MOST, keeps: 'unknown', usual: MOST * 8 * MS_PER_HOUR };

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
    const { rows, settled } = await readPage(request, HABIT, async (range) => {
      const params = { ...MARKET, contract: request.instrument, ...secondsOf(range), limit: MOST };
      const reply = await venue.read('publicFuturesGetSettleFundingRate', params, context);
      return readColumns('funding', rowsAt(reply), { t: stampAt('t'), rate: 'r' });
    });
    return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
  },
};
