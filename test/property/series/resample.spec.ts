import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLastClosed, countResampled, resample } from '#core/series/resample';
import type { Bars } from '#core/series/schema';

const cell = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -20, max: 20 }) }, fc.constant(NaN));
const stamps = fc
  .tuple(
    fc.integer({ min: -50, max: 50 }),
    fc.array(fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 40 })), { maxLength: 120 }),
  ) // prettier-ignore
  .map(([start, steps]) => Float64Array.from(steps.reduce<number[]>((t, step) => [...t, t.at(-1)! + step], [start])));
const series = stamps.chain((t) => {
  const column = fc.array(cell, { minLength: t.length, maxLength: t.length }).map((x) => Float64Array.from(x));
  return fc.tuple(column, column, column, column, column).map(([o, h, l, c, v]): Bars => ({ t, o, h, l, c, v }));
});
const interval = fc.integer({ min: 1, max: 80 });
const present = (x: readonly number[]): number[] => x.filter((value) => !Number.isNaN(value));

describe('resample', () => {
  it('does what grouping by interval does', () =>
    fc.assert(
      fc.property(series, interval, (bars, width) => {
        const groups = new Map<number, number[]>();
        bars.t.forEach((t, i) => {
          const open = Math.floor(t / width) * width;
          groups.set(open, [...(groups.get(open) ?? []), i]);
        });
        const expected = [...groups].map(([t, rows]) => {
          const of = (x: Float64Array): number[] => present(rows.map((i) => x[i]));
          const v = of(bars.v);
          return [t, of(bars.o)[0] ?? NaN, of(bars.h).length ? Math.max(...of(bars.h)) : NaN, of(bars.l).length ? Math.min(...of(bars.l)) : NaN, of(bars.c).at(-1) ?? NaN, v.length ? v.reduce((a, b) => a + b, 0) : NaN]; // prettier-ignore
        });
        const out = resample(bars, width);
        expect([...out.t.keys()].map((i) => [out.t[i], out.o[i], out.h[i], out.l[i], out.c[i], out.v[i]])).toEqual(
          expected,
        );
        expect(countResampled(bars.t, width)).toBe(expected.length);
      }),
      { numRuns: 1_000 },
    ));

  it('in two steps is the same as in one', () =>
    fc.assert(
      fc.property(series, interval, fc.integer({ min: 1, max: 9 }), (bars, width, times) => {
        expect(resample(resample(bars, width), width * times)).toEqual(resample(bars, width * times));
      }),
    ));
});

describe('the last closed bar', () => {
  it('had closed by the close of the base bar, and the next one had not', () =>
    fc.assert(
      fc.property(stamps, stamps, interval, interval, (baseT, higherT, base, higher) => {
        alignLastClosed(baseT, base, higherT, higher).forEach((index, i) => {
          const now = baseT[i] + base;
          if (index >= 0) expect(higherT[index] + higher).toBeLessThanOrEqual(now);
          if (index + 1 < higherT.length) expect(higherT[index + 1] + higher).toBeGreaterThan(now);
        });
      }),
      { numRuns: 500 },
    ));
});
