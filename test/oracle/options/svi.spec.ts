import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitSvi, sviVariance } from '#core/options/svi';

interface Oracle {
  readonly rows: readonly {
    readonly name: string;
    readonly tau: number;
    readonly k: readonly number[];
    readonly iv: readonly number[];
    readonly spread: readonly number[];
    readonly loss: number;
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('svi.json', import.meta.url), 'utf8')) as Oracle;

describe.each(oracle.rows)('raw SVI, $name', ({ tau, k, iv, spread, loss }) => {
  const points = { k: Float64Array.from(k), iv: Float64Array.from(iv), spread: Float64Array.from(spread) };
  const fit = fitSvi(points, tau)!;

  it('loses no more than a global search over all five parameters', () => {
    expect(fit.loss).toBeLessThanOrEqual(loss * (1 + 1e-6) + 1e-6);
  });

  it('states the loss of the smile it gives', () => {
    const { svi } = fit;
    const sum = k.reduce((total, x, i) => {
      const error = sviVariance(svi, x) - iv[i]! ** 2 * tau;
      return total + (error / (2 * iv[i]! * tau * Math.max(spread[i]!, 0.002))) ** 2;
    }, 0);
    expect(Math.abs(fit.loss - sum)).toBeLessThanOrEqual(1e-9 * (1 + sum));
  });
});
