import type { PageCounts, QuarantineReason } from './types';

export const NO_COUNTS: PageCounts = { rows: 0, added: 0, unchanged: 0, merged: 0, quarantined: 0, reasons: {} };

/** Counts of two pages taken together. */
export function addCounts(a: PageCounts, b: PageCounts): PageCounts {
  const reasons: Partial<Record<QuarantineReason, number>> = { ...a.reasons };
  for (const [reason, rows] of Object.entries(b.reasons) as [QuarantineReason, number][])
    reasons[reason] = (reasons[reason] ?? 0) + rows;
  return {
    rows: a.rows + b.rows,
    added: a.added + b.added,
    unchanged: a.unchanged + b.unchanged,
    merged: a.merged + b.merged,
    quarantined: a.quarantined + b.quarantined,
    reasons,
  };
}
