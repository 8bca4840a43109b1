import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** No limit is published. */
export const bisPolicy: Policy = {
  bases: ['https://stats.bis.org'],
  reads: [/GET \/api\/v1\/data\/WS_EER\/M\.R\.B\.[A-Z0-9]{2}/],
  limit: { requests: 20, per: MS_PER_MINUTE },
};
