import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chiSquareSurvival, logGamma, normCdf, normQuantile } from '#core/math/special';

const z = fc.double({ min: -8, max: 8, noNaN: true });

it('the normal distribution is symmetric: Φ(z) + Φ(−z) = 1', () => {
  fc.assert(fc.property(z, (x) => Math.abs(normCdf(x) + normCdf(-x) - 1) <= 2e-16));
});

it('quantile and distribution undo each other below the median', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (p) => {
      const x = normQuantile(p); // a relative error of e in x is one of x²·e in Φ(x)
      expect(Math.abs(normCdf(x) / p - 1)).toBeLessThanOrEqual(1e-14 + 1e-15 * x * x);
    }),
  );
});

it('log Γ(x + 1) = log Γ(x) + log x', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
      const next = logGamma(x + 1);
      expect(Math.abs(next - logGamma(x) - Math.log(x))).toBeLessThanOrEqual(2e-14 * Math.max(1, Math.abs(next)));
    }),
  );
});

it('two degrees of freedom are the exponential distribution, one is the squared normal', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 200, noNaN: true }), (x) => {
      expect(Math.abs(chiSquareSurvival(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(chiSquareSurvival(x, 1) / (2 * normCdf(-Math.sqrt(x))) - 1)).toBeLessThanOrEqual(1e-12);
    }),
  );
});
