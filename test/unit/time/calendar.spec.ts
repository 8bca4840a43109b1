import { describe, expect, it } from 'vitest';
import { civilToMs, lastWeekday, msToCivil, newYorkTime, nthWeekday, weekday } from '#core/time/calendar';
import { listedExpiries } from '#core/sample/expiries';
import { SAMPLE_END, SAMPLE_MINUTES, SAMPLE_START } from '#core/sample/timeline';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

describe('sample calendar', () => {
  it('agrees with the platform on every day from 1960 to 2100', () => {
    for (let t = Date.UTC(1960, 0, 1); t < Date.UTC(2100, 0, 1); t += MS_PER_DAY) {
      const date = new Date(t);
      const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      const got = msToCivil(t);
      if (got.day !== expected.day || got.month !== expected.month || got.year !== expected.year)
        expect(got).toEqual(expected);
      if (civilToMs(got.year, got.month, got.day) !== t || weekday(t) !== date.getUTCDay())
        expect.fail(`${date.toISOString()}`);
    }
  });

  it('carries months beyond the year', () => {
    expect(civilToMs(2025, 13, 1)).toBe(Date.UTC(2026, 0, 1));
    expect(civilToMs(2025, 0, 15)).toBe(Date.UTC(2024, 11, 15));
  });

  it('finds nth and last weekdays', () => {
    expect(nthWeekday(2026, 6, 5, 3)).toBe(Date.UTC(2026, 5, 19));
    expect(lastWeekday(2026, 6, 5)).toBe(Date.UTC(2026, 5, 26));
    expect(lastWeekday(2024, 12, 5)).toBe(Date.UTC(2024, 11, 27));
  });

  it('knows the daylight saving time of New York', () => {
    expect(newYorkTime(Date.UTC(2026, 0, 14), 8, 30)).toBe(Date.UTC(2026, 0, 14, 13, 30));
    expect(newYorkTime(Date.UTC(2026, 6, 14), 8, 30)).toBe(Date.UTC(2026, 6, 14, 12, 30));
    expect(newYorkTime(Date.UTC(2026, 2, 9), 8, 30)).toBe(Date.UTC(2026, 2, 9, 12, 30)); // the day after the switch
    expect(newYorkTime(Date.UTC(2025, 10, 3), 14, 0)).toBe(Date.UTC(2025, 10, 3, 19, 0));
  });

  it('spans three years to a fixed instant', () => {
    expect(SAMPLE_END).toBe(Date.UTC(2026, 5, 30));
    expect(SAMPLE_START + SAMPLE_MINUTES * MS_PER_MINUTE).toBe(SAMPLE_END);
  });

  it('lists six expiries: Fridays at 08:00, apart, none too close', () => {
    for (let t = SAMPLE_START; t < SAMPLE_END; t += MS_PER_DAY) {
      const expiries = listedExpiries(t, 2 * MS_PER_DAY);
      expect(expiries).toHaveLength(6);
      expect(new Set(expiries).size).toBe(6);
      expect(expiries[0] - t).toBeGreaterThanOrEqual(2 * MS_PER_DAY);
      for (const expiry of expiries) {
        expect(weekday(expiry)).toBe(5);
        expect(expiry % MS_PER_DAY).toBe(8 * MS_PER_HOUR);
      }
    }
  });
});
