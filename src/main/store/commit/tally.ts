import type { PageCounts, QuarantineReason } from '../types';

/** Counts of a page while it is stored. */
export interface Tally {
  add(kind: 'added' | 'unchanged' | 'merged', rows?: number): void;
  quarantine(reason: QuarantineReason): void;
  /** rows = added + unchanged + merged + quarantined. */
  total(): PageCounts;
}

export function createTally(): Tally {
  const counts = { added: 0, unchanged: 0, merged: 0, quarantined: 0 };
  const reasons: Partial<Record<QuarantineReason, number>> = {};
  return {
    add(kind, rows = 1) {
      counts[kind] += rows;
    },
    quarantine(reason) {
      counts.quarantined++;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    },
    total: () => ({
      rows: counts.added + counts.unchanged + counts.merged + counts.quarantined,
      ...counts,
      reasons,
    }),
  };
}
