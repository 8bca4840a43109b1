import { MS_PER_HOUR } from '#core/time/ms';
import { fundingOffer, SETTLED_NOTE } from '../funding-offer';
import { readColumns, rowsAt } from '../payload';
import { MARKET, secondsOf, stampAt, venue } from './api';

const MOST = 1_000;

export const funding = fundingOffer({
  habit: { most: MOST, keeps: 'unknown', usual: MOST * 8 * MS_PER_HOUR },
  pageRows: MOST,
  note: SETTLED_NOTE,
  async ask(range, { instrument: contract }, context) {
    const params = { ...MARKET, contract, ...secondsOf(range), limit: MOST };
    const reply = await venue.read('publicFuturesGetSettleFundingRate', params, context);
    return readColumns('funding', rowsAt(reply), { t: stampAt('t'), rate: 'r' });
  },
});
