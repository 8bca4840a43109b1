import { stepAccounts } from './accounts';
import { markSlot } from './mark';
import { readMarket } from './market';
import { monetiseLayer } from './monetise';
import { openLayer, readGates } from './open';
import type { Slot } from './programme';
import type { Run } from './run';
import { forget } from './spent';
import { CARRY, NONE, PART_COUNT } from './state';
import { settle } from './trade';

// A step in its three parts: the market moves, the layers trade, the accounts are drawn up.

/** Moves all that is held to the step of the run: expiries, marks, funding and the positions. */
export function moveStep(run: Run): void {
  const { programme, step } = run;
  run.terms.moveTo(run.t);
  readMarket(run);
  if (step > 0) {
    fillHeld(run);
    for (const rung of programme.rungs) settle(run, rung);
    for (const slot of programme.slots) markSlot(run, slot);
    payFunding(run);
  }
  run.positions.move(run);
  forget(run);
}

/** Reads the gates, takes profit, rolls and opens. */
export function tradeStep(run: Run): void {
  for (let l = 0; l < run.programme.layers.length; l++) {
    readGates(run, l);
    monetiseLayer(run, l);
    openLayer(run, l);
    countOpen(run, l);
  }
}

/** What everything is worth now, and the accounts beside it. */
export function closeStep(run: Run): void {
  weigh(run);
  stepAccounts(run);
}

/** Terms of every expiry that some path holds. */
export function fillHeld({ programme, state, terms }: Run): void {
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
export function weigh({ programme, state }: Run): void {
  const { quantity, value, worth, cash, gain, banked, width, n } = state;
  worth.fill(0);
  gain.set(banked);
  for (const { index, layer } of programme.slots) {
    const [i, o] = [index * width, layer * width];
    // A slot that never held anything has no value.
    for (let path = 0; path < n; path++)
      if (quantity[i + path] !== 0) worth[o + path] += quantity[i + path] * value[i + path];
  }
  for (let l = 0; l < programme.layers.length; l++)
    for (let path = 0; path < n; path++) gain[path] += cash[l * width + path] + worth[l * width + path];
}
