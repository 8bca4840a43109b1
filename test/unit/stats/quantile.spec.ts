import { expect, it } from 'vitest';
import { quantile, quantilesOf } from '#core/stats/quantile';

it('has no quantile of nothing, nor outside [0, 1]', () => {
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
  expect([-0.1, 1.1, NaN].map((q) => quantile(Float64Array.of(1, 2), q))).toEqual([NaN, NaN, NaN]);
  expect([...quantilesOf(Float64Array.of(NaN), [0, 1])]).toEqual([NaN, NaN]);
});

it('does not interpolate where it need not: infinite values stay what they are', () => {
  expect([...quantilesOf(Float64Array.of(Infinity, 0, -Infinity), [0, 0.5, 1])]).toEqual([-Infinity, 0, Infinity]);
});

it('leaves out NaN and leaves its input alone', () => {
  const values = Float64Array.of(3, NaN, 1);
  expect([...quantilesOf(values, [0, 0.5, 1])]).toEqual([1, 2, 3]);
  expect([...values]).toEqual([3, NaN, 1]);
});
