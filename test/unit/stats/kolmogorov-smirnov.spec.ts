import { expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { ksExponential, ksUniform } from '#core/stats/kolmogorov-smirnov';

it('has no answer without values or with a missing one', () => {
  expect(ksUniform(new Float64Array())).toEqual({ d: NaN, p: NaN });
  expect(ksUniform(Float64Array.of(0.5, NaN))).toEqual({ d: NaN, p: NaN });
});

it('knows one value by hand: d = max(u, 1 − u), p = 2·(1 − d)', () => {
  const { d, p } = ksUniform(Float64Array.of(0.8));
  expect(d).toBeCloseTo(0.8, 15);
  expect(p).toBeCloseTo(0.4, 12);
});

it('rejects for certain what lies outside, and leaves its input alone', () => {
  const u = Float64Array.of(3, 2, 1.5);
  expect(ksUniform(u)).toEqual({ d: 1, p: 0 });
  expect([...u]).toEqual([3, 2, 1.5]);
});

it('never rejects the most even sample', () => {
  expect(ksUniform(Float64Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50)).p).toBe(1);
});

it('rejects 5 % of true exponential samples at the 5 % level, exact and approximate', () => {
  const rng = new Rng(3);
  for (const [n, samples] of [
    [20, 2_000],
    [600, 2_000],
  ] as const) {
    // prettier-ignore
    const x = new Float64Array(n);
    let rejected = 0;
    for (let i = 0; i < samples; i++) if (ksExponential(rng.fillExponential(x)).p <= 0.05) rejected++;
    expect(Math.abs(rejected / samples - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / samples));
  }
});
