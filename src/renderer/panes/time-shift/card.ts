import type { HorizonResult } from '#core/evidence/types';
import type { TimeShiftResult } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import { exactTime } from '../../lib/format';
import { cardInputs, cardStart } from '../shared/evidence/card';
import { phraseText, sentence } from '../shared/evidence/sentence';
import { coverageWords, fanWarning } from './coverage';
import { alignWords, answeredOf } from './words';

const NEAREST = 10;
const iso = (t: Ms | null): string | null => (t === null || !Number.isFinite(t) ? null : exactTime(t));

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
    ...cardStart({
      ...{ spec, result, computedAt, row, iso, instruments: [spec.instrument], horizons: result.outcomes },
      rule: { name: words, words, align: spec.align },
      sentence: said.filter(Boolean).join(' '),
    }),
    coverage,
    present: present && { t0: iso(present.t0), decision: iso(present.decision), label: present.label },
    nearest: analogs.slice(0, NEAREST).map(({ t0, decision, label, distance }) => ({ t0: iso(t0), decision: iso(decision), label, distance: Number.isFinite(distance) ? distance : null })), // prettier-ignore
    inputs: cardInputs(result.inputs, iso),
    caveats: result.caveats,
  };
}
