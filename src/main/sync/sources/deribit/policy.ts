import { MS_PER_SECOND } from '#core/time/ms';
import type { Policy } from '../../net/types';

const READS = [
  'get_instruments',
  'get_tradingview_chart_data',
  'get_volatility_index_data',
  'get_funding_rate_history',
  'get_last_trades_by_instrument_and_time',
  'get_last_settlements_by_instrument',
  'get_delivery_prices',
  'get_index_price',
  'get_book_summary_by_currency',
  'ticker',
] as const;

/** Errors of the venue that pass: too many requests, settlement, maintenance, queues that are full. */
const LATER = /"code":\s*(10028|10040|10041|10047|10066|11051|13028|13503|13888)\b/;

export const deribitPolicy: Policy = {
  bases: ['https://www.deribit.com', 'https://history.deribit.com'],
  reads: [new RegExp(`GET /api/v2/public/(${READS.join('|')})`)],
  // 20 a second are allowed without a key
  limit: { requests: 15, per: MS_PER_SECOND },
  isLater: (status, body) => status !== 200 && LATER.test(body),
};
