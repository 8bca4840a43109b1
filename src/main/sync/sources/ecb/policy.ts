import { MS_PER_MINUTE } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** No limit is published. */
export const ecbPolicy: Policy = {
  bases: ['https://data-api.ecb.europa.eu'],
  reads: [/GET \/service\/data\/FM\/B\.U2\.EUR\.4F\.KR\.[A-Z_]+\.LEV/],
  limit: { requests: 20, per: MS_PER_MINUTE },
};
