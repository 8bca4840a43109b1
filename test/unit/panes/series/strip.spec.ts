import { expect, it } from 'vitest';
import { cellKind, monthText, yearTicks } from '../../../../src/renderer/panes/series/strip';

it('tells whole, part, none and outside apart', () =>
  expect([1, 0.999, 0.5, 0, NaN].map(cellKind)).toEqual(['whole', 'whole', 'part', 'none', 'outside']));
it('marks Januaries, further apart where room is short', () => {
  const first = (2019 - 1970) * 12 + 3;
  expect(yearTicks(first, 82, 800).map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, 2024, 2025]);
  expect(yearTicks(first, 82, 120).map(({ year }) => year)).toEqual([2020, 2023]);
  expect(yearTicks(first, 82, 800)[0]?.at).toBeCloseTo(9 / 82);
});
it('says what a month holds', () => {
  const strip = { share: Float64Array.of(0.5, NaN), quarantined: Float64Array.of(3, 0), estimate: false };
  expect(monthText(strip, 12, 0)).toBe('1971-01: 50 % of what there should be, 3 quarantined');
  expect(monthText(strip, 12, 1)).toBe('1971-02: nothing stored');
});
