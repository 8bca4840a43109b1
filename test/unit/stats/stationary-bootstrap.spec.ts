import { describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { stationarySums } from '#core/stats/stationary-bootstrap';

const returns = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i / 20) / 100 + (i % 7) / 1_000);
const sums = (settings: { horizon: number; draws: number; block: number }, seed = 1, from = returns) =>
  stationarySums(new Rng(seed), from, settings);
const meanOf = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;
const varianceOf = (x: Float64Array): number => meanOf(x.map((y) => (y - meanOf(x)) ** 2));

describe('stationarySums', () => {
  it('draws single returns over one step', () => {
    const known = new Set(returns);
    for (const x of sums({ horizon: 1, draws: 200, block: 10 })) expect(known.has(x)).toBe(true);
  });

  it('has the mean of the sample, times the horizon', () => {
    const drawn = sums({ horizon: 20, draws: 20_000, block: 5 });
    const error = Math.sqrt(varianceOf(drawn) / drawn.length);
    expect(Math.abs(meanOf(drawn) - 20 * meanOf(returns))).toBeLessThanOrEqual(4 * error);
  });

  it('keeps neighbours together: of a slow sample, long blocks spread more than single days', () => {
    const slow = returns.map((_, i) => Math.sin(i / 20));
    const days = varianceOf(sums({ horizon: 10, draws: 5_000, block: 1 }, 1, slow));
    const blocks = varianceOf(sums({ horizon: 10, draws: 5_000, block: 50 }, 1, slow));
    // Single days: ten times the variance of one. Whole blocks: nearly a hundred times.
    expect(days / varianceOf(slow)).toBeGreaterThan(8);
    expect(days / varianceOf(slow)).toBeLessThan(12);
    expect(blocks / varianceOf(slow)).toBeGreaterThan(70);
  });

  it('is the same for the same seed, and another for another', () => {
    const settings = { horizon: 5, draws: 50, block: 4 };
    expect(sums(settings, 3)).toEqual(sums(settings, 3));
    expect(sums(settings, 3)).not.toEqual(sums(settings, 4));
  });
});
