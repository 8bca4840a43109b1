import type { SourceId } from '#shared/sync';
import type { Policy } from '../net/types';
import type { SourceEntry } from '../sources';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The sources' policies. A stand-in on this very machine has not the limits of the venue: it says itself when it is too much. */
export function policiesOf(
  entries: Partial<Record<SourceId, SourceEntry>>,
  addresses: Partial<Record<SourceId, string>>,
): Record<SourceId, Policy> {
  const policies = (Object.entries(entries) as [SourceId, SourceEntry][]).map(([id, { policy }]) => {
    const address = addresses[id];
    const isLocal = address !== undefined && LOOPBACK.test(new URL(address).hostname);
    const { used: _, ...rest } = policy;
    return [id, isLocal ? { ...rest, limit: { requests: 1_000_000, per: 1_000 } } : policy];
  });
  return Object.fromEntries(policies) as Record<SourceId, Policy>;
}
