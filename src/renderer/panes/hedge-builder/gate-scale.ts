import { gateValue, type Signals } from '#core/hedge/gates';
import type { Gate, GateSignal } from '#core/hedge/types';
import { formatNumber } from '../../lib/format';
import { SIGNALS } from '../shared/hedge/signals';

/** A part of the scale on which the layer stands; shares of its width. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Part of the full size, 0 to 1: how strongly it is drawn. */
  readonly strength: number;
}

/** A gate at an instant, as words and as a small scale. */
export interface GateReading {
  /** `z skew 1.62, over 1.00` */
  readonly words: string;
  /** `on`, `closed`, `x 0.5`, `unknown` */
  readonly state: string;
  /** NaN: the signal is not known. */
  readonly value: number;
  readonly stretches: readonly Stretch[];
  /** Where the signal stands, a share of the width; undefined: nowhere. */
  readonly mark: number | undefined;
  readonly signal: GateSignal | undefined;
}

/** A last step without an end is stored as a large number: the scale does not reach there. */
const ENDLESS = 1e5;
const MARGIN = 0.35;

/** Levels at which a gate turns. */
function levelsOf(gate: Exclude<Gate, { kind: 'always' }>): readonly number[] {
  switch (gate.kind) {
    case 'step':
      return gate.steps.flatMap(({ from, to }) => [from, to]).filter((level) => Math.abs(level) < ENDLESS);
    case 'ramp':
      return [gate.from, gate.to];
    case 'hysteresis':
      return [gate.on, gate.off];
  }
}

/** Domain of a scale: the levels with room on both sides, and the signal where it lies beyond. */
function domainOf(levels: readonly number[], signal: number): readonly [number, number] {
  const [lo, hi] = [Math.min(...levels), Math.max(...levels)];
  const room = MARGIN * (hi - lo || Math.max(Math.abs(hi), 1));
  const known = Number.isNaN(signal) ? lo : signal;
  return [Math.min(lo - room, known - room / 4), Math.max(hi + room, known + room / 4)];
}

const RAMP_STEPS = 6;

function stretchesOf(gate: Exclude<Gate, { kind: 'always' }>, at: (level: number) => number): readonly Stretch[] {
  const stretch = (from: number, to: number, strength: number): Stretch => ({ from: Math.max(0, at(from)), to: Math.min(1, at(to)), strength }); // prettier-ignore
  switch (gate.kind) {
    case 'step': {
      const most = Math.max(...gate.steps.map(({ value }) => value), 0);
      return gate.steps.filter(({ value }) => value > 0).map(({ from, to, value }) => stretch(from, to, value / most));
    }
    case 'ramp': {
      const width = (gate.to - gate.from) / RAMP_STEPS;
      const rising = Array.from({ length: RAMP_STEPS }, (_, i) => {
        const ends = [gate.from + i * width, gate.from + (i + 1) * width].sort((a, b) => a - b);
        return stretch(ends[0]!, ends[1]!, (i + 0.5) / RAMP_STEPS);
      });
      return [...rising, gate.to > gate.from ? stretch(gate.to, Infinity, 1) : stretch(-Infinity, gate.to, 1)];
    }
    case 'hysteresis':
      return gate.on >= gate.off
        ? [stretch(gate.off, gate.on, 0.4), stretch(gate.on, Infinity, 1)]
        : [stretch(-Infinity, gate.on, 1), stretch(gate.on, gate.off, 0.4)];
  }
}

const size = (value: number): string =>
  value === 1 ? 'on' : value === 0 ? 'closed' : `x ${formatNumber(value, { decimals: 2 })}`;

/** What the gate asks of its signal: `over 1.00`, `15.0 to 50.0`. */
export function gateCondition(gate: Gate): string {
  if (gate.kind === 'always') return 'always';
  const print = (level: number): string => SIGNALS[gate.signal].print(level).replace(/\.0+(?=$|\D)/, '');
  switch (gate.kind) {
    case 'step': {
      const on = gate.steps.filter(({ value }) => value > 0);
      const [lo, hi] = [Math.min(...on.map(({ from }) => from)), Math.max(...on.map(({ to }) => to))];
      if (on.length === 0) return 'never';
      return hi >= ENDLESS ? `over ${print(lo)}` : lo <= -ENDLESS ? `to ${print(hi)}` : `${print(lo)} to ${print(hi)}`;
    }
    case 'ramp':
      return `ramp ${print(gate.from)} to ${print(gate.to)}`;
    case 'hysteresis':
      return `on ${print(gate.on)}, off ${print(gate.off)}`;
  }
}

/**
 * @param before what the gate stood at when it was last read; a gate between its two levels keeps it.
 */
export function readGate(gate: Gate, signals: Signals, before = 0): GateReading {
  if (gate.kind === 'always')
    return {
      words: 'Always',
      state: 'on',
      value: 1,
      stretches: [{ from: 0, to: 1, strength: 1 }],
      mark: undefined,
      signal: undefined,
    };
  const { signal } = gate;
  const known = signals[signal];
  const value = gateValue(gate, signals, before);
  const [lo, hi] = domainOf(levelsOf(gate), known);
  const at = (level: number): number => (level - lo) / (hi - lo);
  const { short, print } = SIGNALS[signal];
  const reads = Number.isNaN(known) ? short : `${short} ${print(known)}`;
  const between = gate.kind === 'hysteresis' && (known - gate.on) * (known - gate.off) < 0;
  return {
    words: `${reads}, ${gateCondition(gate)}`,
    state: Number.isNaN(value) ? 'unknown' : between ? (value > 0 ? 'holds' : 'waits') : size(value),
    value,
    stretches: stretchesOf(gate, at),
    mark: Number.isNaN(known) ? undefined : at(known),
    signal,
  };
}
