import { expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { RESAMPLE_BLOCK, Resampler } from '#core/stats/resampler';

it.each([1, 40, 64, 100, 200])('one column and two take the same clusters, %i of them', (k) => {
  const values = Float64Array.from({ length: k }, (_, i) => Math.sin(3 * i));
  const resampler = new Resampler(k);
  resampler.begin(new Rng(8));
  const sums = new Float64Array(RESAMPLE_BLOCK);
  const ratios = new Float64Array(RESAMPLE_BLOCK);
  resampler.addSums(resampler.table([values]), 1 / k, sums);
  resampler.addRatios(resampler.table([values, new Float64Array(k).fill(1)]), 1, ratios);
  sums.forEach((x, i) => expect(Math.abs(x - ratios[i])).toBeLessThanOrEqual(1e-13));
});
