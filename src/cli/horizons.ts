import type { Effect, HorizonResult } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { count } from './print';

/** A table of outcomes by horizon, as a person reads it. */
export const HORIZON_HEADER = ['horizon', 'verdict', 'mean bp', 'less placebo', 'less matched', 'undercut', 'base', 'n', 'clusters']; // prettier-ignore

export const signed = (x: number): string =>
  Number.isNaN(x) ? 'not measurable' : `${x > 0 ? '+' : ''}${x.toFixed(0)}`;
export const percent = (x: number): string => (Number.isNaN(x) ? 'unknown' : `${(100 * x).toFixed(0)} %`);
const effect = ({ value, lo, hi }: Effect): string =>
  Number.isNaN(value)
    ? 'no control'
    : `${signed(value)} (${Number.isNaN(lo) ? 'no interval' : `${signed(lo)} to ${signed(hi)}`})`;

export const horizonCells = (row: HorizonResult): string[] => [
  formatInterval(row.h),
  VERDICT_WORDS[row.verdict],
  signed(row.meanBp),
  effect(row.effectPlaceboBp),
  effect(row.effectMatchedBp),
  percent(row.undercut.rate),
  percent(row.undercut.base),
  count(row.n),
  count(row.clusters),
];
