import { gateWords } from '../gate-words';
import { gateValue } from '../gates';
import { readSignals } from '../step/market';
import type { Run } from '../step/run';
import type { Gate } from '../types';
import type { BookLayer, BookLeg } from './types';

/** What is open at the step that was made, in the order of the layers. */
export function legsOf({ programme, state }: Run): BookLeg[] {
  return programme.slots.flatMap(({ index, layer, rung, leg }): BookLeg[] => {
    const units = state.quantity[index];
    if (units === 0) return [];
    const { id, name } = programme.layers[layer];
    const isFuture = leg.kind === 'future';
    const mark = isFuture ? state.forward[index] : state.value[index];
    const entry = state.entry[index];
    return [
      {
        ...{ layer: id, name, kind: leg.kind, on: leg.on, units, entry, mark, pnl: units * (mark - entry) },
        strike: isFuture ? NaN : state.strike[index],
        expiry: programme.expiries[state.expiry[rung]],
      },
    ];
  });
}

/** A gate as it would be read at the step that was made. */
function readNow(run: Run, gate: Gate, before: number): { readonly now: number; readonly words: string } {
  const signals = readSignals(run, 0);
  const now = gateValue(gate, signals, before);
  const level = gate.kind === 'always' ? NaN : signals[gate.signal];
  return { now, words: gateWords(gate, level, now, before) };
}

/** Words of a gate that was just read. */
export const wordsOfGate = (run: Run, gate: Gate, value: number, before: number): string =>
  gate.kind === 'always' ? '' : gateWords(gate, readSignals(run, 0)[gate.signal], value, before);

export function layersOf(run: Run): BookLayer[] {
  const { programme, state } = run;
  return programme.layers.map(({ id, name, gate: { gate, reads } }, l): BookLayer => {
    const value = gate.kind === 'always' ? 1 : state.gate[l];
    return {
      ...{ id, name, pnl: state.cash[l] + state.worth[l], worth: state.worth[l] },
      legs: programme.slots.filter(({ index, layer }) => layer === l && state.quantity[index] !== 0).length,
      gate: { value, reads, ...readNow(run, gate, state.gate[l]) },
    };
  });
}
