import { MS_PER_SECOND } from '#core/time/ms';
import type { PlanPart, SourceId, SyncPlan } from '#shared/sync';
import type { Policy } from '../net/types';

/**
 * Parts with what they come to. The time is what the sources' limits alone make of it; each source has its own, and they are
 * asked one after the other.
 */
export function sumPlan(
  parts: readonly PlanPart[],
  limitOf: (source: SourceId) => Policy['limit'] | undefined,
): SyncPlan {
  const sum = (pick: (part: PlanPart) => number): number => parts.reduce((total, part) => total + pick(part), 0);
  const secondsOf = ({ source, requests }: PlanPart): number => {
    const limit = limitOf(source);
    return limit ? (requests * limit.per) / limit.requests / MS_PER_SECOND : 0;
  };
  return { parts, rows: sum(({ rows }) => rows), requests: sum(({ requests }) => requests), seconds: sum(secondsOf) };
}
