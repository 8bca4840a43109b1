import { liquidationOffer } from '../liquidation-offer';
import { mustLieWithin } from '../within';
import { rangeParams, venue } from './api';
import { readClosures } from './closures';
import { LIQUIDATIONS_WEIGHT } from './policy';

const MOST = 500;

export const liquidations = liquidationOffer({
  pageRows: MOST,
  note: 'Positions that the venue closed, at the price at which they were closed. It answers for all instruments at once, three times a minute: years of a busy venue take hours, for each instrument again.',
  search: (request, context) => ({
    part: request,
    ask: async (range) => {
      const params = rangeParams(range, request.end, MOST);
      const reply = await venue.read('publicGetLiquidationsHist', params, context, LIQUIDATIONS_WEIGHT);
      const closures = readClosures(reply, request.instrument);
      mustLieWithin(closures.t, range);
      return closures;
    },
  }),
});
