import type { Ms } from '../time/ms';

/** One test block and what may be learnt from before it, by row. */
export interface Fold {
  readonly train: readonly number[];
  /** [from, to) */
  readonly from: number;
  readonly to: number;
}

/**
 * Expanding-window walk-forward: rows in order of time in folds + 1 parts of like size, each but the first tested on what came before.
 * Purged: a row is learnt from only when its outcome was over, and an embargo longer, when the first row of the
 * test was decided. So nothing that happens in a test is part of its training.
 * @param decided ascending, shape (n)
 * @param over    when the outcome of each row is known, shape (n)
 * @source López de Prado (2018) chapter 7
 */
export function walkForward(decided: Float64Array, over: Float64Array, folds: number, embargo: Ms): Fold[] {
  const n = decided.length;
  const bound = (part: number): number => Math.round((part * n) / (folds + 1));
  return Array.from({ length: folds }, (_, k) => {
    const from = bound(k + 1);
    const train = [];
    for (let i = 0; i < from; i++) if (over[i] + embargo <= decided[from]) train.push(i);
    return { train, from, to: bound(k + 2) };
  }).filter(({ from, to }) => to > from);
}
