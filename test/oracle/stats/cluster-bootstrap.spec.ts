import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bcaInterval,
  clusterJackknife,
  clusterMean,
  clusterMeanDraws,
  percentileInterval,
  signFlipP,
  type ClusterSums,
} from '#core/stats/cluster-bootstrap';
import { quantilesOf } from '#core/stats/quantile';

interface Oracle {
  readonly levels: readonly number[];
  readonly resamples: number;
  readonly draws: readonly {
    readonly k: number;
    readonly weights: readonly number[];
    readonly groups: readonly { readonly sum: readonly number[]; readonly count: readonly number[] }[];
    readonly mean: number;
    readonly sd: number;
    readonly quantiles: readonly number[];
    readonly errors: readonly number[];
  }[];
  readonly intervals: readonly {
    readonly values: readonly number[];
    readonly draws: readonly number[];
    readonly level: number;
    readonly percentile: readonly [number, number];
    readonly bca: readonly [number, number];
  }[];
  readonly signFlip: readonly { readonly sum: readonly number[]; readonly p: number }[];
}
const oracle = JSON.parse(readFileSync(new URL('cluster-bootstrap.json', import.meta.url), 'utf8')) as Oracle;
const columns = (group: { sum: readonly number[]; count: readonly number[] }): ClusterSums => ({
  sum: Float64Array.from(group.sum),
  count: Float64Array.from(group.count),
});

describe('draws have the distribution that numpy finds', () => {
  it.each(oracle.draws.map((row) => [row.k, row.groups.length, row] as const))(
    '%i clusters, %i groups',
    (k, _, { groups, weights, mean, sd, quantiles, errors }) => {
      const n = 200_000;
      const draws = clusterMeanDraws(groups.map(columns), weights, n, k);
      const rate = Math.sqrt(1 / n + 1 / oracle.resamples);
      const average = draws.reduce((a, b) => a + b, 0) / n;
      const spread = Math.sqrt(draws.reduce((a, b) => a + (b - average) ** 2, 0) / n);
      expect(Math.abs(average - mean)).toBeLessThan(5 * sd * rate);
      expect(Math.abs(spread / sd - 1)).toBeLessThan(5 * rate); // the standard error of a normal's would be 0.7 of that rate
      quantilesOf(draws, oracle.levels).forEach((value, i) =>
        expect(Math.abs(value - quantiles[i]), `quantile ${oracle.levels[i]}`).toBeLessThan(5 * errors[i] * rate),
      );
    },
  );
});

describe('intervals of given draws are those of scipy.stats.bootstrap', () => {
  it.each(oracle.intervals)('level $level', ({ values, draws, level, percentile, bca }) => {
    const group = { sum: Float64Array.from(values), count: new Float64Array(values.length).fill(1) };
    const ours = [
      percentileInterval(Float64Array.from(draws), level),
      bcaInterval(Float64Array.from(draws), clusterMean([group], [1]), clusterJackknife([group], [1]), level),
    ];
    [percentile, bca].forEach(([lo, hi], i) => {
      expect(Math.abs(ours[i].lo / lo - 1)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(ours[i].hi / hi - 1)).toBeLessThanOrEqual(1e-12);
    });
  });
});

it.each(oracle.signFlip)('sign flips: p = $p by all of them', ({ sum, p }) => {
  const m = 200_000;
  const value = signFlipP(Float64Array.from(sum), new Float64Array(sum.length).fill(1), m, 9);
  expect(Math.abs(value - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / m) + 1 / m);
});
