import { describe, expect, it } from 'vitest';
import { normCdf } from '#core/math/special';
import { gbmPaths } from '#core/random/gbm';
import { Rng } from '#core/random/rng';

const model = { start: 50, drift: 0.3, vol: 0.8, dt: 1 / 52 };

describe('gbmPaths', () => {
  it('is the recursion on the draws of the generator', () => {
    const paths = gbmPaths(new Rng(5), 7, 13, model);
    const z = new Rng(5).fillNormal(new Float64Array(7 * 13));
    for (let path = 0; path < 7; path++) {
      let log = Math.log(50);
      for (let k = 0; k < 13; k++) {
        log += (0.3 - 0.32) / 52 + (0.8 / Math.sqrt(52)) * z[path * 13 + k]!;
        expect(Math.abs(paths[path * 13 + k]! / Math.exp(log) - 1)).toBeLessThanOrEqual(1e-13);
      }
    }
  });

  it('has the law of the model: log-normal at the end, expected growth, independent steps', () => {
    const n = 40_000;
    const steps = 4;
    const paths = gbmPaths(new Rng(11), n, steps, model);
    const deviation = model.vol * Math.sqrt(steps * model.dt);
    let mean = 0;
    let together = 0;
    const ranks = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const end = paths[i * steps + 3]!;
      mean += end / n;
      ranks[i] = normCdf((Math.log(end / 50) - (0.3 - 0.32) * steps * model.dt) / deviation);
      together += (Math.log(paths[i * steps]! / 50) * Math.log(end / paths[i * steps + 2]!)) / n;
    }
    const expected = 50 * Math.exp(0.3 * steps * model.dt);
    expect(Math.abs(mean / expected - 1)).toBeLessThanOrEqual((4 * deviation) / Math.sqrt(n));
    ranks.sort();
    const distance = Math.max(...ranks.map((rank, i) => Math.abs(rank - (i + 0.5) / n)));
    expect(distance).toBeLessThanOrEqual(1.95 / Math.sqrt(n)); // Kolmogorov, one in a thousand; the seed is fixed
    expect(Math.abs(together)).toBeLessThanOrEqual((4 * model.vol ** 2 * model.dt) / Math.sqrt(n));
  });

  it('is a straight line without volatility', () => {
    const [a, b] = gbmPaths(new Rng(1), 1, 2, { start: 1, drift: 0.5, vol: 0, dt: 1 });
    expect(a).toBeCloseTo(Math.exp(0.5), 14);
    expect(b).toBeCloseTo(Math.E, 14);
  });

  it('refuses other shapes and impossible models', () => {
    const rng = new Rng(1);
    expect(() => gbmPaths(rng, 2, 2, model, new Float64Array(3))).toThrow(RangeError);
    expect(() => gbmPaths(rng, 0, 2, model)).toThrow(RangeError);
    for (const bad of [{ start: 0 }, { vol: -1 }, { dt: 0 }, { drift: NaN }, { start: Infinity }])
      expect(() => gbmPaths(rng, 1, 1, { ...model, ...bad })).toThrow(RangeError);
  });
});
