import type { Monetisation } from '../types';
import type { Rung } from './programme';
import { note, type Run } from './run';
import { NONE } from './state';
import { sell } from './trade';

/** Takes profit on a layer. A rung that was sold out stands empty until it would have rolled. */
export function monetiseLayer(run: Run, l: number): void {
  const rule = run.programme.layers[l].monetisation;
  if (rule.kind === 'multiples') for (const rung of run.programme.rungsOf[l]) sellAtMultiples(run, rung, rule);
  if (rule.kind === 'band') sellToBand(run, l, rule);
}

/** A multiple fires once for each holding; several that are passed in one step fire one after the other. */
function sellAtMultiples(run: Run, rung: Rung, { steps }: Extract<Monetisation, { kind: 'multiples' }>): void {
  const { state } = run;
  for (let path = 0; path < state.n; path++) {
    const i = rung.index * state.width + path;
    // What was opened for a credit has no multiple of what it cost.
    if (state.expiry[i] === NONE || !(state.paidUnit[i] > 0)) continue;
    const multiple = worthOf(run, rung, path) / state.units[i] / state.paidUnit[i];
    while (state.fired[i] < steps.length && multiple >= steps[state.fired[i]].at) {
      const { at, sell: share } = steps[state.fired[i]++];
      takeProfit(run, rung, path, Math.min(1, share), `at ${at} times its cost`);
      if (state.expiry[i] === NONE) break;
    }
  }
}

function sellToBand(run: Run, l: number, { above, to }: Extract<Monetisation, { kind: 'band' }>): void {
  const { state, programme } = run;
  const rungs = programme.rungsOf[l];
  for (let path = 0; path < state.n; path++) {
    let worth = 0;
    for (const rung of rungs) if (state.expiry[rung.index * state.width + path] !== NONE) worth += worthOf(run, rung, path);
    const book = Math.max(0, state.book[path]);
    if (!(worth > above * book)) continue;
    const share = Math.min(1, 1 - (to * book) / worth);
    for (const rung of rungs)
      if (share > 0 && state.expiry[rung.index * state.width + path] !== NONE)
        takeProfit(run, rung, path, share, `down to ${to * 100} % of the book`);
  }
} // prettier-ignore

function takeProfit(run: Run, rung: Rung, path: number, share: number, words: string): void {
  const layer = run.programme.layers[rung.layer];
  const cash = sell(run, rung, path, share);
  run.counts[rung.layer].monetised++;
  note(run, layer.id, 'monetise', cash, `${Math.round(share * 100)} % of ${layer.name} is sold ${words}`);
}

/** Value of what a rung holds. */
export function worthOf({ state }: Run, rung: Rung, path: number): number {
  let worth = 0;
  for (const slots of rung.slots)
    for (const { index } of slots) {
      const i = index * state.width + path;
      if (state.quantity[i] !== 0) worth += state.quantity[i] * state.value[i];
    }
  return worth;
}
