import type { KnownPoints } from '../evidence/types';
import type { Ms } from '../time/ms';

/** Two rates from each instant on at which either was told, and A − B; from where both are known. */
export interface Differential extends KnownPoints {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export type TurnKind = 'narrowing' | 'widening';
export interface Turn {
  readonly t: Ms;
  readonly kind: TurnKind;
}

/** @param a,b step functions of one unit. @source method.md, section 1: policy rate A less policy rate B as known at t */
export function differentialOf(a: KnownPoints, b: KnownPoints): Differential {
  const instants = Float64Array.from(new Set([...a.known, ...b.known])).sort();
  const known: number[] = [];
  const [inA, inB]: [number[], number[]] = [[], []];
  let [i, j] = [-1, -1];
  for (const t of instants) {
    while (i + 1 < a.known.length && a.known[i + 1] <= t) i++;
    while (j + 1 < b.known.length && b.known[j + 1] <= t) j++;
    if (i < 0 || j < 0) continue;
    known.push(t);
    inA.push(a.value[i]);
    inB.push(b.value[j]);
  }
  const [rateA, rateB] = [Float64Array.from(inA), Float64Array.from(inB)];
  return { known: Float64Array.from(known), a: rateA, b: rateB, value: rateA.map((x, k) => x - rateB[k]) };
}

/** Differences below this are rounding [decimal per year]. */
export const LEAST_STEP = 1e-9;

/**
 * Instants at which the size of a differential was known to change the other way than it had last changed. The first change of
 * all is no turn, and neither is a step through zero that leaves the size as it was.
 */
export function turnsOf({ known, value }: KnownPoints): Turn[] {
  const turns: Turn[] = [];
  let last: TurnKind | null = null;
  for (let k = 1; k < value.length; k++) {
    const step = Math.abs(value[k]) - Math.abs(value[k - 1]);
    if (!(Math.abs(step) > LEAST_STEP)) continue;
    const kind = step > 0 ? 'widening' : 'narrowing';
    if (last !== null && kind !== last) turns.push({ t: known[k], kind });
    last = kind;
  }
  return turns;
}
