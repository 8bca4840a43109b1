import { expect, it } from 'vitest';
import { benjaminiHochberg } from '#core/stats/benjamini-hochberg';

it('leaves out what was not tested', () => {
  const out = benjaminiHochberg(Float64Array.of(NaN, 0.01, NaN, 0.02));
  expect([...out]).toEqual([NaN, 0.02, NaN, 0.02]);
});

it('has nothing to say of nothing', () => {
  expect(benjaminiHochberg(new Float64Array())).toHaveLength(0);
  expect([...benjaminiHochberg(Float64Array.of(NaN))]).toEqual([NaN]);
});

it('refuses what is no probability', () => {
  expect(() => benjaminiHochberg(Float64Array.of(0.5, 1.01))).toThrow(RangeError);
  expect(() => benjaminiHochberg(Float64Array.of(-0.1))).toThrow(RangeError);
});
