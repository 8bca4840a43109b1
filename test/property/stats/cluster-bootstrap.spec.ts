import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  clusterMean,
  clusterMeanDraws,
  RESAMPLE_BLOCK,
  signFlipP,
  type ClusterSums,
} from '#core/stats/cluster-bootstrap';

const group = (k: number): fc.Arbitrary<ClusterSums> =>
  fc.record({
    sum: fc
      .array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: k, maxLength: k })
      .map((x) => Float64Array.from(x)),
    count: fc.oneof(
      fc.constant(new Float64Array(k).fill(3)),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: k, maxLength: k }).map((x) => Float64Array.from(x)),
    ),
  });
const groups = fc.integer({ min: 1, max: 200 }).chain((k) => fc.tuple(group(k), group(k)));
const seed = fc.integer({ min: 0, max: 1e9 });

it('parts put together are the whole, to the byte, and fewer resamples are its beginning', () => {
  fc.assert(
    fc.property(groups, seed, fc.integer({ min: 1, max: 3_500 }), fc.integer({ min: 0, max: 3 }), (data, s, n, cut) => {
      const whole = clusterMeanDraws(data, [1, -1], n, s);
      const middle = Math.min(n, cut * RESAMPLE_BLOCK);
      const parts = [
        ...clusterMeanDraws(data, [1, -1], n, s, new Float64Array(middle), 0, middle),
        ...clusterMeanDraws(data, [1, -1], n, s, undefined, middle),
      ];
      expect(parts).toEqual([...whole]);
      expect(clusterMeanDraws(data, [1, -1], 4_000, s).subarray(0, n)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

it('is linear in the weights, resample by resample', () => {
  fc.assert(
    fc.property(groups, seed, ([a, b], s) => {
      const both = clusterMeanDraws([a, b], [2, -0.5], 300, s);
      const first = clusterMeanDraws([a], [1], 300, s);
      const second = clusterMeanDraws([b], [1], 300, s);
      both.forEach((x, i) => expect(Math.abs(x - (2 * first[i] - 0.5 * second[i]))).toBeLessThanOrEqual(1e-9));
    }),
    { numRuns: 40 },
  );
});

it('stays between the smallest and the largest cluster mean, and moves with the values', () => {
  fc.assert(
    fc.property(groups, seed, ([a], s) => {
      const means = a.sum.map((x, i) => x / a.count[i]);
      const draws = clusterMeanDraws([a], [1], 200, s);
      expect(Math.min(...draws)).toBeGreaterThanOrEqual(Math.min(...means) - 1e-9);
      expect(Math.max(...draws)).toBeLessThanOrEqual(Math.max(...means) + 1e-9);
      const shifted = { sum: a.sum.map((x, i) => x + 10 * a.count[i]), count: a.count };
      expect(Math.abs(clusterMean([shifted], [1]) - clusterMean([a], [1]) - 10)).toBeLessThanOrEqual(1e-9);
      clusterMeanDraws([shifted], [1], 200, s).forEach((x, i) =>
        expect(Math.abs(x - draws[i] - 10)).toBeLessThanOrEqual(1e-9),
      );
    }),
    { numRuns: 60 },
  );
});

it('the p-value of sign flips ignores scale, order of signs and empty clusters', () => {
  fc.assert(
    fc.property(group(40), seed, ({ sum, count }, s) => {
      const p = signFlipP(sum, count, 200, s);
      expect(signFlipP(sum.map((x) => -4 * x), count, 200, s)).toBe(p); // prettier-ignore
      expect(signFlipP(Float64Array.of(...sum, 0, 0), Float64Array.of(...count, 0, 0), 200, s)).toBe(p);
      expect(p > 0 && p <= 1).toBe(true);
    }),
    { numRuns: 60 },
  );
});
