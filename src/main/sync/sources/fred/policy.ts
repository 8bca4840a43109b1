import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** The service takes 120 requests a minute for a key; half of it is plenty here. */
export const fredPolicy: Policy = {
  bases: ['https://fred.stlouisfed.org', 'https://api.stlouisfed.org'],
  reads: [/GET \/graph\/fredgraph\.csv/, /GET \/fred\/series/, /GET \/fred\/series\/(observations|vintagedates)/],
  limit: { requests: 60, per: MS_PER_MINUTE },
};
