import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** Weights a minute that an address has, on each of the two hosts. */
const WEIGHTS = 2_400;

export const binancePolicy: Policy = {
  bases: ['https://fapi.binance.com', 'https://dapi.binance.com'],
  reads: [/^GET \/[fd]api\/v1\/(klines|fundingRate|exchangeInfo|time)$/, /^GET \/futures\/data\/openInterestHist$/],
  limit: { requests: 1_800, per: MS_PER_MINUTE },
  used: { header: 'x-mbx-used-weight-1m', most: WEIGHTS, per: MS_PER_MINUTE },
};
