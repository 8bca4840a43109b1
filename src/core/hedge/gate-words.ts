import type { Gate, GateSignal } from './types';

/** What a signal is called, and how its levels are written. */
const SIGNALS: Readonly<Record<GateSignal, { readonly name: string; readonly digits: number }>> = {
  volatility: { name: '30-day volatility forward', digits: 1 },
  slope: { name: 'term-structure slope', digits: 3 },
  skew: { name: 'skew z', digits: 2 },
  exhaustion: { name: 'exhaustion', digits: 2 },
  ivOverRealized: { name: 'implied over realised', digits: 2 },
  drawdown: { name: 'drawdown', digits: 3 },
};

export const signalName = (signal: GateSignal): string => SIGNALS[signal].name;

/** Why a gate stands where it does, for a person. @param level of its signal, NaN: not known. @param value of the gate. */
export function gateWords(gate: Gate, level: number, value: number, before: number): string {
  if (gate.kind === 'always') return 'always on';
  const { name, digits } = SIGNALS[gate.signal];
  const write = (x: number): string => x.toFixed(digits);
  if (Number.isNaN(level)) return `${name} is not known: nothing is opened or closed`;
  const head = `${name} ${write(level)}`;
  switch (gate.kind) {
    case 'step': {
      const step = gate.steps.find(({ from, to }) => level > from && level <= to);
      return step ? `${head}, above ${write(step.from)} to ${write(step.to)}: ${percent(value)}` : `${head}, outside all steps: off`; // prettier-ignore
    }
    case 'ramp':
      return `${head}, ramp ${write(gate.from)} to ${write(gate.to)}: ${percent(value)}`;
    case 'hysteresis': {
      const isUp = gate.on >= gate.off;
      if (isUp ? level >= gate.on : level <= gate.on) return `${head}, ${isUp ? 'at least' : 'at most'} ${write(gate.on)}: on`; // prettier-ignore
      if (isUp ? level <= gate.off : level >= gate.off) return `${head}, ${isUp ? 'at most' : 'at least'} ${write(gate.off)}: off`; // prettier-ignore
      return `${head}, between ${write(gate.off)} and ${write(gate.on)}: stays ${before > 0 ? 'on' : 'off'}`;
    }
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
