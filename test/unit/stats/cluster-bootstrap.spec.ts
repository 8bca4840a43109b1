import { describe, expect, it } from 'vitest';
import { chiSquareSurvival } from '#core/math/special';
import {
  bcaInterval,
  clusterJackknife,
  clusterMean,
  clusterMeanDraws,
  percentileInterval,
  RESAMPLE_BLOCK,
  signFlipP,
} from '#core/stats/cluster-bootstrap';

const column = (k: number, f: (i: number) => number): Float64Array => Float64Array.from({ length: k }, (_, i) => f(i));
const ones = (k: number): Float64Array => new Float64Array(k).fill(1);

/** How often the clusters of a set are drawn follows Binomial(k, |set|/k): p of a chi-square test over `n` resamples. */
function countsP(k: number, set: readonly number[], n: number): number {
  const indicator = column(k, (i) => Number(set.includes(i)));
  const draws = clusterMeanDraws([{ sum: indicator, count: ones(k) }], [1], n, 5);
  const share = set.length / k;
  const bins = 9;
  const seen = new Float64Array(bins);
  for (const x of draws) seen[Math.min(bins - 1, Math.round(x * k))]++;
  const expected = new Float64Array(bins);
  let p = (1 - share) ** k;
  for (let j = 0; j < bins - 1; j++) {
    expected[j] = p * n;
    p *= ((k - j) / (j + 1)) * (share / (1 - share));
  }
  expected[bins - 1] = n - expected.reduce((a, b) => a + b, 0);
  const used = [...expected.keys()].filter((j) => expected[j] >= 5);
  const statistic = used.reduce((sum, j) => sum + (seen[j] - expected[j]) ** 2 / expected[j], 0);
  return chiSquareSurvival(statistic, used.length - 1);
}

describe('clusterMeanDraws', () => {
  const n = 40_000;
  it.each([
    ['few clusters', 7, [3]],
    ['one of a stratum', 200, [70]],
    ['one of the rest', 200, [195]],
    ['two of one stratum', 200, [3, 60]],
    ['two of two strata', 200, [3, 130]],
    ['two of the rest', 200, [193, 199]],
    ['a stratum and the rest', 100, [63, 64]],
    ['strata without a rest', 128, [0, 127]],
  ] as const)('draws %s as often as a fair hand', (_, k, set) => {
    expect(countsP(k, set, n)).toBeGreaterThan(1e-3);
  });

  it('draws exactly k clusters', () => {
    for (const k of [1, 2, 63, 64, 65, 500]) {
      const draws = clusterMeanDraws([{ sum: ones(k), count: ones(k) }], [1], 2_000, 1);
      expect(draws.every((x) => Math.abs(x - 1) <= 1e-12)).toBe(true);
    }
  });

  it('is NaN where a resample misses a group, as often as it should', () => {
    const groups = [{ sum: Float64Array.of(5, 0, 0), count: Float64Array.of(2, 0, 0) }];
    const draws = clusterMeanDraws(groups, [1], 30_000, 2);
    const missed = draws.filter(Number.isNaN).length / draws.length;
    expect(Math.abs(missed - (2 / 3) ** 3)).toBeLessThan(0.015);
    expect(new Set(draws.filter((x) => !Number.isNaN(x)))).toEqual(new Set([2.5]));
  });

  it('is NaN everywhere for a group without values or with a missing sum', () => {
    const empty = { sum: new Float64Array(4), count: new Float64Array(4) };
    expect(clusterMeanDraws([empty], [1], 10, 0).every(Number.isNaN)).toBe(true);
    const missing = { sum: Float64Array.of(1, NaN, 2), count: ones(3) };
    expect(clusterMean([missing], [1])).toBeNaN();
    const some = clusterMeanDraws([missing], [1], 1_000, 0).filter(Number.isNaN).length;
    expect(some).toBeGreaterThan(0);
  });

  it('compares a group with itself as 0 in every resample: groups share their draws', () => {
    const group = { sum: column(90, Math.sin), count: column(90, (i) => 1 + (i % 4)) };
    expect(clusterMeanDraws([group, group], [1, -1], 3_000, 4).every((x) => x === 0)).toBe(true);
  });

  it('keeps its stream, so that stored seeds keep their meaning', () => {
    const groups = [{ sum: column(70, (i) => i), count: ones(70) }];
    expect(Array.from(clusterMeanDraws(groups, [70], 3, 42), Math.round)).toMatchInlineSnapshot(`
      [
        2292,
        2145,
        2351,
      ]
    `);
  });

  it('refuses shapes that differ and bounds inside a block', () => {
    const group = { sum: ones(3), count: ones(3) };
    expect(() => clusterMeanDraws([], [], 10, 0)).toThrow(RangeError);
    expect(() => clusterMeanDraws([group], [1, 2], 10, 0)).toThrow(RangeError);
    expect(() => clusterMeanDraws([group, { sum: ones(2), count: ones(2) }], [1, 1], 10, 0)).toThrow(RangeError);
    expect(() => clusterMeanDraws([{ sum: ones(3), count: ones(2) }], [1], 10, 0)).toThrow(RangeError);
    expect(() => clusterMeanDraws([group], [1], 10, 0, new Float64Array(9))).toThrow(RangeError);
    expect(() => clusterMeanDraws([group], [1], 5 * RESAMPLE_BLOCK, 0, undefined, 1)).toThrow(RangeError);
    expect(() => clusterMeanDraws([group], [1], 5 * RESAMPLE_BLOCK, 0, undefined, 0, 7)).toThrow(RangeError);
    expect(() => clusterMeanDraws([group], [1], 1.5, 0)).toThrow(RangeError);
  });
});

it('clusterMean and its jackknife by hand', () => {
  const groups = [
    { sum: Float64Array.of(6, 2, 4), count: Float64Array.of(2, 1, 1) },
    { sum: Float64Array.of(0, 3, 3), count: Float64Array.of(0, 1, 2) },
  ];
  expect(clusterMean(groups, [1, -1])).toBe(3 - 2);
  expect([...clusterJackknife(groups, [1, -1])]).toEqual([3 - 2, 10 / 3 - 1.5, 8 / 3 - 3]);
  const alone = [{ sum: Float64Array.of(6, 0), count: Float64Array.of(2, 0) }];
  expect([...clusterJackknife(alone, [1])]).toEqual([NaN, 3]);
});

describe('intervals', () => {
  it('leave out NaN draws', () => {
    const draws = Float64Array.of(3, NaN, 1, 2, NaN);
    expect(percentileInterval(draws, 0.5)).toEqual({ lo: 1.5, hi: 2.5 });
    expect(bcaInterval(draws, 2, Float64Array.of(1, 1, NaN), 0.5)).toEqual({ lo: 1.5, hi: 2.5 });
  });

  it('are missing when there is nothing to go by', () => {
    const none = { lo: NaN, hi: NaN };
    expect(percentileInterval(Float64Array.of(NaN), 0.9)).toEqual(none);
    expect(bcaInterval(Float64Array.of(1, 2, 3), 9, Float64Array.of(1, 2), 0.9)).toEqual(none);
    expect(bcaInterval(Float64Array.of(1, 2, 3), NaN, Float64Array.of(1, 2), 0.9)).toEqual(none);
    expect(bcaInterval(new Float64Array(), 1, Float64Array.of(1, 2), 0.9)).toEqual(none);
  });

  it('refuse a level outside (0, 1)', () => {
    expect(() => percentileInterval(ones(3), 1)).toThrow(RangeError);
    expect(() => bcaInterval(ones(3), 1, ones(3), 0)).toThrow(RangeError);
  });
});

describe('signFlipP', () => {
  it('is 1 for a mean of 0: every flip is at least as far', () => {
    expect(signFlipP(Float64Array.of(1, -1, 0), ones(3), 999, 1)).toBe(1);
  });

  it('cannot be small with few clusters: only all signs equal is as far as 0.3 + 0.1 + 0.2', () => {
    const p = signFlipP(Float64Array.of(0.3, 0.1, 0.2), ones(3), 20_000, 1);
    expect(Math.abs(p - 0.25)).toBeLessThan(0.015);
  });

  it('never gives 0', () => {
    expect(
      signFlipP(
        column(100, (i) => 1 + (i % 3)),
        ones(100),
        999,
        1,
      ),
    ).toBe(1 / 1_000);
  });

  it('has no answer without values, and refuses shapes that differ', () => {
    expect(signFlipP(new Float64Array(2), new Float64Array(2), 99, 1)).toBeNaN();
    expect(signFlipP(Float64Array.of(1, NaN), ones(2), 99, 1)).toBeNaN();
    expect(() => signFlipP(ones(2), ones(3), 99, 1)).toThrow(RangeError);
    expect(() => signFlipP(ones(2), ones(2), 0, 1)).toThrow(RangeError);
  });
});
