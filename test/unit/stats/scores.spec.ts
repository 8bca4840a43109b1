import { expect, it } from 'vitest';
import { auc, brier, logLoss, reliability } from '#core/stats/scores';

it('leaves out what was not forecast', () => {
  const p = Float64Array.of(NaN, 0.8, 0.3);
  const y = Uint8Array.of(1, 1, 0);
  expect(brier(p, y)).toBeCloseTo((0.04 + 0.09) / 2, 15);
  expect(logLoss(p, y)).toBeCloseTo(-(Math.log(0.8) + Math.log(0.7)) / 2, 15);
  expect(auc(p, y)).toBe(1);
  expect([...reliability(p, y, 1).n]).toEqual([2]);
});

it('has no score of nothing, and no AUC of one class', () => {
  const none = [new Float64Array(), new Uint8Array()] as const;
  expect([brier(...none), logLoss(...none), auc(...none)]).toEqual([NaN, NaN, NaN]);
  expect(reliability(...none).n).toHaveLength(0);
  expect(auc(Float64Array.of(0.1, 0.9), Uint8Array.of(1, 1))).toBeNaN();
});

it('a certain forecast that fails costs much, not everything', () => {
  expect(logLoss(Float64Array.of(0), Uint8Array.of(1))).toBeCloseTo(-Math.log(1e-15), 12);
  expect(logLoss(Float64Array.of(1), Uint8Array.of(0))).toBeCloseTo(-Math.log(1e-15), 1);
});

it('keeps equal forecasts in one bin', () => {
  const curve = reliability(Float64Array.of(0.2, 0.2, 0.2, 0.2, 0.2, 0.9), Uint8Array.of(0, 1, 0, 0, 0, 1), 3);
  expect([...curve.n]).toEqual([5, 1]);
  expect([...curve.observed]).toEqual([0.2, 1]);
  expect(curve.hi[1]).toBe(1);
});

it('refuses shapes that differ and no bins', () => {
  const p = Float64Array.of(0.5);
  for (const score of [brier, logLoss, auc, reliability]) expect(() => score(p, new Uint8Array(2))).toThrow(RangeError);
  expect(() => reliability(p, Uint8Array.of(1), 0)).toThrow(RangeError);
});
