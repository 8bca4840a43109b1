import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { fundingOffer } from '../funding-offer';
import { readColumns, rowsAt } from '../payload';
import { venue } from './api';

const MOST = 100;
/** Ten requests in two seconds. */
const WEIGHT = 2;

export const funding = fundingOffer({
  habit: { most: MOST, keeps: 'newest', usual: MOST * 8 * MS_PER_HOUR },
  pageRows: MOST,
  reach: 90 * MS_PER_DAY,
  note: 'Rate that was paid at each settlement, as a fraction; perpetual contracts only. The venue keeps three months.',
  async ask({ from, to }, { instrument: instId }, context) {
    // both bounds are outside of what is sent
    const params = { instId, before: from - 1, after: to, limit: MOST };
    const reply = await venue.read('publicGetPublicFundingRateHistory', params, context, WEIGHT);
    return readColumns('funding', rowsAt(reply, 'data'), { t: 'fundingTime', rate: 'realizedRate' });
  },
});
