import { describe, expect, it } from 'vitest';
import { alignLastClosed, countResampled, resample, resampleInto } from '#core/series/resample';
import { emptyColumns, type Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

const M = MS_PER_MINUTE;

/** Rows [t, o, h, l, c, v]. */
function bars(...rows: readonly (readonly number[])[]): Bars {
  const column = (c: number): Float64Array => Float64Array.from(rows, (row) => row[c]);
  return { t: column(0), o: column(1), h: column(2), l: column(3), c: column(4), v: column(5) };
}

describe('resample', () => {
  it('takes the first open, the extremes, the last close and the sum', () => {
    const minutes = bars(
      [0, 10, 12, 9, 11, 1],
      [M, 11, 15, 10, 14, 2],
      [2 * M, 14, 14, 3, 4, 4],
      [5 * M, 4, 6, 4, 5, 8],
    );
    expect(resample(minutes, 5 * M)).toEqual(bars([0, 10, 15, 3, 4, 7], [5 * M, 4, 6, 4, 5, 8]));
  });

  it('aligns to the epoch, also before it and when the first bar is not at a boundary', () => {
    const minutes = bars([-M, 1, 1, 1, 1, 1], [7 * M, 2, 2, 2, 2, 2], [MS_PER_HOUR, 3, 3, 3, 3, 3]);
    expect(resample(minutes, MS_PER_HOUR).t).toEqual(Float64Array.of(-MS_PER_HOUR, 0, MS_PER_HOUR));
  });

  it('writes no row for an interval without a bar', () => {
    const days = bars([0, 1, 1, 1, 1, 1], [90 * M, 2, 2, 2, 2, 2], [9 * MS_PER_DAY, 3, 3, 3, 3, 3]);
    expect(resample(days, MS_PER_HOUR)).toEqual(bars([0, 1, 1, 1, 1, 1], [60 * M, 2, 2, 2, 2, 2], [9 * MS_PER_DAY, 3, 3, 3, 3, 3])); // prettier-ignore
  });

  it('leaves out what is missing, column by column', () => {
    const minutes = bars([0, NaN, NaN, 5, NaN, NaN], [M, 2, 3, NaN, 7, 4], [2 * M, 9, 1, 6, NaN, NaN]);
    expect(resample(minutes, MS_PER_HOUR)).toEqual(bars([0, 2, 3, 5, 7, 4]));
  });

  it('is NaN where a column has nothing, over a long gap too', () => {
    const rows = 100_000;
    const gap = emptyColumns('bars', rows);
    for (let i = 0; i < rows; i++) gap.t[i] = i * M;
    for (const x of [gap.o, gap.h, gap.l, gap.c, gap.v]) x.fill(NaN);
    expect(resample(gap, 400 * MS_PER_DAY)).toEqual(bars([0, NaN, NaN, NaN, NaN, NaN]));
  });

  it('takes nothing as nothing', () => {
    expect(resample(bars(), MS_PER_HOUR)).toEqual(bars());
    expect(countResampled(new Float64Array(0), MS_PER_HOUR)).toBe(0);
  });

  it('writes into columns that are longer and leaves the rest alone', () => {
    const out = emptyColumns('bars', 4);
    out.c.fill(-1);
    expect(resampleInto(bars([0, 1, 1, 1, 1, 1], [M, 1, 1, 1, 2, 1]), MS_PER_HOUR, out)).toBe(1);
    expect(out.c).toEqual(Float64Array.of(2, -1, -1, -1));
  });

  it('refuses misuse', () => {
    const two = bars([0, 1, 1, 1, 1, 1], [M, 1, 1, 1, 2, 1]);
    for (const interval of [0, -M, NaN, Infinity]) {
      expect(() => resample(two, interval)).toThrow(RangeError);
      expect(() => resampleInto(two, interval, two)).toThrow(`interval=${interval}`);
    }
    expect(() => resampleInto(two, M, emptyColumns('bars', 1))).toThrow('out has 1 rows');
    expect(() => resampleInto({ ...two, v: new Float64Array(1) }, M, emptyColumns('bars', 2))).toThrow('shapes 2, 1');
  });
});

describe('the last closed bar', () => {
  const hours = Float64Array.of(0, 1, 2, 4).map((h) => h * MS_PER_HOUR);

  it.each([
    [0, -1], // closes at 00:01: the first hour is still forming
    [58, -1],
    [59, 0], // closes at 01:00 sharp, with the hour
    [60, 0],
    [118, 0],
    [119, 1],
    [179, 2],
    [240, 2], // there is no bar for 03:00
    [299, 3],
    [9_999, 3],
  ])('at minute %i is %i', (minute, index) => {
    expect([...alignLastClosed(Float64Array.of(minute * M), M, hours, MS_PER_HOUR)]).toEqual([index]);
  });

  it('takes an empty side', () => {
    expect(alignLastClosed(new Float64Array(0), M, hours, MS_PER_HOUR)).toEqual(new Int32Array(0));
    expect(alignLastClosed(Float64Array.of(0, M), M, new Float64Array(0), MS_PER_HOUR)).toEqual(Int32Array.of(-1, -1));
  });

  it('refuses misuse', () => {
    expect(() => alignLastClosed(hours, 0, hours, M)).toThrow(RangeError);
    expect(() => alignLastClosed(hours, M, hours, NaN)).toThrow(RangeError);
    expect(() => alignLastClosed(hours, M, hours, M, new Int32Array(3))).toThrow('shapes 4, 3');
  });
});
