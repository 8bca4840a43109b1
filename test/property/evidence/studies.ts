import { measureEvents } from '#core/evidence/measure';
import { drawTask, summariseStudy, type Draw, type StudySummary } from '#core/evidence/study';
import { CONFIRMATIONS, type InstrumentMeasures, type StudyEvent, type StudySpec } from '#core/evidence/types';
import type { Timed } from '#core/liquidations/types';
import type { Bars } from '#core/series/schema';
import { StudySpecSchema, type StudySpecInput } from '#shared/evidence';

export const drawHere: Draw = (tasks) => Promise.resolve(tasks.map((task) => drawTask(task)));

export function specOf(input: Partial<StudySpecInput>): StudySpec {
  return StudySpecSchema.parse({ instruments: ['S0'], rule: { kind: 'absoluteMove' }, ...input });
}

export function measuresOf(
  spec: StudySpec,
  bars: readonly Timed<Bars>[],
  events: readonly (readonly StudyEvent[])[],
): InstrumentMeasures[] {
  return bars.map((one, s) => ({
    instrument: `S${s}`,
    ...measureEvents(one, events[s]!, spec, Infinity),
    confirmations: new Float64Array(events[s]!.length * CONFIRMATIONS.length).fill(NaN),
  }));
}

export function study(spec: StudySpec, measures: readonly InstrumentMeasures[]): Promise<StudySummary> {
  return summariseStudy(spec, measures, drawHere);
}

/** Interval of the mean with rows taken as independent: what this program must not make. */
export function plainInterval(values: Float64Array): { readonly lo: number; readonly hi: number } {
  const x = values.filter((v) => !Number.isNaN(v));
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const error = Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / (x.length - 1) / x.length);
  return { lo: mean - 1.96 * error, hi: mean + 1.96 * error };
}
