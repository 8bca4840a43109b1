import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basketOf } from '#core/hedge/basket';
import { estimateBeta, shrunk, sumError, type BetaWindow } from '#core/hedge/beta';

const OLS: BetaWindow = { window: 90, halfLife: null, shrink: false, downside: false };
const wave = (n: number, step = 1): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 0.02 * Math.sin(i * step));

describe('estimateBeta', () => {
  it('is 1 of the benchmark itself, exactly known', () => {
    const benchmark = wave(90);
    const own = estimateBeta(benchmark, benchmark, { ...OLS, shrink: true });
    expect(own.beta).toBeCloseTo(1, 12);
    expect(own.error).toBeLessThan(1e-9);
    expect(own).toMatchObject({ days: 90, skipped: 0, effectiveDays: 90, reason: null });
  });

  it('gives no number but a reason with too few days, or a benchmark that stands still', () => {
    const few = estimateBeta(wave(12), wave(12), OLS);
    expect(few).toMatchObject({ beta: NaN, error: NaN, days: 12, reason: '12 days, and at least 20 are needed' });
    expect(estimateBeta(wave(90), new Float64Array(90), OLS)).toMatchObject({ beta: NaN, reason: 'the benchmark did not move' }); // prettier-ignore
    expect(estimateBeta(wave(90), wave(90), { ...OLS, halfLife: 0.2 }).reason).toBe('the weights leave fewer than 3 days'); // prettier-ignore
    expect(estimateBeta(new Float64Array(), new Float64Array(), OLS).beta).toBeNaN();
  });

  it('reads the last days alone', () => {
    const benchmark = wave(200);
    const asset = benchmark.map((x, i) => (i < 110 ? -5 : 2) * x);
    expect(estimateBeta(asset, benchmark, OLS).beta).toBeCloseTo(2, 12);
  });

  it('leaves days without a return out and counts them', () => {
    const benchmark = wave(90);
    const asset = benchmark.map((x) => 1.5 * x);
    for (const i of [3, 40, 77]) asset[i] = NaN;
    benchmark[50] = NaN;
    expect(estimateBeta(asset, benchmark, OLS)).toMatchObject({ days: 86, skipped: 4 });
    expect(estimateBeta(asset, benchmark, OLS).beta).toBeCloseTo(1.5, 12);
  });

  it('of the downside sees only days on which the benchmark fell', () => {
    const benchmark = wave(90);
    const asset = benchmark.map((x) => (x < 0 ? 2 : 0.5) * x);
    const down = estimateBeta(asset, benchmark, { ...OLS, downside: true });
    expect(down.beta).toBeCloseTo(2, 12);
    expect(down.days).toBe(benchmark.filter((x) => x < 0).length);
    expect(down.skipped).toBe(0);
  });

  it('follows a change sooner with exponential weights', () => {
    const benchmark = wave(90);
    const asset = benchmark.map((x, i) => (i < 70 ? 1 : 2) * x);
    const fast = estimateBeta(asset, benchmark, { ...OLS, halfLife: 8 });
    expect(fast.beta).toBeGreaterThan(estimateBeta(asset, benchmark, OLS).beta);
    expect(fast.effectiveDays).toBeLessThan(30);
    // A half-life without end weighs all alike.
    const slow = estimateBeta(asset, benchmark, { ...OLS, halfLife: 1e9 });
    expect(slow.beta).toBeCloseTo(estimateBeta(asset, benchmark, OLS).beta, 7);
    expect(slow.error).toBeCloseTo(estimateBeta(asset, benchmark, OLS).error, 7);
  });

  it('refuses shapes that differ', () => {
    expect(() => estimateBeta(wave(3), wave(4), OLS)).toThrow(RangeError);
    expect(() => estimateBeta(wave(3), wave(3), { ...OLS, window: 0 })).toThrow(RangeError);
  });

  it('does not change with the unit of returns, and scales with the asset', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -0.2, max: 0.2, noNaN: true }), fc.double({ min: -0.2, max: 0.2, noNaN: true })),
          { minLength: 30, maxLength: 60 },
        ),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (rows, k) => {
          // prettier-ignore
          const [asset, benchmark] = [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)];
          const base = estimateBeta(asset, benchmark, OLS);
          fc.pre(base.reason === null && base.error > 1e-5 && base.error < 1e3);
          const same = estimateBeta(asset.map((x) => k * x), benchmark.map((x) => k * x), OLS); // prettier-ignore
          const more = estimateBeta(asset.map((x) => k * x), benchmark, OLS); // prettier-ignore
          expect(Math.abs(same.beta - base.beta)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(base.beta)));
          expect(Math.abs(more.beta - k * base.beta)).toBeLessThanOrEqual(1e-8 * k * (1 + Math.abs(base.beta)));
          expect(Math.abs(more.error / (k * base.error) - 1)).toBeLessThanOrEqual(1e-6);
        },
      ),
    ));
});

describe('shrunk', () => {
  it('lies between the estimate and 1, nearer to 1 the less is known', () => {
    expect(shrunk(2, 0, 0.25)).toEqual({ beta: 2, error: 0 });
    expect(shrunk(2, 0.5, 0.25).beta).toBeCloseTo(1.5, 12);
    expect(shrunk(2, 5, 0.25).beta).toBeLessThan(1.02);
    expect(shrunk(2, 0.5, 0.25).error).toBeCloseTo(0.5 * Math.SQRT1_2, 12);
  });
});

describe('sumError', () => {
  it('is that of the beta for one asset, and knows what offsets', () => {
    const benchmark = wave(90);
    const noise = wave(90, 2.7);
    const asset = benchmark.map((x, i) => 1.2 * x + noise[i]!);
    const { error } = estimateBeta(asset, benchmark, OLS);
    expect(sumError([asset], [-1_000], benchmark, OLS)).toBeCloseTo(1_000 * error, 9);
    expect(sumError([asset, asset], [1_000, -1_000], benchmark, OLS)).toBeCloseTo(0, 9);
    expect(sumError([asset, asset], [1_000, 1_000], benchmark, OLS)).toBeCloseTo(2_000 * error, 9);
    expect(sumError([], [], benchmark, OLS)).toBe(0);
  });
});

describe('basketOf', () => {
  const a = Float64Array.of(Math.log(1.1), Math.log(0.9), NaN);
  const b = Float64Array.of(Math.log(1), Math.log(1.2), Math.log(1.5));

  it('weights simple returns by capitalisation', () => {
    const { returns, weights, isEqual, words } = basketOf([a, b], [300, 100]);
    expect([...weights]).toEqual([0.75, 0.25]);
    expect(Math.exp(returns[0]!)).toBeCloseTo(1.075, 12);
    expect(Math.exp(returns[1]!)).toBeCloseTo(0.975, 12);
    // A member without a return leaves its share to the other.
    expect(Math.exp(returns[2]!)).toBeCloseTo(1.5, 12);
    expect([isEqual, words]).toEqual([false, 'weighted by capitalisation']);
  });

  it('counts all alike without any, and says so; leaves out those without one', () => {
    const equal = basketOf([a, b], [null, NaN]);
    expect([...equal.weights]).toEqual([0.5, 0.5]);
    expect([equal.isEqual, equal.words]).toEqual([true, 'equal weights: no capitalisation is known']);
    const one = basketOf([a, b], [null, 7]);
    expect([...one.weights]).toEqual([0, 1]);
    expect(one.words).toBe('weighted by capitalisation, 1 of 2 left out for want of one');
    expect(basketOf([Float64Array.of(NaN)], [1]).returns[0]).toBeNaN();
    expect(() => basketOf([], [])).toThrow(RangeError);
    expect(() => basketOf([a, Float64Array.of(1)], [1, 1])).toThrow(RangeError);
  });
});
