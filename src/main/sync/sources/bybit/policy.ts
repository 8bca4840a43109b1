import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** 600 requests in five seconds are allowed; whoever asks for more is shut out for ten minutes, with a 403. */
export const bybitPolicy: Policy = {
  bases: ['https://api.bybit.com'],
  reads: [/^GET \/v5\/market\/(kline|open-interest|funding\/history|instruments-info|time)$/],
  limit: { requests: 250, per: 5 * MS_PER_SECOND },
  // 10006 too many visits, 10016 server error, 10018 too many from this address
  isLater: (status, body) =>
    (status === 403 && /too frequent/i.test(body)) || /"retCode":\s*(10006|10016|10018)\b/.test(body),
};
