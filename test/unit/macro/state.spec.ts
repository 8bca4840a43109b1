import { describe, expect, it } from 'vitest';
import { macroState, surprisesOf } from '#core/macro/state';
import type { Vintage } from '#core/macro/types';

const month = (k: number): number => Date.UTC(2024, k, 1);
const DAY = 86_400_000;
const v = (k: number, lag: number, value: number): Vintage => ({
  period: month(k),
  released: month(k + 1) + lag * DAY,
  value,
});
/** Twenty months, each told on the 12th of the next one and expected on the 9th; the 15th was revised. */
const told = [...Array.from({ length: 20 }, (_, k) => v(k, 11, 3 + (k % 5) * 0.1)), v(14, 45, 9)];
const expected = Array.from({ length: 20 }, (_, k) => v(k, 8, 3 + (k % 5) * 0.1 - (k % 2 === 0 ? 0.1 : -0.3)));

describe('macroState', () => {
  it('is null before the first release', () => {
    expect(macroState(told, expected, month(1) + 11 * DAY - 1)).toBeNull();
    expect(macroState(told, expected, month(1) + 11 * DAY)).toMatchObject({ value: 3, change: NaN, direction: null });
  });
  it('tells the newest period against the one before, the year before and the consensus', () => {
    const s = macroState(told, expected, month(18))!; // 2025-05 was told on 2025-06-12
    expect(s.period).toBe(month(16));
    expect(s.value).toBeCloseTo(3.1, 12);
    expect(s.previous).toBeCloseTo(3, 12);
    expect(s.direction).toBe('up');
    expect(s.yearChange).toBeCloseTo(3.1 - 3.4, 12);
    expect(s.consensus).toBeCloseTo(3.0, 12);
    expect(s.surprise).toBeCloseTo(0.1, 12);
    expect(s.surpriseZ).toBeCloseTo(0.1 / (1.4826 * 0.2), 10); // 8 surprises of 0.1 and 8 of -0.3 before it
  });
  it('shows a revision only from its release on, and what was told first', () => {
    const before = macroState(told, expected, month(15) + 20 * DAY)!;
    expect([before.value, before.first]).toEqual([before.first, before.first]);
    const after = macroState([...told.slice(0, 15), v(14, 13, 9)], expected, month(15) + 20 * DAY)!;
    expect(after.value).toBe(9);
    expect(after.first).toBeCloseTo(3.4, 12);
    expect(after.surprise).toBeCloseTo(0.1, 12); // the surprise is that of the day
  });
  it('takes the consensus that was last told before the release', () => {
    const late: Vintage[] = [v(3, 9, 8), v(3, 11, 7), v(3, 12, 6)];
    expect(surprisesOf([v(3, 11, 10)], late, Infinity)).toEqual([{ ...v(3, 11, 10), value: 2 }]);
  });
  it('says no surprise where none was expected, and no size of it from few', () => {
    expect(macroState(told, [], month(18))).toMatchObject({ consensus: NaN, surprise: NaN, surpriseZ: NaN });
    expect(macroState(told, expected, month(6))!.surpriseZ).toBeNaN();
  });
});
