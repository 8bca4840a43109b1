import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

/** 20 requests in two seconds for most of it; what is limited to half of that counts twice. */
export const okxPolicy: Policy = {
  bases: ['https://www.okx.com'],
  reads: [
    /^GET \/api\/v5\/market\/(history-)?candles$/,
    /^GET \/api\/v5\/public\/(instruments|funding-rate-history|liquidation-orders|time)$/,
    /^GET \/api\/v5\/rubik\/stat\/contracts\/open-interest-history$/,
  ],
  limit: { requests: 18, per: 2 * MS_PER_SECOND },
  // 50001 unavailable, 50004 timed out, 50011 and 50061 too many requests, 50013 and 50026 busy
  isLater: (_, body) => /"code":\s*"(50001|50004|50011|50013|50026|50061)"/.test(body),
};
