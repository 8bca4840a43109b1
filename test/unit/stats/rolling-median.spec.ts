import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mad, median, robustZ } from '#core/stats/robust';
import { RollingMedian, rollingMedianMad } from '#core/stats/rolling-median';

const value = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
);

describe('rollingMedianMad', () => {
  it('equals the naive median and MAD at every index, ties and NaN included', () => {
    const values = fc.array(fc.oneof({ weight: 9, arbitrary: value }, fc.constant(NaN)), { maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 90 }), (list, window) => {
        const got = rollingMedianMad(Float64Array.from(list), window);
        const seen: number[] = [];
        list.forEach((x, i) => {
          if (!Number.isNaN(x)) seen.push(x);
          const full = !Number.isNaN(x) && seen.length >= window;
          const recent = Float64Array.from(seen.slice(-window));
          expect(got.median[i]).toEqual(full ? median(recent) : NaN);
          expect(got.mad[i]).toEqual(full ? mad(recent) : NaN);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('stays exact over many turns of a window of several blocks', () => {
    const window = 1_000;
    const rolling = new RollingMedian(window);
    let x = 1;
    const all = Float64Array.from({ length: 6_000 }, () => (x = (x * 48_271) % 2_147_483_647) % 3_000);
    for (let i = 0; i < all.length; i++) {
      rolling.push(all[i]);
      if (i % 97 !== 0) continue;
      const recent = all.slice(Math.max(0, i + 1 - window), i + 1);
      expect(rolling.median()).toBe(median(recent));
      expect(rolling.mad()).toBe(mad(recent));
    }
  });

  it('starts over after clear', () => {
    const rolling = new RollingMedian(3);
    for (const x of [9, 8, 7, 6]) rolling.push(x);
    rolling.clear();
    expect(rolling.median()).toBeNaN();
    expect(rolling.mad()).toBeNaN();
    rolling.push(1);
    expect([rolling.size, rolling.full, rolling.median()]).toEqual([1, false, 1]);
  });

  it('refuses a NaN and a window that is not a positive integer', () => {
    expect(() => new RollingMedian(2).push(NaN)).toThrow(RangeError);
    expect(() => rollingMedianMad(new Float64Array(1), 0)).toThrow(RangeError);
    expect(() => rollingMedianMad(new Float64Array(1), 1.5)).toThrow(RangeError);
  });
});

describe('robust', () => {
  it('takes the mean of the middle two, leaves NaN out and has no z without a spread', () => {
    expect(median(Float64Array.of(4, NaN, 1, 3, 2))).toBe(2.5);
    expect(mad(Float64Array.of(1, 2, 3, 4, 100))).toBe(1);
    expect(median(new Float64Array(0))).toBeNaN();
    expect(robustZ(6, Float64Array.of(1, 2, 3, 4, 100))).toBeCloseTo(3 / 1.4826, 12);
    expect(robustZ(6, Float64Array.of(2, 2, 2))).toBeNaN();
  });
});
