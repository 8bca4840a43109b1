import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** Without a key the service gives 5 to 15 answers a minute, as it is busy; with one it gives 30. */
export const coingeckoPolicy: Policy = {
  bases: ['https://api.coingecko.com'],
  reads: [/GET \/api\/v3\/coins\/markets/, /GET \/api\/v3\/coins\/[\w.-]+\/market_chart/],
  limit: { requests: 10, per: MS_PER_MINUTE },
};
