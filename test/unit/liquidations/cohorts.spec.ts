import { describe, expect, it } from 'vitest';
import { CohortSide } from '#core/liquidations/cohort-side';
import type { CohortSettings } from '#core/liquidations/cohort-stream';
import { breakEvenReset, openInterestCohorts, type CohortInput, type OpenCohorts } from '#core/liquidations/cohorts';

const HOUR = 3_600_000;
const column = (...x: number[]): Float64Array => Float64Array.from(x);
const hours = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i * HOUR);
const free = (closing: CohortSettings['closing'], feeRate = 0): CohortSettings => ({ closing, feeRate });

/** Flat bars at these prices; open interest known at the end of each. */
function market(prices: number[], base: number[], more: Partial<CohortInput> = {}): CohortInput {
  const p = column(...prices);
  return {
    bars: { interval: HOUR, columns: { t: hours(p.length), h: p, l: p, c: p, v: p.map(() => 1) } },
    oi: { interval: HOUR, columns: { t: hours(base.length), base: column(...base), usd: column(...base.map(() => NaN)) } },
    ...more,
  }; // prettier-ignore
}
const pairs = ({ entry, base }: OpenCohorts): number[][] => [...entry].map((x, i) => [x, base[i]!]);

describe('open-interest cohorts', () => {
  it('open with a rise, longs and shorts alike', () => {
    const got = openInterestCohorts(market([100, 110, 120], [10, 15, 15]), free('underWater'));
    expect(pairs(got.longs)).toEqual([[100, 10], [110, 5]]); // prettier-ignore
    expect(pairs(got.shorts)).toEqual([[100, 10], [110, 5]]); // prettier-ignore
    expect([...got.longs.opened]).toEqual([HOUR, 2 * HOUR]);
    expect([...got.openInterest]).toEqual([10, 15, 15]);
    expect(got.longBreakEven[2]).toBeCloseTo(1550 / 15, 12);
  });

  it('close the most under water first on the side that lost, evenly on the other', () => {
    const fall = openInterestCohorts(market([100, 110, 105], [10, 20, 8]), free('underWater'));
    expect(pairs(fall.longs)).toEqual([[100, 8]]); // all of 110, then 2 of 100
    expect(pairs(fall.shorts)).toEqual([[100, 4], [110, 4]]); // prettier-ignore
    const rise = openInterestCohorts(market([100, 110, 115], [10, 20, 8]), free('underWater'));
    expect(pairs(rise.longs)).toEqual([[100, 4], [110, 4]]); // prettier-ignore
    expect(pairs(rise.shorts)).toEqual([[110, 8]]);
    const flat = openInterestCohorts(market([100, 110, 110], [10, 20, 8]), free('underWater'));
    expect([pairs(flat.longs), pairs(flat.shorts)]).toEqual([[[100, 4], [110, 4]], [[100, 4], [110, 4]]]); // prettier-ignore
  });

  it('close evenly, or the oldest first, when asked', () => {
    const even = openInterestCohorts(market([100, 110, 105], [10, 20, 8]), free('proportional'));
    expect([pairs(even.longs), pairs(even.shorts)]).toEqual([[[100, 4], [110, 4]], [[100, 4], [110, 4]]]); // prettier-ignore
    const old = openInterestCohorts(market([100, 110, 105], [10, 20, 8]), free('fifo'));
    expect([pairs(old.longs), pairs(old.shorts)]).toEqual([[[110, 8]], [[110, 8]]]);
  });

  it('break even where price pays for fees both ways and for funding since the opening', () => {
    const funding = { t: column(HOUR, 2 * HOUR, 2.5 * HOUR), rate: column(0.01, 0.02, NaN) };
    const { longBreakEven, shortBreakEven } = openInterestCohorts(
      market([100, 200, 200], [10, 20, 20], { funding }),
      free('underWater', 0.001),
    );
    // The first 10 pay 1 at the first hour and 4 at the second, the other 10 pay 4.
    const paid = (10 * 5 + 10 * 4) / 20;
    expect(longBreakEven[2]).toBeCloseTo((150 * 1.001 + paid) / 0.999, 10);
    expect(shortBreakEven[2]).toBeCloseTo((150 * 0.999 + paid) / 1.001, 10);
  });

  it('settle on the last close known at the instant: within a bar, that of the bar before', () => {
    const funding = { t: column(-1, 1.5 * HOUR), rate: column(5, 0.01) };
    const got = openInterestCohorts(market([100, 200], [10, 10], { funding }), free('underWater'));
    expect(got.longBreakEven[1]).toBeCloseTo(101, 10); // one before the first close is on nothing
  });

  it('give a rise that is read late to all the bars since, by volume', () => {
    const input = market([100, 110, 120, 200], [10]);
    const v = column(1, 1, 3, 0);
    const oi = { interval: 0, columns: { t: column(HOUR, 3 * HOUR, 4 * HOUR), base: column(10, 14, 16), usd: column(NaN, NaN, NaN) } }; // prettier-ignore
    const got = openInterestCohorts({ ...input, oi, bars: { ...input.bars, columns: { ...input.bars.columns, v } } });
    expect(pairs(got.longs)).toEqual([[100, 10], [(110 + 3 * 120) / 4, 4], [200, 2]]); // prettier-ignore
    expect([...got.openInterest]).toEqual([10, 10, 14, 16]);
  });

  it('read dollars where base units are missing, and nothing from what is not a number', () => {
    const usd = column(1_000, 2_200, NaN, -5);
    const input = market([100, 110, 120, 120], []);
    const oi = { interval: HOUR, columns: { t: hours(4), base: column(NaN, NaN, NaN, NaN), usd } };
    expect(pairs(openInterestCohorts({ ...input, oi }).longs)).toEqual([[100, 10], [110, 10]]); // prettier-ignore
  });

  it('wait for a price: a rise over bars without one opens at the next', () => {
    expect(pairs(openInterestCohorts(market([100, NaN, 130], [10, 15, 15])).longs)).toEqual([[100, 10], [130, 5]]); // prettier-ignore
  });

  it('know nothing before the first reading, nor after asOf; an empty market has no break-even', () => {
    const got = openInterestCohorts(market([100, 110, 120], [10, 0, 5], { asOf: 2 * HOUR }), free('underWater'));
    expect([...got.openInterest]).toEqual([10, 0, NaN]);
    expect([...got.longBreakEven]).toEqual([100, NaN, NaN]);
    expect(got.longs.entry).toHaveLength(0);
    expect(openInterestCohorts(market([100], [])).openInterest[0]).toBeNaN();
  });
});

it('breakEvenReset tells the change of the event’s side from start to decision, and nothing when the bars are stale', () => {
  const cohorts = { longBreakEven: column(100, 90, 80), shortBreakEven: column(50, 60, 70) };
  const bars = { interval: HOUR, columns: { t: hours(3) } };
  const event = { side: 'long' as const, start: HOUR, decision: 3 * HOUR };
  expect(breakEvenReset(event, cohorts, bars)).toEqual({ before: 100, after: 80, changeBp: 1e4 * Math.log(0.8) });
  expect(breakEvenReset({ ...event, side: 'short' }, cohorts, bars)).toMatchObject({ before: 50, after: 70 });
  expect(breakEvenReset({ ...event, decision: 7 * HOUR }, cohorts, bars)).toMatchObject({ before: 100, after: NaN, changeBp: NaN }); // prettier-ignore
  expect(breakEvenReset({ ...event, decision: HOUR + 1 }, cohorts, bars).after).toBeNaN(); // no bar closed since
});

it('CohortSide keeps its amounts through thousands of shrinkings', () => {
  const side = new CohortSide((entry) => -entry);
  for (let i = 0; i < 5_000; i++) {
    side.open(100, 1, i, 0);
    side.closeEvenly(0.1 * side.total);
  }
  let sum = 0;
  side.forEach((_, amount) => (sum += amount));
  expect(side.total).toBeCloseTo(9, 9); // 0.9 / 0.1
  expect(sum).toBeCloseTo(9, 9);
  expect(side.meanEntry).toBeCloseTo(100, 9);
});
