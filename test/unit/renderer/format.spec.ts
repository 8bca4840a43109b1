import { describe, expect, it } from 'vitest';
import {
  estimateDecimals,
  formatAge,
  formatBytes,
  formatDuration,
  formatFunding,
  formatNumber,
  formatPercent,
  formatPrice,
  formatShort,
  formatTime,
  formatUsdM,
  parseTime,
  zoneName,
} from '../../../src/renderer/lib/format';

const T = Date.UTC(2025, 9, 10, 20, 52, 3, 482);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it('separates thousands with a comma and marks minus with U+2212', () => {
    expect(formatNumber(-1_234_567.891, { decimals: 2 })).toBe('\u22121,234,567.89');
  });

  it('signs changes only when asked to, and never signs zero', () => {
    expect(formatNumber(5, { sign: true })).toBe('+5');
    expect(formatNumber(5)).toBe('5');
    expect(formatNumber(-0.04, { decimals: 1, sign: true })).toBe('0.0');
    expect(formatNumber(0.04, { decimals: 1, sign: true })).toBe('0.0');
  });

  it('gives an estimated price five digits, and no more decimals than its tick', () => {
    expect([30_148.04, 4_321.5, 61.2, 0.5123].map((price) => estimateDecimals(0.01, price))).toEqual([0, 1, 2, 2]);
    expect([0.5123, 0.00123].map((price) => estimateDecimals(1e-6, price))).toEqual([5, 6]);
  });

  it('says why a value is missing', () => {
    expect(formatNumber(Number.NaN, { missing: 'no prints' })).toBe('no prints');
    expect(formatUsdM(Number.NaN, { missing: 'no prints' })).toBe('no prints');
    expect(formatPercent(Number.POSITIVE_INFINITY)).toBe('unknown');
  });

  it('writes each quantity with its own decimals and a space before the unit', () => {
    expect(plain(formatPercent(-0.0714))).toBe('\u22127.1 %');
    expect(plain(formatFunding(-0.000213))).toBe('\u22120.0213 %');
    expect(plain(formatUsdM(2_310_400_000))).toBe('2,310.4 M');
    expect(plain(formatUsdM(2_310_400_000, { unit: true }))).toBe('2,310.4 M USD');
    expect(plain(formatUsdM(2_310_400_123, { full: true }))).toBe('2,310,400,123 USD');
    expect(plain(formatShort(318_400))).toBe('318.4 k');
    expect(plain(formatBytes(4_310_000_000))).toBe('4.31 GB');
  });

  it('prints a price to its least step, or to its size when the step is unknown', () => {
    expect(formatPrice(112_774.53, 0.1)).toBe('112,774.5');
    expect(formatPrice(0.123456, 0.00001)).toBe('0.12346');
    expect(formatPrice(64_000, 1)).toBe('64,000');
    expect(formatPrice(112_774.53)).toBe('112,774.5');
    expect(formatPrice(0.0123456)).toBe('0.01235');
  });
});

describe('times', () => {
  it('are ISO in UTC, to the wanted precision', () => {
    expect(formatTime(T)).toBe('2025-10-10 20:52');
    expect(formatTime(T, 'utc', 'day')).toBe('2025-10-10');
    expect(formatTime(T, 'utc', 'clock')).toBe('20:52');
    expect(formatTime(T, 'utc', 'ms')).toBe('2025-10-10 20:52:03.482');
    expect(formatTime(Number.NaN, 'utc', 'minute', 'not read')).toBe('not read');
  });

  it('are read back as they are printed', () => {
    for (const zone of ['utc', 'local'] as const) {
      const minute = Math.floor(T / 60_000) * 60_000;
      expect(parseTime(formatTime(minute, zone), zone)).toBe(minute);
    }
    expect(parseTime('2025-10-10', 'utc')).toBe(Date.UTC(2025, 9, 10));
    expect(parseTime('2025-10-10T20:52Z', 'local')).toBe(Date.UTC(2025, 9, 10, 20, 52));
  });

  it('are refused when no such instant exists', () => {
    for (const text of ['', 'tomorrow', '2025-02-31', '2025-13-01', '2025-01-01 25:00', '10/10/2025'])
      expect(parseTime(text, 'utc'), text).toBeUndefined();
  });

  it('name their zone', () => {
    expect(zoneName('utc', T)).toBe('UTC');
    expect(zoneName('local', T)).toMatch(/^UTC([+\u2212]\d{1,2}(:\d\d)?)?$/);
  });
});

describe('durations', () => {
  it('use the largest unit, and a second one where it would round', () => {
    expect(plain(formatDuration(300_000))).toBe('5 m');
    expect(plain(formatDuration(3_900_000))).toBe('1 h 5 m');
    expect(plain(formatDuration(259_200_000))).toBe('3 d');
    expect(plain(formatDuration(250))).toBe('250 ms');
    expect(formatDuration(Number.NaN, 'still open')).toBe('still open');
  });

  it('become an age', () => {
    expect(plain(formatAge(T, T + 14_000))).toBe('14 s ago');
    expect(plain(formatAge(T, T + 3 * 86_400_000 + 5))).toBe('3 d ago');
    expect(formatAge(T, T)).toBe('now');
    expect(formatAge(Number.NaN, T)).toBe('never');
  });
});
