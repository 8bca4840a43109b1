import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onGrid, pasteBars, pasteLiquidations, pasteOpenInterest } from '#core/scenario/analog';
import { deviationOf } from '#core/scenario/bars';
import { playLine, type PlayedLine } from '#core/scenario/line';
import { shockPoints } from '#core/scenario/shock';
import type { DrawnPoint } from '#core/hedge/simulation';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';

const START = Date.UTC(2025, 0, 2);
/** Points on whole hours: each is on a step. */
const line = fc
  .array(fc.record({ hours: fc.integer({ min: 1, max: 30 }), spot: fc.double({ min: 0.1, max: 4, noNaN: true }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((moves) => {
    let hour = 0;
    const points: DrawnPoint[] = [{ day: 0, spot: 1, vol: null }];
    for (const { hours, spot } of moves) points.push({ day: (hour += hours) / 24, spot, vol: null });
    return points;
  });
const played = fc.record({
  points: line,
  volBeta: fc.double({ min: -2, max: 6, noNaN: true }),
  start: fc.constant(START),
  step: fc.constant(MS_PER_HOUR),
  price: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
  vol: fc.constantFrom(0.6, NaN),
  deviation: fc.constantFrom(0, 0.004, 0.05, NaN),
  seed: fc.nat(),
}) satisfies fc.Arbitrary<PlayedLine>;
const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.abs(b));

describe('a line that is played', () => {
  it('goes through its points and is one piece: each bar opens where the last one closed', () =>
    fc.assert(
      fc.property(played, (asked) => {
        const { bars } = playLine(asked);
        near(bars.o[0]!, asked.price);
        for (const { day, spot } of asked.points.slice(1)) near(bars.c[Math.round(day * 24) - 1]!, asked.price * spot);
        bars.o.forEach((open, k) => expect(open).toBe(k === 0 ? bars.o[0] : bars.c[k - 1]));
        expect(Array.from(bars.t)).toEqual(Array.from(bars.t, (_, k) => START + k * MS_PER_HOUR));
      }),
      { numRuns: 60 },
    ));

  it('has no high below its open and close, no low above them, and no volume', () =>
    fc.assert(
      fc.property(played, (asked) => {
        const { o, h, l, c, v } = playLine(asked).bars;
        o.forEach((open, k) => {
          expect(h[k]).toBeGreaterThanOrEqual(Math.max(open, c[k]!));
          expect(l[k]).toBeLessThanOrEqual(Math.min(open, c[k]!));
          expect(l[k]).toBeGreaterThan(0);
          if (!(asked.deviation > 0)) expect([h[k], l[k]]).toEqual([Math.max(open, c[k]!), Math.min(open, c[k]!)]);
        });
        expect(v.every(Number.isNaN)).toBe(true);
      }),
      { numRuns: 60 },
    ));

  it('is the same for the same seed, and says no volatility where none was known', () =>
    fc.assert(
      fc.property(played, (asked) => {
        const [one, two] = [playLine(asked), playLine(asked)];
        expect(one).toEqual(two);
        expect(one.vol.t.length).toBe(Number.isNaN(asked.vol) ? 0 : one.bars.t.length);
        one.vol['c']!.forEach((vol) => expect(vol).toBeGreaterThan(0));
      }),
      { numRuns: 40 },
    ));

  it('is as restless about its line as it is told: the root mean square of a long flat one is the deviation', () => {
    const points = [{ day: 0, spot: 1, vol: null }, { day: 400, spot: 1, vol: null }]; // prettier-ignore
    const { bars } = playLine({ points, volBeta: 1, start: START, step: MS_PER_HOUR, price: 100, vol: 0.5, deviation: 0.01, seed: 3 }); // prettier-ignore
    expect(deviationOf(bars.c) / 0.01).toBeCloseTo(1, 1);
    // Parkinson: the mean square of ln(high / low) is 4 ln 2 times the variance of a step; marginal laws give the same mean range.
    const range = bars.h.map((h, k) => Math.log(h / bars.l[k]!)).reduce((sum, x) => sum + x, 0) / bars.h.length;
    expect(range / 0.01).toBeCloseTo(Math.sqrt(8 / Math.PI), 1);
  });
});

describe('a shock', () => {
  it('falls, makes good its share, rests, and moves volatility as typed or by the rule', () => {
    const shock = { size: -0.4, hours: 6, recovery: 0.5, recoveryHours: 18, restHours: 24 };
    const asked = { volBeta: 2, start: START, step: MS_PER_HOUR, price: 100, vol: 0.5, deviation: 0.002, seed: 1 };
    const ruled = playLine({ ...asked, points: shockPoints({ ...shock, vol: null }) });
    near(ruled.bars.c[5]!, 60);
    near(ruled.bars.c[23]!, 80);
    near(ruled.bars.c[47]!, 80);
    near(ruled.vol['c']![5]!, 0.5 * 0.6 ** -2);
    const typed = playLine({ ...asked, points: shockPoints({ ...shock, vol: { peak: 3, end: 1.5 } }) });
    near(typed.vol['c']![5]!, 1.5);
    near(typed.vol['c']![47]!, 0.75);
    expect(typed.vol.t[0]).toBe(START + MS_PER_HOUR);
  });
});

describe('an analog that is pasted', () => {
  const column = (n: number) => fc.array(fc.double({ min: 0.5, max: 2e5, noNaN: true }), { minLength: n, maxLength: n }).map((x) => Float64Array.from(x)); // prettier-ignore
  const T = Float64Array.of(0, 1, 2, 3).map((k) => k * MS_PER_HOUR);

  it('has the log returns of its source and its ranges, at the price of the start', () =>
    fc.assert(
      fc.property(column(4), column(4), fc.double({ min: 0.01, max: 100, noNaN: true }), (c, o, price) => {
        const source = { t: T, o, h: o.map((x, i) => Math.max(x, c[i]!)), l: o.map((x, i) => Math.min(x, c[i]!)), c, v: T }; // prettier-ignore
        const made = pasteBars(source, { shift: MS_PER_DAY, price }, NaN);
        for (let i = 1; i < 4; i++) expect(Math.log(made.c[i]! / made.c[i - 1]!)).toBeCloseTo(Math.log(c[i]! / c[i - 1]!), 10); // prettier-ignore
        made.h.forEach((h, i) => expect(h).toBeGreaterThanOrEqual(Math.max(made.o[i]!, made.c[i]!)));
        expect(made.t[0]).toBe(MS_PER_DAY);
        expect(made.v.every(Number.isNaN)).toBe(true);
      }),
      { numRuns: 50 },
    ));

  it('keeps prints worth price times quantity, and sums and open interest in proportion', () => {
    const prints = { t: T.slice(0, 1), side: Float64Array.of(1), price: Float64Array.of(50), quantity: Float64Array.of(2), notional: Float64Array.of(100) }; // prettier-ignore
    const made = pasteLiquidations(prints, { shift: 5, price: 4 }, 3);
    expect([made.t[0], made['price']![0], made['notional']![0]]).toEqual([5, 200, 300]);
    expect(made['price']![0]! * made['quantity']![0]!).toBeCloseTo(300, 9);
    const sums = pasteLiquidations({ t: T, long: T, short: T }, { shift: 5, price: 4 }, 3);
    expect(sums['long']![2]).toBe(T[2]! * 3);
    const oi = pasteOpenInterest({ t: T, base: T, usd: T.map((x) => x * 50) }, { shift: 5, price: 4 }, 3);
    expect(oi['usd']![2]! / oi['base']![2]!).toBe(200);
  });

  it('never comes earlier than it was on a grid that its shift does not fit', () => {
    expect(onGrid(90 * 60_000, MS_PER_HOUR)).toBe(2 * MS_PER_HOUR);
    expect(onGrid(2 * MS_PER_HOUR, MS_PER_HOUR)).toBe(2 * MS_PER_HOUR);
    expect(onGrid(17, 0)).toBe(17);
  });
});
