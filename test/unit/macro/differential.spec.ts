import { expect, it } from 'vitest';
import { differentialOf, turnsOf } from '#core/macro/differential';

const steps = (...pairs: [number, number][]) => ({
  known: Float64Array.from(pairs, ([t]) => t),
  value: Float64Array.from(pairs, ([, x]) => x),
});

it('is A less B from where both are known, with a step wherever either is told', () => {
  const d = differentialOf(steps([1, 0.05], [5, 0.04], [9, 0.04]), steps([3, 0.02], [5, 0.03], [7, 0.03]));
  expect([...d.known]).toEqual([3, 5, 7, 9]);
  expect([...d.a]).toEqual([0.05, 0.04, 0.04, 0.04]);
  expect([...d.b]).toEqual([0.02, 0.03, 0.03, 0.03]);
  expect([...d.value].map((x) => Math.round(x * 100))).toEqual([3, 1, 1, 1]);
});
it('is empty where they never overlap or one is missing', () => {
  expect(differentialOf(steps(), steps([1, 0.02])).known).toHaveLength(0);
});
it('turns when its size changes the other way than it had, whatever its sign', () => {
  // widening, widening, narrowing (turn), unchanged, narrowing, widening (turn) below zero
  const d = steps([0, 0.01], [1, 0.02], [2, 0.03], [3, 0.02], [4, 0.02], [5, 0.01], [6, -0.015]);
  expect(turnsOf(d)).toEqual([
    { t: 3, kind: 'narrowing' },
    { t: 6, kind: 'widening' },
  ]);
});
it('takes the first change for no turn, nor a step through zero that keeps the size', () => {
  expect(turnsOf(steps([0, 0.01], [1, 0.02]))).toEqual([]);
  expect(turnsOf(steps([0, 0.01], [1, 0.02], [2, -0.02], [3, -0.03]))).toEqual([]);
});
