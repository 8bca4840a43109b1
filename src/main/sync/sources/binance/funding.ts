import { MS_PER_HOUR } from '#core/time/ms';
import { fundingOffer, SETTLED_NOTE } from '../funding-offer';
import { readColumns, rowsAt } from '../payload';
import { isCoinMargined, venue } from './api';

const MOST = 1_000;
/** 500 requests in five minutes are allowed: as much as this share of the weights a minute. */
const WEIGHT = 18;

export const funding = fundingOffer({
  habit: { most: MOST, keeps: 'oldest', usual: MOST * 8 * MS_PER_HOUR },
  pageRows: MOST,
  note: SETTLED_NOTE,
  async ask({ from, to }, { instrument: symbol }, context) {
    const endpoint = isCoinMargined(symbol) ? 'dapiPublicGetFundingRate' : 'fapiPublicGetFundingRate';
    const params = { symbol, startTime: from, endTime: to - 1, limit: MOST };
    const reply = await venue.read(endpoint, params, context, WEIGHT);
    return readColumns('funding', rowsAt(reply), { t: 'fundingTime', rate: 'fundingRate' });
  },
});
