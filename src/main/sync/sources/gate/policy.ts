import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** 200 requests in ten seconds for each endpoint. */
export const gatePolicy: Policy = {
  bases: ['https://api.gateio.ws/api/v4'],
  reads: [/^GET \/api\/v4\/futures\/usdt\/(candlesticks|funding_rate|contract_stats|contracts)$/],
  limit: { requests: 150, per: 10 * MS_PER_SECOND },
};
