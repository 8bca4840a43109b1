import type { SourceId } from '#shared/sync';
import type { Policy } from '../net/types';
import type { Source } from '../source';
import { binancePolicy } from './binance/policy';
import { bybitPolicy } from './bybit/policy';
import { gatePolicy } from './gate/policy';
import { okxPolicy } from './okx/policy';
import { bitfinexPolicy } from './bitfinex/policy';
import { coinbasePolicy } from './coinbase/policy';
import { deribitPolicy } from './deribit/policy';
import { hyperliquidPolicy } from './hyperliquid/policy';
import { krakenFuturesPolicy } from './krakenfutures/policy';
import { binanceArchivePolicy } from './binance-archive/policy';
import { bisPolicy } from './bis/policy';
import { calendarPolicy } from './calendar/policy';
import { cboePolicy } from './cboe/policy';
import { coingeckoPolicy } from './coingecko/policy';
import { defillamaPolicy } from './defillama/policy';
import { ecbPolicy } from './ecb/policy';
import { fredPolicy } from './fred/policy';

/** A source's limits are at hand; what speaks to it is loaded when it is first asked. */
export interface SourceEntry {
  readonly policy: Policy;
  readonly load: () => Promise<Source>;
}

export const SOURCES: Partial<Record<SourceId, SourceEntry>> = {
  binance: { policy: binancePolicy, load: async () => (await import('./binance/source')).binance },
  bybit: { policy: bybitPolicy, load: async () => (await import('./bybit/source')).bybit },
  okx: { policy: okxPolicy, load: async () => (await import('./okx/source')).okx },
  gate: { policy: gatePolicy, load: async () => (await import('./gate/source')).gate },
  deribit: { policy: deribitPolicy, load: async () => (await import('./deribit/source')).deribit },
  bitfinex: { policy: bitfinexPolicy, load: async () => (await import('./bitfinex/source')).bitfinex },
  hyperliquid: { policy: hyperliquidPolicy, load: async () => (await import('./hyperliquid/source')).hyperliquid },
  krakenfutures: {
    policy: krakenFuturesPolicy,
    load: async () => (await import('./krakenfutures/source')).krakenFutures,
  },
  coinbase: { policy: coinbasePolicy, load: async () => (await import('./coinbase/source')).coinbase },
  'binance-archive': {
    policy: binanceArchivePolicy,
    load: async () => (await import('./binance-archive/source')).binanceArchive,
  },
  fred: { policy: fredPolicy, load: async () => (await import('./fred/source')).fred },
  cboe: { policy: cboePolicy, load: async () => (await import('./cboe/source')).cboe },
  calendar: { policy: calendarPolicy, load: async () => (await import('./calendar/source')).calendar },
  bis: { policy: bisPolicy, load: async () => (await import('./bis/source')).bis },
  ecb: { policy: ecbPolicy, load: async () => (await import('./ecb/source')).ecb },
  defillama: { policy: defillamaPolicy, load: async () => (await import('./defillama/source')).defillama },
  coingecko: { policy: coingeckoPolicy, load: async () => (await import('./coingecko/source')).coingecko },
};
