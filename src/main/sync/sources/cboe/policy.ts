import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** No limit is published; a handful of files a day needs none. */
export const cboePolicy: Policy = {
  bases: ['https://cdn.cboe.com'],
  reads: [/GET \/api\/global\/us_indices\/daily_prices\/[A-Z0-9]+_History\.csv/],
  limit: { requests: 20, per: MS_PER_MINUTE },
};
