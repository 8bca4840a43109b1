import { describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { fnv1a64, splitMix64 } from '#core/random/splitmix';

const draws = (n: number, next: () => number): Float64Array => Float64Array.from({ length: n }, next);

function moments(x: Float64Array): { mean: number; variance: number; skew: number; kurtosis: number } {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const m = (p: number) => x.reduce((a, b) => a + (b - mean) ** p, 0) / x.length;
  const variance = m(2);
  return { mean, variance, skew: m(3) / variance ** 1.5, kurtosis: m(4) / variance ** 2 };
}

const correlation = (a: Float64Array, b: Float64Array): number => {
  const ma = moments(a);
  const mb = moments(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - ma.mean) * (b[i] - mb.mean);
  return sum / a.length / Math.sqrt(ma.variance * mb.variance);
};

describe('seeding', () => {
  it('gives the reference output of SplitMix64', () => {
    const next = splitMix64(1234567n);
    expect([next(), next(), next()]).toEqual([6457827717110365317n, 3203168211198807973n, 9817491932198370423n]);
  });

  it('gives the reference FNV-1a of the empty text', () => {
    expect(fnv1a64('')).toBe(0xcbf29ce484222325n);
    expect(fnv1a64('BTC')).not.toBe(fnv1a64('CTB'));
  });

  it('refuses a seed that is not a safe integer', () => {
    expect(() => new Rng(0.5)).toThrow(RangeError);
    expect(() => new Rng(Number.NaN)).toThrow(RangeError);
  });
});

describe('Rng', () => {
  it('steps xoshiro128** like its reference in C (state 1, 2, 3, 4)', () => {
    const rng = new Rng(0);
    (rng as unknown as { s: Int32Array }).s.set([1, 2, 3, 4]);
    const first = Array.from({ length: 6 }, () => rng.uint32());
    expect(first).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  it('gives pinned first outputs, so that stored seeds keep their meaning', () => {
    const rng = new Rng(42);
    expect(Array.from({ length: 4 }, () => rng.uint32())).toMatchInlineSnapshot(`
      [
        1776835114,
        4165204688,
        17111135,
        2317295270,
      ]
    `);
    expect(Array.from({ length: 3 }, () => rng.normal())).toMatchInlineSnapshot(`
      [
        -0.8814510751601621,
        -1.5420697566878627,
        -0.47250200225400196,
      ]
    `);
  });

  it('repeats itself for one seed and differs for another', () => {
    const run = (seed: number) =>
      draws(
        1_000,
        (
          (rng) => () =>
            rng.normal() + rng.exponential()
        )(new Rng(seed)),
      );
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('forks by label alone, whatever was drawn before', () => {
    const fresh = new Rng(5);
    const used = new Rng(5);
    for (let i = 0; i < 100; i++) used.uniform();
    expect(used.fork('a').uint32()).toBe(fresh.fork('a').uint32());
    expect(fresh.fork('a').fork('b').uint32()).not.toBe(fresh.fork('b').fork('a').uint32());
  });

  it('forks streams that do not correlate, with each other or their parent', () => {
    const n = 100_000;
    const root = new Rng(11);
    const streams = [root, root.fork('1'), root.fork('2'), new Rng(12), root.fork('1').fork('1')];
    const columns = streams.map((rng) => draws(n, () => rng.normal()));
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        expect(Math.abs(correlation(columns[i], columns[j])), `${i} and ${j}`).toBeLessThan(4.5 / Math.sqrt(n));
      }
    }
  });
});

describe('distributions', () => {
  const n = 400_000;

  it('draws uniforms with the right moments, flat over 64 cells', () => {
    const rng = new Rng(1);
    for (const next of [() => rng.uniform(), () => rng.uniform32()]) {
      const x = draws(n, next);
      const { mean, variance } = moments(x);
      expect(mean).toBeCloseTo(0.5, 2);
      expect(variance).toBeCloseTo(1 / 12, 3);
      const cells = new Float64Array(64);
      for (const u of x) cells[Math.floor(u * 64)]++;
      const chi2 = cells.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
      expect(chi2).toBeLessThan(120); // 63 degrees of freedom: P < 2e-5
    }
  });

  it('draws normals: moments, and tail frequencies beyond 1, 2, 3, 4', () => {
    const rng = new Rng(2);
    const x = draws(n * 5, () => rng.normal());
    const { mean, variance, skew, kurtosis } = moments(x);
    expect(Math.abs(mean)).toBeLessThan(0.003);
    expect(Math.abs(variance - 1)).toBeLessThan(0.005);
    expect(Math.abs(skew)).toBeLessThan(0.01);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.02);
    const expected = [0.317310508, 0.045500264, 0.002699796, 6.33425e-5];
    expected.forEach((p, i) => {
      const share = x.reduce((count, value) => count + (Math.abs(value) > i + 1 ? 1 : 0), 0) / x.length;
      expect(Math.abs(share - p), `beyond ${i + 1}`).toBeLessThan(5 * Math.sqrt(p / x.length));
    });
  });

  it('fills columns with the very draws of single calls', () => {
    const one = new Rng(6);
    const many = new Rng(6);
    const size = 100_000; // hundreds of wedge and tail draws
    expect(many.fillNormal(new Float64Array(size))).toEqual(draws(size, () => one.normal()));
    expect(many.fillExponential(new Float64Array(size))).toEqual(draws(size, () => one.exponential()));
    expect(many.uint32()).toBe(one.uint32());
  });

  it('draws exponentials: moments and tail', () => {
    const rng = new Rng(3);
    const x = draws(n, () => rng.exponential());
    const { mean, variance, skew } = moments(x);
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(skew - 2)).toBeLessThan(0.1);
    expect(x.every((value) => value >= 0)).toBe(true);
    const beyond = x.reduce((count, value) => count + (value > 8 ? 1 : 0), 0) / n;
    expect(Math.abs(beyond - Math.exp(-8))).toBeLessThan(5 * Math.sqrt(Math.exp(-8) / n));
  });

  it.each([0, 0.3, 4, 9.9, 10, 37, 1_000])('draws Poisson counts of mean %d', (mean) => {
    const rng = new Rng(4);
    const x = draws(n / 4, () => rng.poisson(mean));
    const got = moments(x);
    expect(Math.abs(got.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / x.length));
    expect(Math.abs(got.variance - mean)).toBeLessThanOrEqual(0.03 * mean + 1e-12);
    expect(x.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('draws integers below n evenly and refuses a bad n', () => {
    const rng = new Rng(5);
    const cells = new Float64Array(7);
    for (let i = 0; i < 70_000; i++) cells[rng.below(7)]++;
    for (const count of cells) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(rng.below(1)).toBe(0);
    expect(rng.below(4_294_967_296)).toBeLessThan(4_294_967_296);
    expect(() => rng.below(0)).toThrow(RangeError);
    expect(() => rng.poisson(-1)).toThrow(RangeError);
  });
});
