import type { SourceId } from '#shared/sync';
import type { Policy } from '../net/types';
import type { Source } from '../source';
import { binancePolicy } from './binance/policy';

/** A source's limits are at hand; what speaks to it is loaded when it is first asked. */
export interface SourceEntry {
  readonly policy: Policy;
  readonly load: () => Promise<Source>;
}

export const SOURCES: Partial<Record<SourceId, SourceEntry>> = {
  binance: { policy: binancePolicy, load: async () => (await import('./binance/source')).binance },
};
