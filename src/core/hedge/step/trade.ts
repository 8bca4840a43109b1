import { linearCost, optionCost } from '../costs';
import { forwardOf, markOpened } from './mark';
import type { Rung, Slot } from './programme';
import { note, type Run } from './run';
import { COSTS, NONE, PART_COUNT } from './state';

// Every trade of a layer goes through here: fees and slippage are charged on each, at the market of the step.

/** Legs that a rung holds, in the variant it was opened in. */
export function heldSlots(run: Run, rung: Rung, path: number): readonly Slot[] {
  return rung.slots[run.state.isRich[rung.index * run.state.width + path]];
}

export function charge(run: Run, layer: number, path: number, cost: number): void {
  const { state } = run;
  state.cash[layer * state.width + path] -= cost;
  state.parts[(layer * PART_COUNT + COSTS) * state.width + path] -= cost;
}

/** Sells (buys back) a share of what a rung holds. @returns cash of it after costs [quote currency]. */
export function sell(run: Run, rung: Rung, path: number, share: number, isFree = false): number {
  const { state, plan } = run;
  const ofLayer = rung.layer * state.width + path;
  let [premium, gained, cost] = [0, 0, 0];
  for (const slot of heldSlots(run, rung, path)) {
    const i = slot.index * state.width + path;
    const sold = share * state.quantity[i];
    if (sold === 0) continue;
    if (slot.leg.kind === 'future') {
      gained += sold * state.value[i];
      cost += Math.abs(sold) * linearCost(plan.costs, state.forward[i]);
    } else {
      premium += sold * state.value[i];
      const underlying = slot.isVolatility ? state.forward[i] : state.spot[path];
      cost += Math.abs(sold) * optionCost(plan.costs, state.value[i], state.vega[i], underlying, sold > 0);
    }
    state.quantity[i] = share === 1 ? 0 : state.quantity[i] - sold;
  }
  const ofRung = rung.index * state.width + path;
  if (share === 1) {
    state.expiry[ofRung] = NONE;
    state.units[ofRung] = 0;
  } else state.units[ofRung] *= 1 - share;
  state.cash[ofLayer] += premium + gained;
  book(run, ofLayer, premium);
  if (isFree) cost = 0;
  charge(run, rung.layer, path, cost);
  return premium + gained - cost;
}

/** Writes legs into an empty rung. @param strikes of each leg, NaN of a future. @returns cash of it after costs. */
export function buy(run: Run, rung: Rung, path: number, isRich: boolean, e: number, units: number, strikes: ArrayLike<number>, isFree = false): number {
  const { state, plan } = run;
  const ofRung = rung.index * state.width + path;
  const ofLayer = rung.layer * state.width + path;
  state.expiry[ofRung] = e;
  state.units[ofRung] = units;
  state.isRich[ofRung] = isRich ? 1 : 0;
  let [premium, cost] = [0, 0];
  heldSlots(run, rung, path).forEach((slot, leg) => {
    const i = slot.index * state.width + path;
    const quantity = units * slot.leg.ratio;
    state.quantity[i] = quantity;
    state.strike[i] = strikes[leg];
    state.logStrike[i] = Math.log(strikes[leg]);
    if (slot.leg.kind === 'future') {
      state.entry[i] = forwardOf(run, slot.isVolatility, e, path);
      cost += Math.abs(quantity) * linearCost(plan.costs, state.entry[i]);
    }
    markOpened(run, slot, path);
    if (slot.leg.kind === 'future') return;
    state.entry[i] = state.value[i];
    premium += quantity * state.value[i];
    const underlying = slot.isVolatility ? state.forward[i] : state.spot[path];
    cost += Math.abs(quantity) * optionCost(plan.costs, state.value[i], state.vega[i], underlying, quantity < 0);
  });
  state.cash[ofLayer] -= premium;
  book(run, ofLayer, -premium);
  state.paidUnit[ofRung] = premium / units;
  if (isFree) cost = 0;
  charge(run, rung.layer, path, cost);
  return -premium - cost;
} // prettier-ignore

/** Premium that changed hands, before costs. */
function book({ state }: Run, ofLayer: number, premium: number): void {
  if (premium > 0) state.received[ofLayer] += premium;
  else state.paid[ofLayer] -= premium;
}

/**
 * Settles what expired since the step before at the spot (the index) of this step, which is the first at or after its expiry: intrinsic
 * value, no fee. The last stretch of the leg is attributed with the greeks of its last mark and an unchanged volatility.
 */
export function settle(run: Run, rung: Rung): void {
  const { state, terms, t, paths } = run;
  const { width, parts } = state;
  for (let path = 0; path < state.n; path++) {
    const e = state.expiry[rung.index * width + path];
    if (e === NONE || terms.expiries[e] > t) continue;
    const years = terms.yearsTo(e, t - paths.step);
    const ofLayer = rung.layer * width + path;
    let [premium, gained] = [0, 0];
    for (const slot of heldSlots(run, rung, path)) {
      const i = slot.index * width + path;
      const q = state.quantity[i];
      if (q === 0) continue;
      const final = slot.isVolatility ? state.level[path] : state.spot[path];
      const moved = final - (slot.isVolatility ? state.levelBefore[path] : state.spotBefore[path]);
      const dF = final - state.forward[i];
      const o = rung.layer * PART_COUNT * width + path;
      const { kind } = slot.leg;
      const delta = kind === 'future' ? 1 : state.delta[i];
      parts[o] += q * delta * moved;
      parts[o + 5 * width] += q * delta * (dF - moved);
      if (kind === 'future') gained += q * (final - state.entry[i]);
      else {
        parts[o + width] += q * 0.5 * state.gamma[i] * dF * dF;
        parts[o + 4 * width] += q * state.theta[i] * years;
        premium += q * Math.max(0, kind === 'call' ? final - state.strike[i] : state.strike[i] - final);
      }
      state.quantity[i] = 0;
    }
    state.expiry[rung.index * width + path] = NONE;
    state.units[rung.index * width + path] = 0;
    state.cash[ofLayer] += premium + gained;
    book(run, ofLayer, premium);
    const layer = run.programme.layers[rung.layer];
    note(run, layer.id, 'expire', premium + gained, `${layer.name} expires`);
  }
}
