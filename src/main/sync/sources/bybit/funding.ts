import { MS_PER_HOUR } from '#core/time/ms';
import { fundingOffer, SETTLED_NOTE } from '../funding-offer';
import { readColumns, rowsAt } from '../payload';
import { categoryOf, venue } from './api';

const MOST = 200;

export const funding = fundingOffer({
  habit: { most: MOST, keeps: 'newest', usual: MOST * 8 * MS_PER_HOUR },
  pageRows: MOST,
  note: SETTLED_NOTE,
  async ask({ from, to }, { instrument: symbol }, context) {
    const params = { category: categoryOf(symbol), symbol, startTime: from, endTime: to - 1, limit: MOST };
    const reply = await venue.read('publicGetV5MarketFundingHistory', params, context);
    return readColumns('funding', rowsAt(reply, 'result', 'list'), { t: 'fundingRateTimestamp', rate: 'fundingRate' });
  },
});
