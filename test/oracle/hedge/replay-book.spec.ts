import { expect, it } from 'vitest';
import { BookRun } from '#core/hedge/replay/book-run';
import type { BookAct } from '#core/hedge/replay/types';
import { VolSurface } from '#core/hedge/surface';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY } from '#core/time/ms';
import { atMoneyness, FREE, future, held, layerOf, marketOf, pathOf, planOf, START } from '../../support/hedge';

// Worked by hand: what an act costs and what goes on across it.

const day = (n: number): number => START + n * MS_PER_DAY;
const carried = (spots: readonly number[], acts: ReadonlyMap<number, BookAct>, market = marketOf()) => {
  const path = pathOf(spots);
  const run = new BookRun(market, acts.get(START)!, path);
  run.advance(path, acts);
  return run.book();
};
const act = (n: number, plan: HedgePlan | null, units = 10): [number, BookAct] => [
  day(n),
  { at: day(n) - 1, plan, positions: [held('spot', units, 100)] },
];

it('a short perpetual that is made larger and taken off, and spot that is bought', () => {
  // (0.5 · 0.002 / 2 + 0.001) of the price for every unit that is traded.
  const costs = { ...FREE, crossed: 0.5, linearSpread: 0.002, linearFee: 0.001 };
  const short = (count: number): HedgePlan =>
    planOf([layerOf({ structure: 'perpetual', legs: [future(-1)], size: { by: 'contracts', count } })], { costs });
  const book = carried(
    [100, 90, 80, 85, 95],
    new Map([act(0, short(4)), act(2, short(6)), act(3, short(6), 12), act(4, null)]),
  );
  const bought = 2 * 85 * 0.0015;
  const unhedged = [1000, 900, 800, 850 - bought, 850 - bought + 12 * 10];
  const opened = 4 * 100 * 0.0015;
  const changed = 4 * 80 * 0.0015 + 6 * 80 * 0.0015;
  const layers = [
    -opened,
    4 * 10 - opened,
    4 * 20 - opened - changed,
    4 * 20 - 6 * 5 - opened - changed,
    4 * 20 - 6 * 15 - opened - changed - 6 * 95 * 0.0015,
  ];
  unhedged.forEach((value, i) => {
    expect(book.columns.unhedged[i]).toBeCloseTo(value, 10);
    expect(book.columns.hedged[i]).toBeCloseTo(value + layers[i]!, 10);
  });
  expect(book.events.map(({ t, action, cash }) => [(t - START) / MS_PER_DAY, action, Number(cash.toFixed(4))])).toEqual([
    [0, 'act', 0],
    [0, 'open', -0.6],
    [2, 'act', 0],
    [2, 'close', 4 * 20 - 0.48],
    [2, 'open', -0.72],
    [3, 'act', 0],
    [3, 'trade', -0.255],
    [4, 'act', 0],
    [4, 'close', -6 * 15 - 0.855],
  ]);
}); // prettier-ignore

/** Normal distribution by Simpson's rule, apart from the one of the engine. */
function cdf(x: number): number {
  const n = 2_000;
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * density((x * i) / n);
  return 0.5 + (sum * x) / (3 * n);
}
function put(spot: number, strike: number, days: number, vol: number): { readonly value: number; readonly vega: number } {
  const deviation = vol * Math.sqrt(days / 365);
  const d1 = Math.log(spot / strike) / deviation + deviation / 2;
  const value = strike * cdf(deviation - d1) - spot * cdf(-d1);
  return { value, vega: (spot * Math.sqrt(days / 365) * Math.exp((-d1 * d1) / 2)) / Math.sqrt(2 * Math.PI) };
} // prettier-ignore

it('a put that is bought, kept over an act on another layer, and sold by one', () => {
  const costs = { ...FREE, crossed: 0.5, optionSpread: 0.05, leastVolSpread: 0.01, optionFee: 0.0003, optionFeeCap: 0.125 }; // prettier-ignore
  const flat = VolSurface.of([{ tau: 1, svi: { a: 0.36, b: 0, rho: 0, m: 0, sigma: 0.1 } }], false);
  const puts = layerOf({ legs: [atMoneyness('put', 1, 0.9)], size: { by: 'contracts', count: 2 } });
  const none = layerOf({ id: 'b', name: 'nothing', size: { by: 'contracts', count: 0 } });
  const spots = [100, 96, 85, 88, 92];
  const market = marketOf({ surface: flat, carry: 0 });
  const acts = new Map([act(0, planOf([puts], { costs })), act(2, planOf([none, puts], { costs })), act(3, null)]);
  const book = carried(spots, acts, market);
  // The last Friday of October at 8:00 is the one that is nearest to 30 days.
  const left = (n: number): number => 30 + 8 / 24 - n;
  const costOf = (n: number): number => {
    const { value, vega } = put(spots[n]!, 90, left(n), 0.6);
    const spread = Math.max(0.05 * value, 0.01 * vega);
    return (0.5 * spread) / 2 + Math.min(0.0003 * spots[n]!, 0.125 * value);
  };
  const worth = (n: number): number => put(spots[n]!, 90, left(n), 0.6).value;
  [0, 1, 2, 3, 4].forEach((n) => {
    const gained = 2 * (worth(Math.min(n, 3)) - worth(0) - costOf(0)) - (n >= 3 ? 2 * costOf(3) : 0);
    expect(book.columns.hedged[n]! - book.columns.unhedged[n]!).toBeCloseTo(gained, 8);
  });
  const before = carried(spots.slice(0, 3), acts, market);
  expect(before.legs).toHaveLength(1);
  const [leg] = before.legs;
  expect(leg).toMatchObject({ layer: 'a', kind: 'put', units: 2, strike: 90, expiry: Date.UTC(2025, 9, 31, 8) });
  expect([leg!.entry, leg!.mark, leg!.pnl]).toEqual([
    expect.closeTo(worth(0), 8),
    expect.closeTo(worth(2), 8),
    expect.closeTo(2 * (worth(2) - worth(0)), 8),
  ]);
});
