import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COHORT_CLOSINGS, type CohortSettings } from '#core/liquidations/cohort-stream';
import { openInterestCohorts, type CohortInput } from '#core/liquidations/cohorts';
import { bars, cutTimed, instant, oi } from './market';

const MINUTE = 60_000;
const settings: fc.Arbitrary<CohortSettings> = fc.record({
  closing: fc.constantFrom(...COHORT_CLOSINGS),
  feeRate: fc.constantFrom(0, 0.001),
});
const funding = fc
  .array(fc.tuple(fc.nat(240 * 60), fc.double({ min: -0.01, max: 0.01, noNaN: true })), { maxLength: 20 })
  .map((rows) => rows.sort((a, b) => a[0] - b[0]))
  .map((rows) => ({ t: Float64Array.from(rows, (r) => r[0] * 1_000), rate: Float64Array.from(rows, (r) => r[1]) }));
const market: fc.Arbitrary<CohortInput> = fc.record({
  bars: fc.constantFrom(MINUTE, 5 * MINUTE).chain(bars),
  oi: fc.constantFrom(MINUTE, 15 * MINUTE).chain(oi),
  funding: fc.option(funding, { nil: undefined }),
});

interface Lot {
  entry: number;
  amount: number;
  row: number;
  paid: number;
}
/** The definition written plainly: lots in a list, each pays its own funding, sorted anew at every fall. */
function naive({ bars: b, oi: o, funding: f }: CohortInput, { closing, feeRate }: CohortSettings) {
  const { t, h, l, c, v } = b.columns;
  const sides: Record<'long' | 'short', Lot[]> = { long: [], short: [] };
  let [close, closeThen, base] = [NaN, NaN, NaN];
  let since: [price: number, volume: number][] = [];
  const out: { base: number; long: number; short: number }[] = [];
  const pay = (rate: number): void => {
    for (const lot of [...sides.long, ...sides.short]) if (!Number.isNaN(close)) lot.paid += rate * close;
  };
  const settlements = f ? [...f.t].map((at, k) => [at, f.rate[k]!] as const) : [];
  const readings = [...o.columns.t].map((at, k) => ({ at: at + o.interval, base: o.columns.base[k]!, usd: o.columns.usd[k]! })); // prettier-ignore
  let previousEnd = -Infinity;
  for (let i = 0; i < t.length; i++) {
    const end = t[i]! + b.interval;
    for (const [at, rate] of settlements) if (at > previousEnd && at < end) pay(rate);
    const price = (h[i]! + l[i]! + c[i]!) / 3;
    if (price > 0) since.push([price, v[i]! > 0 ? v[i]! : 0]);
    if (c[i]! > 0) close = c[i]!;
    const found = readings
      .filter(({ at }) => at > previousEnd && at <= end)
      .map((r) => (Number.isNaN(r.base) ? r.usd / c[i]! : r.base))
      .filter((x) => !Number.isNaN(x));
    const next = found.at(-1);
    if (next !== undefined && since.length > 0) {
      const change = next - (Number.isNaN(base) ? 0 : base);
      if (change > 0) {
        const volume = since.reduce((sum, x) => sum + x[1], 0);
        const entry = volume > 0 ? since.reduce((sum, x) => sum + x[0] * x[1], 0) / volume : since.reduce((sum, x) => sum + x[0], 0) / since.length; // prettier-ignore
        for (const lots of [sides.long, sides.short]) lots.push({ entry, amount: change, row: i, paid: 0 });
      } else if (change < 0) {
        for (const side of ['long', 'short'] as const) {
          const sign = side === 'long' ? 1 : -1;
          const lost = sign * (close - closeThen) < 0;
          let left = -change;
          if (closing === 'proportional' || (closing === 'underWater' && !lost)) {
            const total = sides[side].reduce((sum, lot) => sum + lot.amount, 0);
            for (const lot of sides[side]) lot.amount *= Math.max(0, 1 - left / total);
          } else {
            const first = (a: Lot, b: Lot): number =>
              closing === 'fifo' ? a.row - b.row : sign * (b.entry - a.entry) || a.row - b.row;
            for (const lot of [...sides[side]].sort(first)) {
              const closed = Math.min(left, lot.amount);
              lot.amount -= closed;
              left -= closed;
            }
          }
          sides[side] = next === 0 ? [] : sides[side].filter((lot) => lot.amount > 0);
        }
      }
      base = next;
      closeThen = close;
      since = [];
    }
    for (const [at, rate] of settlements) if (at === end) pay(rate);
    previousEnd = end;
    const mean = (side: 'long' | 'short', sign: number): number => {
      const total = sides[side].reduce((sum, lot) => sum + lot.amount, 0);
      const money = sides[side].reduce(
        (sum, lot) => sum + lot.amount * (lot.entry * (1 + sign * feeRate) + lot.paid),
        0,
      );
      return money / total / (1 - sign * feeRate);
    };
    out.push({ base, long: mean('long', 1), short: mean('short', -1) });
  }
  return { out, sides };
}

const close = (got: number, want: number): void => {
  if (Number.isNaN(want)) expect(got).toBeNaN();
  else expect(Math.abs(got - want), `${got} ${want}`).toBeLessThanOrEqual(1e-7 * Math.abs(want));
};

describe('open-interest cohorts', () => {
  it('are what the definition says, written a second time', () => {
    let falls = 0;
    fc.assert(
      fc.property(market, settings, (input, s) => {
        const got = openInterestCohorts(input, s);
        const want = naive(input, s);
        want.out.forEach((row, i) => {
          close(got.openInterest[i]!, row.base);
          close(got.longBreakEven[i]!, row.long);
          close(got.shortBreakEven[i]!, row.short);
          if (i > 0 && row.base < want.out[i - 1]!.base) falls++;
        });
        for (const side of ['long', 'short'] as const) {
          const { entry, base } = side === 'long' ? got.longs : got.shorts;
          const total = base.reduce((sum, x) => sum + x, 0);
          close(total, want.sides[side].reduce((sum, lot) => sum + lot.amount, 0)); // prettier-ignore
          expect([...entry]).toEqual([...entry].sort((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
    expect(falls, 'the generator makes falls').toBeGreaterThan(1_000);
  });

  it('of a row never change by what comes later, and asOf is the same as a cut', () =>
    fc.assert(
      fc.property(market, settings, instant, (input, s, at) => {
        const whole = openInterestCohorts(input, s);
        const cut = openInterestCohorts(
          {
            bars: cutTimed(input.bars as never, at),
            oi: cutTimed(input.oi, at),
            funding: input.funding && {
              t: input.funding.t.filter((t) => t <= at),
              rate: input.funding.rate.slice(0, input.funding.t.filter((t) => t <= at).length),
            },
          },
          s,
        );
        const asOf = openInterestCohorts({ ...input, asOf: at }, s);
        const n = cut.openInterest.length;
        for (const name of ['openInterest', 'longBreakEven', 'shortBreakEven'] as const) {
          expect(cut[name]).toEqual(whole[name].slice(0, n));
          expect(asOf[name].slice(0, n)).toEqual(cut[name]);
          expect(asOf[name].slice(n).every(Number.isNaN)).toBe(true);
        }
        expect([asOf.longs, asOf.shorts]).toEqual([cut.longs, cut.shorts]);
      }),
      { numRuns: 300 },
    ));
});
