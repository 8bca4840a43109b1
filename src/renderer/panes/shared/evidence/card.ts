import type { HorizonResult, StudyInput, StudySpec } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import { formatDuration } from '../../../lib/format';
import { BECAUSE_WORDS, CONTROL_WORDS, VERDICT_WORDS } from './words';

const VERSION = 1;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** An instant as a card prints it; null where it is not known. */
type Iso = (t: Ms | null) => string | null;

/** By what a verdict is judged. */
type Judged = Pick<StudySpec, 'asOf' | 'costBp' | 'undercutBp' | 'equivalenceBp' | 'minClusters' | 'resamples' | 'level' | 'seed'>; // prettier-ignore

interface Told {
  readonly spec: Judged;
  readonly result: { readonly fingerprint: string; readonly events: number; readonly clusters: number };
  readonly computedAt: Ms | null;
  readonly rule: object;
  readonly instruments: readonly string[];
  /** Of the headline, and what it says. */
  readonly row: HorizonResult;
  readonly sentence: string;
  readonly horizons: readonly HorizonResult[];
  readonly iso: Iso;
}

/** What every evidence card begins with, whatever was asked; the Plan pane reads it. */
export const cardStart = ({ spec, result, computedAt, rule, instruments, row, sentence, horizons, iso }: Told) => ({
  kind: 'ballast evidence card',
  version: VERSION,
  note: 'Research tool, not advice.',
  fingerprint: result.fingerprint,
  computedAt: iso(computedAt),
  rule,
  instruments,
  asOf: iso(spec.asOf),
  costBp: spec.costBp,
  undercutBp: spec.undercutBp,
  equivalenceBp: spec.equivalenceBp,
  minClusters: spec.minClusters,
  resamples: spec.resamples,
  level: spec.level,
  seed: spec.seed,
  events: result.events,
  clusters: result.clusters,
  headline: {
    horizon: plain(formatDuration(row.h)),
    verdict: VERDICT_WORDS[row.verdict].word,
    because: BECAUSE_WORDS[row.because],
    decidedBy: CONTROL_WORDS[row.decidedBy],
    sentence: plain(sentence),
  },
  horizons: horizons.map((one) => ({ ...one, verdict: VERDICT_WORDS[one.verdict].word })),
});

/** The series that were read, as a card lists them. */
export const cardInputs = (inputs: readonly StudyInput[], iso: Iso) =>
  inputs.map((one) => ({
    ...one,
    from: iso(one.from),
    to: iso(one.to),
    coverage: one.coverage.map(({ from, coverage }) => ({ from: iso(from), coverage })),
  }));
