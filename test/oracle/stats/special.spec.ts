import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chiSquareSurvival, kolmogorovSurvival, logGamma, millsRatio, normCdf, normQuantile } from '#core/math/special';

const oracle = JSON.parse(readFileSync(new URL('special.json', import.meta.url), 'utf8')) as Record<string, number[][]>;
const relative = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

it.each(oracle.normCdf)('normCdf(%d)', (x, expected) => {
  expect(relative(normCdf(x), expected)).toBeLessThanOrEqual(1e-14);
});

it.each(oracle.normQuantile)('normQuantile(%d)', (p, expected) => {
  expect(relative(normQuantile(p), expected)).toBeLessThanOrEqual(1e-15);
});

it.each(oracle.millsRatio)('millsRatio(%d)', (z, expected) => {
  expect(relative(millsRatio(z), expected)).toBeLessThanOrEqual(2e-15 + (z < 0 ? 1e-15 * z * z : 0));
});

it.each(oracle.logGamma)('logGamma(%d)', (x, expected) => {
  expect(Math.abs(logGamma(x) - expected)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
});

it.each(oracle.chiSquareSurvival)('chiSquareSurvival(%d, %d)', (x, df, expected) => {
  expect(relative(chiSquareSurvival(x, df), expected)).toBeLessThanOrEqual(1e-12);
});

it.each(oracle.kolmogorovSurvival)('kolmogorovSurvival(%d)', (lambda, expected) => {
  expect(Math.abs(kolmogorovSurvival(lambda) - expected)).toBeLessThanOrEqual(1e-15);
  if (lambda >= 1.18) expect(relative(kolmogorovSurvival(lambda), expected)).toBeLessThanOrEqual(1e-14);
});
