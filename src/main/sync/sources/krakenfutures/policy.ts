import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

const REQUESTS = 50;
/** Of history there are a hundred requests in ten minutes: one in six seconds. */
export const HISTORY_WEIGHT = (REQUESTS * 6) / 10;

export const krakenFuturesPolicy: Policy = {
  bases: ['https://futures.kraken.com'],
  reads: [
    /GET \/derivatives\/api\/v3\/instruments/,
    /GET \/derivatives\/api\/v4\/historicalfundingrates/,
    /GET \/api\/charts\/v1\/trade\/\w+\/\w+/,
    /GET \/api\/history\/v3\/market\/\w+\/executions/,
  ],
  limit: { requests: REQUESTS, per: 10 * MS_PER_SECOND },
  isLater: (_, body) => body.length < 1_000 && /"error":\s*"(apiLimitExceeded|unavailable|Unavailable)"/.test(body),
};
