import { describe, expect, it } from 'vitest';
import type { Vintage } from '#core/macro/types';
import { momentAnchors } from '#core/timeshift/anchors';
import { bandCoverage } from '#core/timeshift/coverage';
import { cadenceOf, eventLabel, releaseLabel, turnLabel } from '#core/timeshift/describe';
import { byDistance, compareStates, spreadsOf, weightsOf } from '#core/timeshift/distance';
import { fanOf, mostHeld, predictiveFan } from '#core/timeshift/fan';
import { INGREDIENT_INFO } from '#core/timeshift/ingredients';
import { knownClose, offsetGrid, pathOf } from '#core/timeshift/paths';
import { releaseMoments } from '#core/timeshift/releases';
import { INGREDIENTS } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

const HOUR = MS_PER_HOUR;
/** Hourly bars from 0 on that close at these prices. */
const hourly = (closes: readonly number[], from = 0) => {
  const c = Float64Array.from(closes);
  const t = c.map((_, i) => (from + i) * HOUR);
  return { columns: { t, o: c, h: c.map((x) => x + 1), l: c.map((x) => x - 1), c, v: c }, interval: HOUR };
};

describe('paths', () => {
  it('have a grid of whole bars with 0 in it and about 300 points at most', () => {
    expect([...offsetGrid(HOUR, 2 * HOUR, 3 * HOUR)]).toEqual([-2, -1, 0, 1, 2, 3].map((k) => k * HOUR));
    for (const interval of [MS_PER_MINUTE, 5 * MS_PER_MINUTE, HOUR, MS_PER_DAY]) {
      const grid = offsetGrid(interval, MS_PER_DAY, 30 * MS_PER_DAY);
      expect(grid).toContain(0);
      expect(grid.length).toBeLessThanOrEqual(302);
      expect((grid[1]! - grid[0]!) % interval).toBe(0);
    }
    expect([...offsetGrid(MS_PER_DAY, HOUR, HOUR)]).toEqual([0]);
    expect(() => offsetGrid(0, 1, 1)).toThrow(RangeError);
  });

  it('read a close from the end of its bar on, and for three bars', () => {
    const bars = hourly([100, 110]);
    const closeAt = (at: number): number => knownClose(bars, at, 3 * HOUR);
    expect([HOUR - 1, HOUR, 2 * HOUR - 1, 2 * HOUR, 5 * HOUR, 5 * HOUR + 1].map(closeAt)).toEqual([NaN, 100, 100, 110, 110, NaN]); // prettier-ignore
  });

  it('begin at 0 and end when the next bar is due, or at the clock', () => {
    const bars = hourly([100, 110, 121]);
    const grid = offsetGrid(HOUR, HOUR, 3 * HOUR);
    const half = HOUR + HOUR / 2; // inside the second bar: the price is that of the first
    const { price, values } = pathOf(bars, half, grid, Infinity);
    expect(price).toBe(100);
    expect([...values]).toEqual([NaN, 0, Math.log(1.1), Math.log(1.21), NaN]);
    expect([...pathOf(bars, half, grid, half + HOUR).values]).toEqual([NaN, 0, Math.log(1.1), NaN, NaN]);
    expect(pathOf(hourly([]), half, grid, Infinity).price).toBeNaN();
  });
});

describe('distances', () => {
  const state = (values: Partial<Record<number, number>>): Float64Array => Float64Array.from(INGREDIENTS, (_, k) => values[k] ?? NaN); // prettier-ignore

  it('leave out what has no spread, and are not told without half of the weight in common', () => {
    const states = [state({ 0: 0, 1: 5, 2: 1 }), state({ 0: 1, 1: 5 }), state({ 0: 2, 1: 5, 2: 3 }), state({ 2: 2 })];
    const spreads = spreadsOf(states);
    expect(spreads[1]).toBeNaN();
    const weights = weightsOf({}, spreads);
    expect([...weights].filter((w) => w > 0)).toHaveLength(2);
    const compared = states.map((one) => compareStates(states[0]!, one, spreads, weights));
    expect(compared[0]).toMatchObject({ distance: 0, common: 1 });
    expect(compared[1]).toMatchObject({ distance: 1 / 1.4826, common: 0.5 });
    expect(compared[2]!.share[0]).toBeCloseTo(0.5);
    expect(compared[3]!.common).toBe(0.5);
    const heavy = weightsOf({ drop: 3 }, spreads);
    expect(compareStates(states[0]!, states[3]!, spreads, heavy).distance).toBeNaN();
  });

  it('are NaN where every weight is 0, nothing is known, or one state is all there is', () => {
    const some = [state({ 0: 1 }), state({ 0: 2 }), state({ 0: 4 })];
    const spreads = spreadsOf(some);
    const none = weightsOf(Object.fromEntries(INGREDIENTS.map((name) => [name, 0])), spreads);
    expect(compareStates(some[0]!, some[1]!, spreads, none)).toMatchObject({ distance: NaN, common: 0 });
    const unknown = state({});
    const blank = weightsOf({}, spreadsOf([unknown, unknown]));
    expect(compareStates(unknown, unknown, spreadsOf([unknown, unknown]), blank).distance).toBeNaN();
    expect(spreadsOf([some[0]!]).every(Number.isNaN)).toBe(true);
  });

  it('rank the nearest first, of equals the newest, and the unknown last', () => {
    const rows = [[NaN, 1], [2, 2], [1, 3], [2, 4], [NaN, 5]].map(([distance, decision]) => ({ distance: distance!, decision: decision! })); // prettier-ignore
    expect(byDistance(rows).map(({ decision }) => decision)).toEqual([3, 4, 2, 5, 1]);
  });
});

describe('fans', () => {
  it('are bands in which the next of n values lies as often as they say', () => {
    const values = Float64Array.from({ length: 19 }, (_, i) => i);
    expect([...predictiveFan(values)]).toEqual([0, 4, 9, 14, 18]);
    expect(mostHeld(19)).toBeCloseTo(0.9);
    expect([...predictiveFan(Float64Array.of(3, NaN, 1))]).toEqual([1, 1, 2, 3, 3]);
    expect([...predictiveFan(Float64Array.of(3, NaN))].every(Number.isNaN)).toBe(true);
  });

  it('count what is behind each offset', () => {
    const { n, rows } = fanOf([Float64Array.of(1, NaN), Float64Array.of(2, 4)], 2);
    expect([...n]).toEqual([2, 1]);
    expect(rows.map((row) => row[0])).toEqual([1, 1, 1.5, 2, 2]);
    expect(rows.every((row) => Number.isNaN(row[1]))).toBe(true);
  });
});

describe('coverage', () => {
  const trial = (i: number, outcome: number) => ({ decision: i, state: new Float64Array(INGREDIENTS.length), outcome: Float64Array.of(outcome), over: Float64Array.of(i + 1) }); // prettier-ignore
  const of = (outcomes: readonly number[], horizon = 1) => bandCoverage(outcomes.map((y, i) => trial(i, y)), { horizonsMs: [horizon], weights: {}, nearest: null })[0]!; // prettier-ignore

  it('tests nobody before twenty outcomes were known', () => {
    expect(of(Array.from({ length: 20 }, (_, i) => i))).toMatchObject({ n: 0, in50: { share: NaN, lo: NaN, hi: NaN } });
    expect(of(Array.from({ length: 21 }, (_, i) => i % 5)).n).toBe(1);
  });

  it('sees that a trend runs out of its bands', () => {
    expect(of(Array.from({ length: 60 }, (_, i) => i))).toMatchObject({
      n: 40,
      in50: { share: 0 },
      in90: { share: 0 },
    });
  });
});

describe('releases', () => {
  const month = (k: number): number => Date.UTC(2022, k, 1);
  const told = (k: number, value: number, late = 0): Vintage => ({ period: month(k), released: Date.UTC(2022, k + 1, 10, 12, 30) + late, value }); // prettier-ignore
  const vintages = [told(0, 7.5), told(1, 7.9), told(1, 8.1, 5 * MS_PER_DAY), told(2, 8), told(3, 8.3), told(4, 8.3), told(5, NaN)]; // prettier-ignore
  const consensus = [told(2, 7.7, -HOUR), told(2, 9, 0), told(3, 8.1, -2 * HOUR), told(3, 8.4, -HOUR)];
  const labels = (which: Parameters<typeof releaseMoments>[1]['which'], asOf = Infinity) =>
    releaseMoments([{ vintages, consensus }], { label: 'CPI', which }, asOf).map(({ label }) => label.slice(4));

  it('are the first of each period, dates without a figure too', () => {
    expect(labels('all')).toEqual(['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06']);
    expect(labels('all', told(2, 0).released)).toEqual(['2022-01', '2022-02', '2022-03']);
    expect(labels('all', told(2, 0).released - 1)).toEqual(['2022-01', '2022-02']);
  });

  it('go by the figure before, and by consensus, as known at the release', () => {
    expect(labels('up')).toEqual(['2022-02', '2022-04']);
    expect(labels('down')).toEqual(['2022-03']); // 8.0 against the revised 8.1
    expect(labels('unchanged')).toEqual(['2022-05']);
    expect(labels('above')).toEqual(['2022-03']); // 9 came at the release itself
    expect(labels('below')).toEqual(['2022-04']); // the last consensus was 8.4
  });

  it('of several series take the first that tells the figure at that instant', () => {
    const dates = vintages.map((one) => ({ ...one, value: NaN }));
    const level = vintages.map((one) => ({ ...one, value: 100 + one.period / MS_PER_DAY }));
    const ups = (series: readonly Vintage[][]) => releaseMoments(series.map((one) => ({ vintages: one, consensus: [] })), { label: 'CPI', which: 'up' }, Infinity).length; // prettier-ignore
    expect(ups([dates])).toBe(0);
    expect(ups([dates, vintages])).toBe(2);
    expect(ups([level, vintages])).toBe(5);
  });
});

describe('moments', () => {
  it('begin a day before, with the low of that day, and come once an instant', () => {
    const bars = hourly(Array.from({ length: 60 }, (_, i) => 100 - (i % 30)));
    const t = 50 * HOUR + HOUR / 2;
    const anchors = momentAnchors({ instrument: 'X', bars }, [{ t, label: 'b' }, { t, label: 'c' }, { t: t - 1, label: 'a' }]); // prettier-ignore
    expect(anchors.map(({ label }) => label)).toEqual(['a', 'b']);
    const { event } = anchors[1]!;
    expect(event).toMatchObject({ start: t - MS_PER_DAY, decision: t, priceExtreme: 70 });
    expect(event.dropBp).toBeCloseTo(1e4 * Math.log(75 / 70)); // close at 26h: of the bar that opened at 25h
    expect(momentAnchors({ instrument: 'X', bars: hourly([]) }, [{ t, label: '' }])[0]!.event.dropBp).toBeNaN();
  });
});

it('names instances as a person does', () => {
  const [january, april] = [Date.UTC(2022, 0, 1), Date.UTC(2022, 3, 1)];
  expect(eventLabel('long', 1412.4)).toBe('long 1,412 bp');
  expect(eventLabel('short', NaN)).toBe('short');
  expect(releaseLabel('CPI', april, cadenceOf([january, april, Date.UTC(2022, 4, 1)]))).toBe('CPI 2022-04');
  expect(releaseLabel('GDP', april, cadenceOf([january, april]))).toBe('GDP 2022 Q2');
  expect(releaseLabel('FOMC', april, cadenceOf([january, Date.UTC(2022, 5, 15)]))).toBe('FOMC 2022-04-01');
  expect(turnLabel({ a: 'USD', b: 'EUR' }, 'narrowing', april)).toBe('USD − EUR narrowing 2022-04-01');
});

it('describes every ingredient', () => {
  for (const ingredient of INGREDIENTS) {
    const { title, definition, signal, points } = INGREDIENT_INFO[ingredient];
    expect(title.length).toBeGreaterThan(3);
    expect(definition.endsWith('.')).toBe(true);
    expect(Number(signal !== undefined) + Number(points !== undefined)).toBe(ingredient === 'drop' ? 0 : 1);
  }
});
