import type { HorizonResult } from '#core/evidence/types';
import type { TimeShiftResult } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import { exactTime, formatDuration } from '../../lib/format';
import { phraseText, sentence } from '../shared/evidence/sentence';
import { BECAUSE_WORDS, CONTROL_WORDS, VERDICT_WORDS } from '../shared/evidence/words';
import { coverageWords, fanWarning } from './coverage';
import { alignWords, answeredOf } from './words';

const VERSION = 1;
const NEAREST = 10;
const iso = (t: Ms | null): string | null => (t === null || !Number.isFinite(t) ? null : exactTime(t));
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The answer at one horizon in the form of an evidence card, as the Plan pane reads it. What is not known is null. */
export function timeShiftCard(
  result: TimeShiftResult,
  row: HorizonResult,
  ruleName: string,
  computedAt: Ms | null,
): object {
  // prettier-ignore
  const { spec, present, analogs, coverage } = result;
  const words = `Time-shift aligned at ${alignWords(spec.align, ruleName)}`;
  const tested = coverage.find(({ h }) => h === row.h);
  const said = [phraseText(sentence(answeredOf(result), row)), coverageWords(tested, row.h), tested && fanWarning(tested)]; // prettier-ignore
  return {
    kind: 'ballast evidence card',
    version: VERSION,
    note: 'Research tool, not advice.',
    fingerprint: result.fingerprint,
    computedAt: iso(computedAt),
    rule: { name: words, words, align: spec.align },
    instruments: [spec.instrument],
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
      sentence: plain(said.filter(Boolean).join(' ')),
    },
    horizons: result.outcomes.map((one) => ({ ...one, verdict: VERDICT_WORDS[one.verdict].word })),
    coverage,
    present: present && { t0: iso(present.t0), decision: iso(present.decision), label: present.label },
    nearest: analogs.slice(0, NEAREST).map(({ t0, decision, label, distance }) => ({ t0: iso(t0), decision: iso(decision), label, distance: Number.isFinite(distance) ? distance : null })), // prettier-ignore
    inputs: result.inputs.map((one) => ({ ...one, from: iso(one.from), to: iso(one.to), coverage: one.coverage.map(({ from, coverage: word }) => ({ from: iso(from), coverage: word })) })), // prettier-ignore
    caveats: result.caveats,
  };
}
