import { describe, expect, it } from 'vitest';
import { fitLogistic, predictLogistic } from '#core/stats/logistic';

const separable = { x: Float64Array.of(-2, -1, 1, 3), y: Uint8Array.of(0, 0, 1, 1) };

describe('fitLogistic', () => {
  it('does not claim a fit where the maximum lies at infinity', () => {
    const { x, y } = separable;
    const free = fitLogistic(x, 4, 1, y, { l2: 0 });
    expect(free.converged).toBe(false);
    expect(Number.isFinite(free.intercept) && Number.isFinite(free.beta[0])).toBe(true);
    expect(fitLogistic(x, 4, 1, y, { l2: 1e-3 }).converged).toBe(true);
  });

  it('nor where one half of the classes touch (quasi-separation)', () => {
    const x = Float64Array.of(0, 0, 0, 1, 1);
    expect(fitLogistic(x, 5, 1, Uint8Array.of(0, 1, 0, 1, 1), { l2: 0 }).converged).toBe(false);
  });

  it('nor with one class only: the intercept is not penalised', () => {
    const one = fitLogistic(separable.x, 4, 1, Uint8Array.of(1, 1, 1, 1), { l2: 1 });
    expect(one.converged).toBe(false);
    expect(Number.isFinite(one.intercept)).toBe(true);
  });

  it('nor with collinear predictors, unless the ridge decides between them', () => {
    const x = Float64Array.of(1, 2, 2, 4, 0, 0, 3, 6, 1, 2);
    const y = Uint8Array.of(0, 1, 0, 0, 1);
    const free = fitLogistic(x, 5, 2, y, { l2: 0 });
    expect(free.converged).toBe(false);
    expect(free.covariance.every(Number.isNaN)).toBe(true);
    const ridge = fitLogistic(x, 5, 2, y, { l2: 0.1 });
    expect(ridge.converged).toBe(true);
    expect(ridge.beta[1] / ridge.beta[0]).toBeCloseTo(2, 9);
  });

  it('without predictors is the log odds of the base rate', () => {
    const model = fitLogistic(new Float64Array(), 4, 0, Uint8Array.of(1, 0, 0, 0), { l2: 0 });
    expect(model.intercept).toBeCloseTo(Math.log(1 / 3), 12);
    expect(model.covariance[0]).toBeCloseTo(1 / (4 * 0.25 * 0.75), 12);
  });

  it('refuses shapes that differ, missing predictors, a negative ridge or weight', () => {
    const { x, y } = separable;
    expect(() => fitLogistic(x, 3, 1, y, { l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic(new Float64Array(), 0, 0, new Uint8Array(), { l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic(Float64Array.of(1, NaN, 2, 3), 4, 1, y, { l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic(x, 4, 1, y, { l2: -1 })).toThrow(RangeError);
    expect(() => fitLogistic(x, 4, 1, y, { l2: 0, weights: Float64Array.of(1, 1, -1, 1) })).toThrow(RangeError);
  });
});

it('predictLogistic gives NaN for a row with a missing predictor only', () => {
  const model = { intercept: 0, beta: Float64Array.of(1) };
  expect([...predictLogistic(model, Float64Array.of(0, NaN, 800, -800), 4)]).toEqual([0.5, NaN, 1, 0]);
  expect(() => predictLogistic(model, Float64Array.of(0, 1), 3)).toThrow(RangeError);
});
