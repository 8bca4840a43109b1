import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** The venue reads by POST: what kind of read it is stands in the body, and is looked at before it is sent (api.ts). */
export const hyperliquidPolicy: Policy = {
  bases: ['https://api.hyperliquid.xyz'],
  reads: [/POST \/info/],
  // 1,200 weights a minute are allowed
  limit: { requests: 1_000, per: MS_PER_MINUTE },
};
