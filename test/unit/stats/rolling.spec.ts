import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingMax } from '#core/stats/rolling-extreme';
import { RollingMoments } from '#core/stats/rolling-moments';

describe('RollingMoments', () => {
  it('equals mean and sample deviation taken afresh', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 200 }), fc.integer({ min: 2, max: 30 }), (list, window) => {
        const rolling = new RollingMoments(window);
        list.forEach((x, i) => {
          rolling.push(x);
          const recent = list.slice(Math.max(0, i + 1 - window), i + 1);
          const mean = recent.reduce((a, b) => a + b, 0) / recent.length;
          const sd = Math.sqrt(recent.reduce((a, b) => a + (b - mean) ** 2, 0) / (recent.length - 1));
          expect(Math.abs(rolling.mean - mean)).toBeLessThan(1e-9);
          if (recent.length > 1) expect(Math.abs(rolling.sd - sd)).toBeLessThan(1e-5);
          expect(rolling.full).toBe(recent.length === window);
        });
      }),
    ); // prettier-ignore
  });

  it('forgets a spike within a turn of the window', () => {
    const rolling = new RollingMoments(4);
    for (const x of [1, 2, 1e9, 1, 2, 1, 2, 1]) rolling.push(x);
    expect(rolling.mean).toBe(1.5);
    expect(rolling.sd).toBeCloseTo(Math.sqrt(1 / 3), 14);
  });

  it('knows nothing of nothing, and refuses NaN and a window below 2', () => {
    const rolling = new RollingMoments(2);
    expect([rolling.mean, rolling.sd]).toEqual([NaN, NaN]);
    rolling.push(3);
    expect([rolling.mean, rolling.sd]).toEqual([3, NaN]);
    rolling.clear();
    expect(rolling.mean).toBeNaN();
    expect(() => rolling.push(NaN)).toThrow(RangeError);
    expect(() => new RollingMoments(1)).toThrow(RangeError);
  });
});

describe('RollingMax', () => {
  it('is the largest of the window, the latest on ties', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4_000 }), fc.integer({ min: 1, max: 40 }), (list, window) => {
        const max = new RollingMax();
        list.forEach((x, i) => {
          max.dropBefore(i - window + 1);
          max.push(i, x);
          const from = Math.max(0, i - window + 1);
          const want = Math.max(...list.slice(from, i + 1));
          expect([max.value, max.key]).toEqual([want, list.lastIndexOf(want, i)]);
        });
      }),
      { numRuns: 20 },
    ); // prettier-ignore
  });

  it('is NaN when empty', () => {
    const max = new RollingMax();
    expect([max.value, max.key]).toEqual([NaN, NaN]);
    max.push(1, 1);
    max.dropBefore(2);
    expect([max.value, max.key]).toEqual([NaN, NaN]);
  });
});
