import type { Ms } from '../../time/ms';
import type { ExposedPosition } from '../exposed';
import { UNKNOWN_SIGNALS } from '../gates';
import type { HedgeMarket } from '../market';
import type { PathSet } from '../simulation';
import type { HedgePlan } from '../types';
import { engineOf, stepAccounts } from './accounts';
import { markSlot } from './mark';
import { readMarket } from './market';
import { monetiseLayer } from './monetise';
import { openLayer, readGates } from './open';
import { addLayers, keepCapital, keepTrace, type PathOutcomes } from './outcomes';
import { PositionBook } from './positions';
import { programmeOf, type Slot } from './programme';
import type { Run } from './run';
import { forget, spentOf } from './spent';
import { CARRY, NONE, PART_COUNT, State } from './state';
import { Terms } from './terms';
import { settle } from './trade';

/** @param width paths of a block at most. */
export function startRun(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  paths: PathSet,
  width: number,
  rollShift: Ms,
): Run {
  const programme = programmeOf(plan, market, positions, paths);
  return {
    plan,
    market,
    paths,
    programme,
    terms: new Terms(market, plan.surface, programme.expiries),
    state: new State(programme, width),
    positions: new PositionBook(positions, programme.expiries, width),
    rollShift,
    counts: programme.layers.map(() => ({ opened: 0, rolled: 0, monetised: 0, refused: 0, open: 0, unknown: 0 })),
    known: new Set(),
    missed: new Set(),
    signals: { ...UNKNOWN_SIGNALS },
    events: paths.paths === 1 ? [] : undefined,
    spent: spentOf({ paths, programme }, width),
    capital: engineOf(plan.capital, width),
    from: 0,
    step: 0,
    t: paths.start,
  };
}

/** Steps the paths [from, to) to their end. @param at their place in the outcomes. @returns false: stopped. */
export function simulateBlock(
  run: Run,
  from: number,
  to: number,
  at: number,
  outcomes: PathOutcomes,
  shouldStop: () => boolean,
): boolean {
  const { state, paths, positions } = run;
  state.reset(to - from, paths.start);
  positions.reset();
  run.spent?.fill(0);
  run.from = from;
  for (let step = 0; step <= paths.steps; step++) {
    if (shouldStop()) return false;
    run.step = step;
    run.t = paths.start + step * paths.step;
    makeStep(run);
    keepTrace(run, outcomes.capital);
    const first = step * outcomes.paths + at;
    for (let path = 0; path < state.n; path++) {
      outcomes.unhedged[first + path] = state.book[path];
      outcomes.hedged[first + path] = state.book[path] + state.gain[path];
    }
  }
  outcomes.book = positions.value;
  addLayers(run, outcomes.layers);
  keepCapital(run, outcomes.capital, at);
  return true;
}

function makeStep(run: Run): void {
  const { programme, step, paths, positions } = run;
  run.terms.moveTo(run.t);
  readMarket(run);
  if (step > 0) {
    fillHeld(run);
    for (const rung of programme.rungs) settle(run, rung);
    for (const slot of programme.slots) markSlot(run, slot);
    payFunding(run);
  }
  positions.move(run);
  forget(run);
  for (let l = 0; step < paths.steps && l < programme.layers.length; l++) {
    readGates(run, l);
    monetiseLayer(run, l);
    openLayer(run, l);
    countOpen(run, l);
  }
  weigh(run);
  stepAccounts(run);
}

/** Terms of every expiry that some path holds. */
function fillHeld({ programme, state, terms }: Run): void {
  for (const { index } of programme.rungs)
    for (let path = 0, last = NONE; path < state.n; path++) {
      const e = state.expiry[index * state.width + path];
      if (e !== last && e !== NONE) terms.fill(e);
      last = e;
    }
}

/** What perpetuals of the layers pay over the step that ends here; what is not known is not paid, and named. */
function payFunding(run: Run): void {
  const { programme, state, paths, step, from } = run;
  const { width } = state;
  const pay = (slot: Slot): void => {
    for (let path = 0; path < state.n; path++) {
      const q = state.quantity[slot.index * width + path];
      if (q === 0) continue;
      const rate = paths.funding === undefined ? NaN : paths.funding[step * paths.paths + from + path];
      (Number.isNaN(rate) ? run.missed : run.known).add('funding');
      if (Number.isNaN(rate)) continue;
      const paid = q * state.spotBefore[path] * rate;
      state.cash[slot.layer * width + path] -= paid;
      state.parts[(slot.layer * PART_COUNT + CARRY) * width + path] -= paid;
    }
  };
  for (const slot of programme.slots)
    if (programme.layers[slot.layer].structure === 'perpetual' && !slot.isVolatility) pay(slot);
}

function countOpen({ programme, state, counts }: Run, l: number): void {
  const rungs = programme.rungsOf[l];
  for (let path = 0; path < state.n; path++) {
    let isOpen = false;
    for (const { index } of rungs) isOpen ||= state.expiry[index * state.width + path] !== NONE;
    if (isOpen) counts[l].open++;
  }
}

/** Value of what each layer holds, and what all of them gained. */
function weigh({ programme, state }: Run): void {
  const { quantity, value, worth, cash, gain, width, n } = state;
  worth.fill(0);
  gain.fill(0);
  for (const { index, layer } of programme.slots) {
    const [i, o] = [index * width, layer * width];
    // A slot that never held anything has no value.
    for (let path = 0; path < n; path++)
      if (quantity[i + path] !== 0) worth[o + path] += quantity[i + path] * value[i + path];
  }
  for (let l = 0; l < programme.layers.length; l++)
    for (let path = 0; path < n; path++) gain[path] += cash[l * width + path] + worth[l * width + path];
}
