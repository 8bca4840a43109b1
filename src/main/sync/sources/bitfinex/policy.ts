import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** Requests a minute for derivatives status; the others are allowed less, and cost more of it. */
const REQUESTS = 90;
export const CANDLES_WEIGHT = REQUESTS / 30;
export const LIQUIDATIONS_WEIGHT = REQUESTS / 3;

export const bitfinexPolicy: Policy = {
  bases: ['https://api-pub.bitfinex.com'],
  reads: [
    /GET \/v2\/(conf\/pub:list:pair:futures|candles\/trade:\w+:t[\w:]+\/hist|status\/deriv\/t[\w:]+\/hist|liquidations\/hist)/,
  ],
  limit: { requests: REQUESTS, per: MS_PER_MINUTE },
  // ["error", 11010, "ratelimit: error"] and ["error", 20060, "maintenance"]
  isLater: (_, body) => /^\["error",\s*(11010|20060),/.test(body),
};
