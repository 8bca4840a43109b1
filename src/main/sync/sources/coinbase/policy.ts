import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

export const coinbasePolicy: Policy = {
  bases: ['https://api.exchange.coinbase.com'],
  reads: [/GET \/products/, /GET \/products\/[A-Z0-9-]+\/candles/],
  // 10 a second are allowed
  limit: { requests: 8, per: MS_PER_SECOND },
};
