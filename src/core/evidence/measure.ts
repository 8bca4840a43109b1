import type { Side, Timed } from '../liquidations/types';
import type { Bars } from '../series/schema';
import type { Ms } from '../time/ms';
import { matchedDeclines } from './matched';
import { measureOutcomes } from './outcomes';
import { placebos } from './placebo';
import { pricePath } from './price-path';
import type { ControlSpec, InstrumentMeasures, OutcomeSpec, StudyEvent } from './types';

type MeasureSpec = ControlSpec & Pick<OutcomeSpec, 'horizonsMs' | 'undercutBp' | 'seed'> & { readonly rule: { readonly side: Side } }; // prettier-ignore

/**
 * Outcomes of the events of one instrument and of their controls.
 * @param bars       sorted; outcomes are measured on these
 * @param events     of the rule's side
 * @param knownUntil bars not known by then are not read
 */
export function measureEvents(
  bars: Timed<Bars>,
  events: readonly StudyEvent[],
  spec: MeasureSpec,
  knownUntil: Ms,
): Pick<InstrumentMeasures, 'events' | 'outcomes' | 'placebo' | 'matched'> {
  const path = pricePath(bars, spec.rule.side, knownUntil);
  const measure = (rows: Parameters<typeof measureOutcomes>[1]): InstrumentMeasures['outcomes'] =>
    measureOutcomes(path, rows, spec.horizonsMs, spec.undercutBp);
  return {
    events,
    outcomes: measure({
      t: Float64Array.from(events, (e) => e.decision),
      of: Int32Array.from(events.keys()),
      low: Float64Array.from(events, (e) => e.priceExtreme),
    }),
    placebo: measure(placebos(path, events, spec.placebo, spec.seed)),
    matched: measure(matchedDeclines(path, events, spec.matched, Math.max(...spec.horizonsMs))),
  };
}
