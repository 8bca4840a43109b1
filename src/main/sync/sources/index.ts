import type { SourceId } from '#shared/sync';
import type { Policy } from '../net/types';
import type { Source } from '../source';
import { binancePolicy } from './binance/policy';
import { bybitPolicy } from './bybit/policy';
import { gatePolicy } from './gate/policy';
import { okxPolicy } from './okx/policy';

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
};
