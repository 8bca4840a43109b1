import type { ExposedPosition } from '../exposed';
import type { PathSet } from '../simulation';
import type { HedgePlan, Layer } from '../types';
import { carryEngine } from './accounts';
import { startRun } from './block';
import type { Run } from './run';
import { NONE, PART_COUNT, type State } from './state';
import { fillHeld, weigh } from './step';

const MARKET = ['spot', 'spotBefore', 'spotRatio', 'logSpot', 'logRatio', 'vol30', 'volMove', 'level', 'levelBefore', 'high', 'highStep', 'book', 'bookGain', 'banked'] as const; // prettier-ignore
const OF_SLOT = ['quantity', 'strike', 'logStrike', 'value', 'entry', 'forward', 'vol', 'delta', 'gamma', 'vega', 'theta', 'vanna', 'volga'] as const; // prettier-ignore
const OF_RUNG = ['due', 'openedAt', 'units', 'paidUnit', 'fired', 'isRich', 'isRefused'] as const;
const OF_LAYER = ['cash', 'worth', 'gate', 'gateNow', 'paid', 'received', 'spent'] as const;

/** Two layers that hold the same: what a layer is called changes nothing. */
export const isSameRule = (a: Layer, b: Layer): boolean =>
  JSON.stringify({ ...a, name: '' }) === JSON.stringify({ ...b, name: '' });

/**
 * A run of a single path that goes on at its step under another plan, with other positions or along a path that reaches farther. A layer
 * whose rule is the same keeps its legs, its counters and how its gate stood; what one gained that is gone is banked, and a changed one
 * that has its id is still held to the premium of the year. What layers hold that do not go on has to be sold before.
 */
export function carryRun(before: Run, plan: HedgePlan, positions: readonly ExposedPosition[], paths: PathSet): Run {
  const next = startRun(plan, before.market, positions, paths, 1, before.rollShift, true);
  const { step, t, events, known, missed } = before;
  next.state.reset(1, paths.start);
  next.terms.moveTo(t);
  for (const name of MARKET) next.state[name].set(before.state[name]);
  const counts = carryLayers(before, next);
  fillHeld(next);
  weigh(next);
  const capital = carryEngine(before.capital, plan.capital, next.state.gain);
  const run: Run = { ...next, step, t, events, known, missed, counts, capital };
  run.positions.takeOver(before.positions, run);
  if (before.capital === undefined) for (const of of ['linearGain', 'optionGain'] as const) run.positions[of].fill(0);
  return run;
}

function carryLayers(before: Run, next: Run): Run['counts'] {
  const [old, now] = [before.programme.layers, next.programme.layers];
  const kept = new Set<number>();
  const counts = now.map((layer, l) => {
    const from = old.findIndex(({ id }) => id === layer.id);
    if (from < 0) return next.counts[l];
    if (!isSameRule(old[from], layer)) {
      carrySpent(before, from, next, l);
      return next.counts[l];
    }
    kept.add(from);
    carryLayer(before, from, next, l);
    return before.counts[from];
  });
  old.forEach((_, l) => {
    if (!kept.has(l)) next.state.banked[0] += before.state.cash[l];
  });
  return counts;
}

function carryLayer(before: Run, from: number, next: Run, to: number): void {
  const { programme: old, state: source } = before;
  const { programme: now, state: target } = next;
  copy(OF_LAYER, source, from, target, to);
  const parts = source.parts.subarray(from * PART_COUNT, (from + 1) * PART_COUNT);
  target.parts.set(parts, to * PART_COUNT);
  carrySpent(before, from, next, to);
  old.rungsOf[from].forEach((rung, r) => {
    const into = now.rungsOf[to][r];
    copy(OF_RUNG, source, rung.index, target, into.index);
    const e = source.expiry[rung.index];
    target.expiry[into.index] = e === NONE ? NONE : now.expiries.indexOf(old.expiries[e]);
    rung.slots.forEach((slots, variant) =>
      slots.forEach((slot, leg) => copy(OF_SLOT, source, slot.index, target, into.slots[variant as 0 | 1][leg].index)),
    );
  });
}

/** Premium of the last 365 days. */
function carrySpent(before: Run, from: number, next: Run, to: number): void {
  next.state.spent[to] = before.state.spent[from];
  const window = next.spent!.length / next.state.layers;
  next.spent!.set(before.spent!.subarray(from * window, (from + 1) * window), to * window);
}

type Column = Exclude<{ [K in keyof State]: State[K] extends Float64Array | Int32Array | Uint8Array ? K : never }[keyof State], undefined>; // prettier-ignore

function copy(names: readonly Column[], source: State, from: number, target: State, to: number): void {
  for (const name of names) target[name][to] = source[name][from];
}
