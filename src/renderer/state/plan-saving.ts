import type { PlanDocument } from '#core/plan/types';
import { isSame } from '../lib/same';

/** Why a draft cannot be saved, or undefined: a file could not hold it. The steward's findings do not stand in the way. */
export function draftProblem({ title, thresholds, policy }: PlanDocument): string | undefined {
  if (title.trim() === '') return 'The plan needs a title.';
  if (thresholds.some(({ name }) => name.trim() === '')) return 'A level has no name.';
  const names = policy?.signers.map(({ name }) => name.trim()) ?? [];
  if (names.includes('')) return 'A signer has no name.';
  if (new Set(names).size < names.length) return 'Two signers have the same name.';
  return undefined;
}

const PARTS: readonly (readonly [keyof PlanDocument, string])[] = [
  ['title', 'title'],
  ['expiry', 'expiry'],
  ['thesis', 'thesis'],
  ['claims', 'claims'],
  ['evidence', 'evidence'],
  ['thresholds', 'levels'],
  ['exits', 'exits'],
  ['voids', 'void conditions'],
  ['assumptions', 'assumptions'],
  ['hedge', 'hedge'],
  ['policy', 'signers'],
];

/** What was done, in the words of a version: `edited thesis, exits`. */
export function editNote(before: PlanDocument, after: PlanDocument): string {
  const changed = PARTS.flatMap(([key, name]) => (isSame(before[key], after[key]) ? [] : [name]));
  return `edited ${changed.join(', ') || 'nothing'}`;
}
