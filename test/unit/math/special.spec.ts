import { expect, it } from 'vitest';
import { chiSquareSurvival, kolmogorovSurvival, logGamma, normCdf, normQuantile } from '#core/math/special';

it('answers the ends of every range', () => {
  expect([normCdf(-Infinity), normCdf(-40), normCdf(0), normCdf(40), normCdf(Infinity)]).toEqual([0, 0, 0.5, 1, 1]);
  expect([normQuantile(0), normQuantile(0.5), normQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  expect([logGamma(0), logGamma(Infinity)]).toEqual([Infinity, Infinity]);
  expect([chiSquareSurvival(0, 3), chiSquareSurvival(-1, 3), chiSquareSurvival(Infinity, 3)]).toEqual([1, 1, 0]);
  expect([kolmogorovSurvival(0), kolmogorovSurvival(1e-3), kolmogorovSurvival(40)]).toEqual([1, 1, 0]);
});

it('gives NaN for NaN and outside the domain', () => {
  const values = [
    normCdf(NaN),
    normQuantile(NaN),
    normQuantile(-0.1),
    normQuantile(1.1),
    logGamma(-1),
    logGamma(NaN),
    chiSquareSurvival(NaN, 1),
    chiSquareSurvival(1, 0),
    kolmogorovSurvival(NaN),
  ];
  expect(values.every(Number.isNaN)).toBe(true);
});
