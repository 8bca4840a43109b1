import type { StudyResult } from '#core/evidence/types';
import type { TextGrid } from '#shared/csv';
import { formatInterval } from '#core/time/interval';
import { BECAUSE_WORDS, VERDICT_WORDS } from './words';

/** For files: every digit, nothing where nothing is known. */
const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/** The horizon table with every figure behind it. */
export function horizonGrid({ horizons }: Pick<StudyResult, 'horizons'>): TextGrid {
  return [
    [
      'horizon', 'verdict', 'because', 'decided by',
      'effect placebo bp', 'placebo lo', 'placebo hi', 'placebo p',
      'effect matched bp', 'matched lo', 'matched hi', 'matched p',
      'mean bp', 'median bp', 'mean net bp', 'mae bp', 'mfe bp',
      'undercut share', 'undercut lo', 'undercut hi', 'undercut placebo', 'undercut matched',
      'n', 'censored', 'clusters', 'plain t inflation',
    ],
    ...horizons.map((row) => [
      formatInterval(row.h), VERDICT_WORDS[row.verdict].word, BECAUSE_WORDS[row.because], row.decidedBy,
      ...[row.effectPlaceboBp, row.effectMatchedBp].flatMap(({ value, lo, hi, p }) => [value, lo, hi, p].map(exact)),
      ...[row.meanBp, row.medianBp, row.meanNetBp, row.maeBp, row.mfeBp].map(exact),
      ...[row.undercut.rate, row.undercut.lo, row.undercut.hi, row.undercut.base, row.undercut.matched].map(exact),
      ...[row.n, row.censored, row.clusters, row.plainTInflation].map(exact),
    ]),
  ]; // prettier-ignore
}
