import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLogistic, predictLogistic } from '#core/stats/logistic';

const data = fc.record({ n: fc.integer({ min: 4, max: 40 }), p: fc.integer({ min: 1, max: 4 }) }).chain(({ n, p }) =>
  fc.record({
    n: fc.constant(n),
    p: fc.constant(p),
    x: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: n * p, maxLength: n * p }).map((v) => Float64Array.from(v, (a) => a / 10)),
    y: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }).filter((v) => new Set(v).size === 2).map((v) => Uint8Array.from(v)),
    l2: fc.double({ min: 0.05, max: 20, noNaN: true }),
  }),
); // prettier-ignore

it('stands where the gradient is 0: Σ (y − π) = 0 and Σ (y − π)·x_j = l2·β_j', () => {
  fc.assert(
    fc.property(data, ({ n, p, x, y, l2 }) => {
      const model = fitLogistic(x, n, p, y, { l2 });
      expect(model.converged).toBe(true);
      const residual = predictLogistic(model, x, n).map((share, i) => y[i] - share);
      const against = (j: number): number => residual.reduce((sum, r, i) => sum + r * (j < 0 ? 1 : x[i * p + j]), 0);
      expect(Math.abs(against(-1))).toBeLessThanOrEqual(1e-7);
      model.beta.forEach((b, j) => expect(Math.abs(against(j) - l2 * b)).toBeLessThanOrEqual(1e-7));
    }),
  );
});

it('turns its signs when the outcomes are exchanged', () => {
  fc.assert(
    fc.property(data, ({ n, p, x, y, l2 }) => {
      const model = fitLogistic(x, n, p, y, { l2 });
      const other = fitLogistic(x, n, p, y.map((v) => 1 - v), { l2 }); // prettier-ignore
      expect(Math.abs(model.intercept + other.intercept)).toBeLessThanOrEqual(1e-7);
      model.beta.forEach((b, j) => expect(Math.abs(b + other.beta[j])).toBeLessThanOrEqual(1e-7));
    }),
  );
});

it('counts a row of weight 2 as two rows', () => {
  fc.assert(
    fc.property(data, ({ n, p, x, y, l2 }) => {
      const twice = fitLogistic(Float64Array.of(...x, ...x), 2 * n, p, Uint8Array.of(...y, ...y), { l2 });
      const weighted = fitLogistic(x, n, p, y, { l2, weights: new Float64Array(n).fill(2) });
      twice.beta.forEach((b, j) => expect(Math.abs(b - weighted.beta[j])).toBeLessThanOrEqual(1e-8));
    }),
  );
});
