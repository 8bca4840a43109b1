import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** The free service asks for restraint without a number. */
export const defillamaPolicy: Policy = {
  bases: ['https://api.llama.fi'],
  reads: [/GET \/protocols/, /GET \/protocol\/[\w.-]+/, /GET \/overview\/fees/, /GET \/summary\/fees\/[\w.-]+/],
  limit: { requests: 60, per: MS_PER_MINUTE },
};
