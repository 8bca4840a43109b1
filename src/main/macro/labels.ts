import { consensusOf, isSynthetic, releaseLabel } from './facts';

/** Figures of a label that tell a direction; the other series of it tell levels, or dates alone. */
const CHANGES = /[-.](YOY|QOQ)$/i;

/** A series that tells when something was released, and what was expected of it; null: not stored. */
export interface LabelledSeries {
  readonly id: string;
  readonly consensus: string | null;
}

/** Of the names of all series those of a label (`CPI`, or one of the names), the one whose figures count first at the head. */
export function seriesOfLabel(all: readonly string[], label: string, synthetic: boolean): LabelledSeries[] {
  const stored = new Set(all);
  return all
    .filter((id) => isSynthetic(id) === synthetic && (id === label || releaseLabel(id) === label))
    .sort((a, b) => Number(CHANGES.test(b)) - Number(CHANGES.test(a)) || (a < b ? -1 : 1))
    .map((id) => ({ id, consensus: stored.has(consensusOf(id)) ? consensusOf(id) : null }));
}
