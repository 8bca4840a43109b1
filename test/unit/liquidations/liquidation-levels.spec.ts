import { describe, expect, it } from 'vitest';
import type { CohortInput } from '#core/liquidations/cohorts';
import { levelsLift } from '#core/liquidations/levels-lift';
import { LevelMap } from '#core/liquidations/level-map';
import { DEFAULT_LEVEL_SETTINGS, liquidationLevels, type LevelSettings } from '#core/liquidations/liquidation-levels';
import type { LiquidationSeries } from '#core/liquidations/types';

const HOUR = 3_600_000;
type Bar = readonly [h: number, l: number, c: number, oi: number];
/** Ten times, no maintenance margin: longs at 0.9 of their entry, shorts at 1.1. */
const settings: LevelSettings = {
  ...DEFAULT_LEVEL_SETTINGS,
  leverage: [{ times: 10, weight: 3 }],
  maintenanceMargin: 0,
  binBp: 50,
};

function market(...bars: Bar[]): CohortInput {
  const column = (k: number): Float64Array => Float64Array.from(bars, (bar) => bar[k]!);
  const t = Float64Array.from(bars, (_, i) => i * HOUR);
  return {
    bars: { interval: HOUR, columns: { t, h: column(0), l: column(1), c: column(2), v: t.map(() => 1) } },
    oi: { interval: HOUR, columns: { t, base: column(3), usd: t.map(() => NaN) } },
  };
}
const flat = (price: number, oi: number): Bar => [price, price, price, oi];
/** [price of the bin that holds it, USD] of one side. */
function held(side: 'long' | 'short', input: CohortInput, s = settings): [number, number][] {
  const levels = liquidationLevels(input, s);
  return [...levels[side]].flatMap((usd, i) => (usd > 0 ? [[levels.price[i]!, usd] as [number, number]] : []));
}

describe('liquidationLevels', () => {
  it('puts each side where its margin ends', () => {
    const [long, short] = [held('long', market(flat(100, 10))), held('short', market(flat(100, 10)))];
    expect(long).toHaveLength(1);
    expect(long[0]![0] <= 90 && long[0]![0] * Math.exp(0.005) > 90).toBe(true);
    expect(Math.abs(long[0]![1] / 900 - 1)).toBeLessThan(0.0026); // at the middle of the bin
    expect(short[0]![0] <= 110 && short[0]![0] * Math.exp(0.005) > 110).toBe(true);
    expect(Math.abs(short[0]![1] / 1_100 - 1)).toBeLessThan(0.0026);
  });

  it('spreads a cohort over the mix by weight, margins included', () => {
    const mix = { ...settings, leverage: [{ times: 5, weight: 1 }, { times: 20, weight: 3 }], maintenanceMargin: 0.01 }; // prettier-ignore
    const long = held('long', market(flat(100, 8)), mix);
    expect(long.map(([price]) => Math.round(price))).toEqual([81, 96]);
    expect(long.map(([price, usd]) => Math.round(usd / price))).toEqual([2, 6]);
  });

  it('forgets a level once the market has touched it, until a new cohort opens', () => {
    const touched = [flat(100, 10), [100, 90, 95, 10]] as const;
    expect(held('long', market(...touched))).toEqual([]);
    expect(held('short', market(...touched))).toHaveLength(1);
    expect(held('long', market(...touched, flat(100, 12)))).toHaveLength(1);
    expect(held('long', market(flat(100, 10), [100, 90.9, 95, 10]))).toHaveLength(1); // close, not touched
  });

  it('does not take back twice what is gone: a cohort that closes later leaves others their levels', () => {
    const input = market(flat(100, 10), [100, 90, 95, 10], flat(100, 14), [100, 99, 99, 2]);
    // 10 touched; 4 more open at 100; of all 14 at 100 the fall closes 12, the oldest first: 2 of the new are left.
    const [[, usd]] = held('long', input) as [[number, number]];
    expect(usd / 90).toBeCloseTo(2, 1);
  });

  it('has no level where the close of its own bar has passed it already', () => {
    const close = { ...settings, leverage: [{ times: 100, weight: 1 }] };
    expect(held('long', market([102, 97, 97, 10]), close)).toEqual([]); // entry 98.7, level 97.7
    expect(held('short', market([102, 97, 97, 10]), close)).toHaveLength(1);
  });

  it('shows what was known by asOf, and nothing before anything was', () => {
    const input = market(flat(100, 10), flat(200, 20));
    expect(liquidationLevels({ ...input, asOf: 2 * HOUR - 1 }, settings)).toEqual(
      liquidationLevels(market(flat(100, 10)), settings),
    );
    const none = liquidationLevels({ ...input, asOf: 0 }, settings);
    expect(none).toEqual({ t: NaN, price: new Float64Array(0), long: new Float64Array(0), short: new Float64Array(0) });
    expect(liquidationLevels(market(flat(NaN, 10)), settings).price).toHaveLength(0);
  });

  it.each([
    { leverage: [] },
    { leverage: [{ times: 1, weight: 1 }] },
    { leverage: [{ times: 10, weight: -1 }] },
    { leverage: [{ times: 250, weight: 1 }], maintenanceMargin: 0.005 },
    { maintenanceMargin: -0.1 },
    { binBp: 0 },
  ])('refuses %o', (wrong) => {
    expect(() => liquidationLevels(market(flat(100, 10)), { ...settings, ...wrong })).toThrow(RangeError);
  });
});

it('LevelMap keeps its amounts through thousands of shrinkings', () => {
  const map = new LevelMap(1, [{ log: 0, share: 1 }], 0.01, 0, 10);
  for (let i = 0; i < 5_000; i++) {
    map.opened(Math.exp(0.055), 1);
    map.shrunk(0.9);
  }
  expect(map.amountIn(5)).toBeCloseTo(9, 9); // 0.9 / 0.1
  expect(map.amountIn(10)).toBe(0);
});

describe('levelsLift', () => {
  const prints = (...rows: [t: number, side: 1 | -1, price: number, usd: number][]): LiquidationSeries => ({
    kind: 'prints',
    columns: {
      t: Float64Array.from(rows, (r) => r[0]),
      side: Float64Array.from(rows, (r) => r[1]),
      price: Float64Array.from(rows, (r) => r[2]),
      quantity: Float64Array.from(rows, (r) => r[3] / r[2]),
      notional: Float64Array.from(rows, () => NaN),
    },
  });
  /** A fall from 100 to 85: 34 bins of 50 bp, one of them holds the longs' level. The shorts' one place is the close. */
  const fall = market(flat(100, 10), [100, 85, 86, 10]);
  const places = 35;

  it('is ten times chance at most, for what lies where the map points', () => {
    const got = levelsLift(fall, prints([HOUR, 1, 90, 500], [2 * HOUR - 1, 1, 89.99, 500]), settings);
    expect(got).toMatchObject({ topShare: 1, lift: 10, places, liquidations: 2, bars: 1 });
    expect(got.notionalUsd).toBeCloseTo(1_000, 9);
  });

  it('shares what ties at the edge of the decile: places without a prediction are worth what chance is', () => {
    const { topShare } = levelsLift(fall, prints([HOUR, 1, 95, 1_000]), settings);
    expect(topShare).toBeCloseTo((0.1 * places - 1) / (places - 1), 12);
  });

  it('counts prints beside the way of the price as missed, and none of another bar', () => {
    const got = levelsLift(fall, prints([HOUR - 1, 1, 90, 7e6], [HOUR, 1, 90, 500], [HOUR, 1, 120, 1_500], [2 * HOUR, 1, 90, 7e6]), settings); // prettier-ignore
    expect(got).toMatchObject({ liquidations: 2 });
    expect(got.topShare).toBeCloseTo(0.25, 12);
  });

  it('counts what lies within the spans alone', () => {
    const all = prints([HOUR, 1, 95, 1_000], [HOUR + 10, 1, 90, 500], [HOUR + 20, 1, 95, 1_000]);
    const got = levelsLift(fall, all, settings, [{ from: 0, to: HOUR }, { from: HOUR + 10, to: HOUR + 20 }]); // prettier-ignore
    expect(got).toMatchObject({ topShare: 1, liquidations: 1, places });
    expect(levelsLift(fall, all, settings, [])).toMatchObject({ lift: NaN, liquidations: 0, notionalUsd: 0 });
  });

  it('spreads a bucket over the places of its bar: one bar alone tells nothing', () => {
    const bucket = (long: number): LiquidationSeries => ({
      kind: 'buckets',
      interval: HOUR,
      columns: { t: Float64Array.of(HOUR), long: Float64Array.of(long), short: Float64Array.of(0) },
    });
    const got = levelsLift(fall, bucket(3_300), settings);
    expect(got).toMatchObject({ liquidations: 1, bars: 1 });
    expect(got.notionalUsd).toBeCloseTo(3_300, 9);
    expect(got.lift).toBeCloseTo(10 * (1 / 34 + (33 / 34) * ((0.1 * places - 1) / 34)), 12);
    expect(() => levelsLift(fall, { ...bucket(1), interval: 2 * HOUR } as LiquidationSeries, settings)).toThrow(
      RangeError,
    );
  });

  it('reads the map of the bar before: a cohort of the same bar predicts nothing', () => {
    const input = market(flat(100, 1e-9), [100, 85, 86, 10], flat(86, 10));
    const got = levelsLift(input, prints([HOUR, 1, 90, 500]), settings);
    expect(got.topShare).toBe(1); // the speck of the first bar, not the ten of the second
    const none = levelsLift(market([100, 100, 100, NaN], [100, 85, 86, 10]), prints([HOUR, 1, 90, 500]), settings);
    expect(none).toMatchObject({ lift: NaN, places: 0 });
  });
});
