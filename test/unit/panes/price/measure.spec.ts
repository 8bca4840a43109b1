import { expect, it } from 'vitest';
import { measured, measureText } from '../../../../src/renderer/panes/price/measure';

const drag = {
  from: { slot: 10.4, t: 0, price: 100_000 },
  to: { slot: 43.6, t: 34 * 300_000, price: 98_000 },
};

it('measures change, basis points, bars and duration', () => {
  const figures = measured(drag);
  expect(figures.bp).toBeCloseTo(-200);
  expect(figures).toMatchObject({ change: -2_000, bars: 34, duration: 10_200_000 });
});
it('writes them with signs and units', () => {
  expect(measureText(drag, 1).replaceAll('\u00a0', ' ')).toBe('−2,000.0  −200 bp  34 bars  2 h 50 m');
});
