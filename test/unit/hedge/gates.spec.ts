import { describe, expect, it } from 'vitest';
import { adaptedRatio, gateValue, UNKNOWN_SIGNALS } from '#core/hedge/gates';
import type { Gate } from '#core/hedge/types';

const at = (volatility: number) => ({ ...UNKNOWN_SIGNALS, volatility });

describe('gates', () => {
  const vxth: Gate = { kind: 'step', signal: 'volatility', steps: [{ from: 15, to: 30, value: 0.01 }, { from: 30, to: 50, value: 0.005 }] }; // prettier-ignore

  it.each([
    [15, 0],
    [15.0001, 0.01],
    [30, 0.01],
    [30.0001, 0.005],
    [50, 0.005],
    [50.0001, 0],
    [9, 0],
  ])('VXTH at a forward of %f weighs %f', (forward, weight) => {
    expect(gateValue(vxth, at(forward), 0)).toBe(weight);
  });

  it('a ramp runs from 0 to 1: 1 % · clip((F − 13) / 4, 0, 1)', () => {
    const ramp: Gate = { kind: 'ramp', signal: 'volatility', from: 13, to: 17 };
    expect([12, 13, 14, 15, 17, 40].map((f) => gateValue(ramp, at(f), 0))).toEqual([0, 0, 0.25, 0.5, 1, 1]);
  });

  it('hysteresis turns on at 16, off at 13.5 and stays between', () => {
    const gate: Gate = { kind: 'hysteresis', signal: 'volatility', on: 16, off: 13.5 };
    let before = 0;
    const seen = [14, 16, 15, 13.6, 13.5, 15.9, 17].map((f) => (before = gateValue(gate, at(f), before)));
    expect(seen).toEqual([0, 1, 1, 1, 0, 0, 1]);
  });

  it('hysteresis with on below off is the other way round', () => {
    const gate: Gate = { kind: 'hysteresis', signal: 'volatility', on: -0.2, off: -0.1 };
    expect([-0.3, -0.2, -0.15, -0.1, 0].map((x) => gateValue(gate, at(x), 1))).toEqual([1, 1, 1, 0, 0]);
    expect(gateValue(gate, at(-0.15), 0)).toBe(0);
  });

  it('what is not known is no value', () => {
    expect(gateValue(vxth, UNKNOWN_SIGNALS, 1)).toBeNaN();
    expect(gateValue({ kind: 'always' }, UNKNOWN_SIGNALS, 0)).toBe(1);
  });
});

describe('the adapted ratio', () => {
  const rule = { skew: 0.5, slope: 2, exhaustion: -1, least: 0.25, most: 1.5, rich: null, inverted: null };

  it('is 1 + a·z_skew + b·slope + c·exhaustion, clipped', () => {
    const ratio = (skew: number, slope: number, exhaustion: number) =>
      adaptedRatio(rule, { ...UNKNOWN_SIGNALS, skew, slope, exhaustion }).ratio;
    expect(ratio(0.4, 0.05, 0.1)).toBeCloseTo(1 + 0.2 + 0.1 - 0.1, 12);
    expect(ratio(3, 0, 0)).toBe(1.5);
    expect(ratio(-3, 0, 0)).toBe(0.25);
  });

  it('names what it asks for and nobody knows, which adds nothing', () => {
    expect(adaptedRatio(rule, { ...UNKNOWN_SIGNALS, slope: 0.1 })).toEqual({ ratio: 1.2, unknown: ['skew', 'exhaustion'] });
    expect(adaptedRatio({ ...rule, skew: 0, exhaustion: 0 }, { ...UNKNOWN_SIGNALS, slope: 0 }).unknown).toEqual([]);
  });
}); // prettier-ignore
