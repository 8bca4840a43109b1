import type { Adaptation, Gate, GateSignal } from './types';

/** What is known at an instant; NaN where it is not. Units of {@link GateSignal}. */
export type Signals = Readonly<Record<GateSignal, number>>;

export const UNKNOWN_SIGNALS: Signals = { volatility: NaN, slope: NaN, skew: NaN, exhaustion: NaN, ivOverRealized: NaN, drawdown: NaN }; // prettier-ignore

/**
 * Share at which a layer stands, ≥ 0.
 * @param before what it was when it was last read; a gate with hysteresis that was never read counts as 0.
 * @returns NaN where the signal is not known: nothing is opened and nothing is closed on it.
 * @source method.md, section 5. Steps: Cboe VIX Tail Hedge Index (VXTH) methodology, upper bounds inclusive.
 */
export function gateValue(gate: Gate, signals: Signals, before: number): number {
  if (gate.kind === 'always') return 1;
  const signal = signals[gate.signal];
  if (Number.isNaN(signal)) return NaN;
  switch (gate.kind) {
    case 'step':
      return gate.steps.find(({ from, to }) => signal > from && signal <= to)?.value ?? 0;
    case 'ramp':
      return Math.min(1, Math.max(0, (signal - gate.from) / (gate.to - gate.from)));
    case 'hysteresis': {
      const isUp = gate.on >= gate.off;
      if (isUp ? signal >= gate.on : signal <= gate.on) return 1;
      if (isUp ? signal <= gate.off : signal >= gate.off) return 0;
      return before > 0 ? 1 : 0;
    }
  }
}

export interface Adapted {
  readonly ratio: number;
  /** Signals that the rule asks for and nobody knows. */
  readonly unknown: readonly GateSignal[];
}

/** clip(1 + a·z_skew + b·slope + c·exhaustion, least, most). @source method.md, section 5. */
export function adaptedRatio({ skew, slope, exhaustion, least, most }: Adaptation, signals: Signals): Adapted {
  const unknown: GateSignal[] = [];
  const term = (weight: number, signal: GateSignal): number => {
    if (weight === 0) return 0;
    if (!Number.isNaN(signals[signal])) return weight * signals[signal];
    unknown.push(signal);
    return 0;
  };
  const sum = 1 + term(skew, 'skew') + term(slope, 'slope') + term(exhaustion, 'exhaustion');
  return { ratio: Math.min(most, Math.max(least, sum)), unknown };
}
