import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expBounded, expWithin, logRatio, normDensity } from '#core/math/portable';

const oracle = JSON.parse(readFileSync(new URL('portable.json', import.meta.url), 'utf8')) as {
  exp: [x: number, value: number][];
  log: [a: number, b: number, value: number][];
};
const relative = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

it('exp is mpmath’s within 3e-16', () => {
  for (const [x, value] of oracle.exp) expect(relative(expWithin(x), value), String(x)).toBeLessThanOrEqual(3e-16);
  expect(oracle.exp).toHaveLength(500);
});

it('the log of a quotient is mpmath’s within 5e-16, however near to 1 it is', () => {
  for (const [a, b, value] of oracle.log)
    expect(relative(logRatio(a, b), value), `${a} ${b}`).toBeLessThanOrEqual(5e-16);
  expect(oracle.log).toHaveLength(600);
});

it('has its limits', () => {
  expect(expWithin(0)).toBe(1);
  expect(expWithin(NaN)).toBeNaN();
  expect(expBounded(-1e9)).toBe(expWithin(-708));
  expect(expBounded(1e9)).toBe(expWithin(709));
  expect(relative(normDensity(0), 1 / Math.sqrt(2 * Math.PI))).toBeLessThanOrEqual(3e-16);
  expect([normDensity(37), normDensity(38), normDensity(-Infinity), normDensity(NaN)].map(Math.sign)).toEqual([1, 0, 0, NaN]); // prettier-ignore
  expect(logRatio(3, 3)).toBe(0);
  for (const b of [0, -1, NaN, Infinity, 1e-200, 1e200]) expect(logRatio(1, b)).toBeNaN();
});
