import { describe, expect, it } from 'vitest';
import { blankLayer } from '#core/hedge/blank-layers';
import { bookOf, gainsOf, type HedgeBook } from '#core/hedge/book';
import { bookGreeks } from '#core/hedge/book-greeks';
import { marginOf } from '#core/hedge/book-margin';
import { exposureOf } from '#core/hedge/exposure';
import { NO_SHIFT } from '#core/hedge/leg-gains';
import { openLayers } from '#core/hedge/open-layer';
import { breakEvens, lastExpiryDays, payoffOf } from '#core/hedge/payoff';
import { quoteOf } from '#core/hedge/pricing';
import { scenarioGrid } from '#core/hedge/scenario';
import type { Layer, SurfaceRule } from '#core/hedge/types';
import type { HedgeMarket } from '#core/hedge/market';
import { FLAT, held, hedgeMarket, inDays } from '../../support/hedge-market';

const STICKY: SurfaceRule = { dynamics: 'stickyDelta', volBeta: 1, parallel: false };
const COINS = [held()];
const whole = (layer: Layer): Layer => ({ ...layer, size: { by: 'exposure', ratio: 1 }, caps: { premiumPerYear: null, notional: null } }); // prettier-ignore
const opened = (layers: readonly Layer[], market: HedgeMarket = hedgeMarket(), surface = STICKY, positions = COINS): HedgeBook =>
  bookOf({ surface }, market, positions, openLayers({ layers }, market, positions)); // prettier-ignore

describe('payoff', () => {
  it('keeps its floor at expiry when every coin has its put', () => {
    const book = opened([whole(blankLayer('put', 'a'))]);
    const [leg] = book.layers[0]!.legs;
    const floor = 10 * (leg!.strike - 60_000 - leg!.entry);
    const { total, unhedged } = payoffOf(book, Float64Array.of(0, 20_000, 40_000, 90_000), [lastExpiryDays(book)]);
    expect(total[0]![0]).toBeCloseTo(floor, 4);
    expect(total[0]![1]).toBeCloseTo(floor, 4);
    expect(unhedged[0]![1]).toBeCloseTo(-400_000, 4);
    expect(total[0]![3]).toBeCloseTo(300_000 - 10 * leg!.entry, 4);
  });

  it('breaks even at the spot plus the premium of the puts', () => {
    const book = opened([whole(blankLayer('put', 'a'))]);
    const roots = breakEvens(book, 20_000, 120_000, { vol: 1, days: lastExpiryDays(book) });
    expect(roots).toHaveLength(1);
    expect(roots[0]).toBeCloseTo(60_000 + book.layers[0]!.legs[0]!.entry, 5);
  });

  it('finds both break-evens of a condor and none of an empty book', () => {
    const book = opened([whole(blankLayer('condor', 'a'))]);
    const bare = { ...book, positions: [] };
    const roots = breakEvens(bare, 20_000, 120_000, { vol: 1, days: lastExpiryDays(book) });
    const credit = -book.layers[0]!.legs.reduce((sum, { quantity, entry }) => sum + (quantity / 10) * entry, 0);
    const [, shortPut, shortCall] = book.layers[0]!.legs;
    expect(roots).toHaveLength(2);
    expect(roots[0]).toBeCloseTo(shortPut!.strike - credit, 4);
    expect(roots[1]).toBeCloseTo(shortCall!.strike + credit, 4);
    expect(breakEvens({ ...bare, layers: [] }, 20_000, 120_000, NO_SHIFT)).toHaveLength(0);
    expect(lastExpiryDays({ ...bare, layers: [] })).toBe(0);
  });

  it('prices on the forward that an expiry is quoted with', () => {
    const listed = [{ expiry: inDays(57), forward: 63_000, strikes: Float64Array.of(50_000, 55_000) }];
    const book = opened([whole(blankLayer('put', 'a'))], hedgeMarket({ listed }));
    expect(gainsOf(book, Float64Array.of(1), NO_SHIFT).total[0]).toBeCloseTo(0, 6);
    expect(quoteOf(book.market, book.layers[0]!.legs[0]!).forward).toBeCloseTo(63_000, 6);
  });

  it('is NaN, not nothing, where a position has no price', () => {
    const book = opened([], hedgeMarket(), STICKY, [held({}, NaN)]);
    expect(gainsOf(book, Float64Array.of(0.9), NO_SHIFT).total[0]).toBeNaN();
    expect(scenarioGrid(book, Float64Array.of(0.9), [NO_SHIFT]).worst).toBeUndefined();
  });
});

describe('shocks', () => {
  it('move the front most unless they are parallel', () => {
    const put = (days: number): HedgeBook['layers'][number] => {
      const leg = { on: 'asset', kind: 'put', quantity: 1, strike: 60_000, expiry: inDays(days), entry: 0 } as const;
      return { id: `${days}`, name: '', legs: [{ ...leg, entry: quoteOf(hedgeMarket({ carry: 0 }), leg).price }] };
    };
    const gain = (days: number, parallel: boolean): number => {
      const book = {
        market: hedgeMarket({ carry: 0 }),
        surface: { ...STICKY, parallel },
        positions: [],
        layers: [put(days)],
      };
      return gainsOf(book, Float64Array.of(1), { vol: 1.5, days: 0 }).total[0]! / put(days).legs[0]!.entry;
    };
    expect(gain(7, false)).toBeGreaterThan(gain(7, true));
    expect(gain(180, false)).toBeLessThan(gain(180, true));
  });

  it('reach a volatility index, with the spot only by the beta of volatility', () => {
    const calls = [blankLayer('volatilityCall', 'v')];
    const at = (surface: SurfaceRule, move: number, vol: number): number => {
      const book = { ...opened(calls, hedgeMarket(), surface), positions: [] };
      return gainsOf(book, Float64Array.of(move), { vol, days: 0 }).total[0]!;
    };
    expect(at(STICKY, 0.8, 1)).toBeCloseTo(0, 6);
    expect(at(STICKY, 1, 1.4)).toBeGreaterThan(0);
    expect(at({ ...STICKY, dynamics: 'volBeta' }, 0.8, 1)).toBeCloseTo(at(STICKY, 1, 1.25), 6);
  });
});

describe('greeks', () => {
  const book = opened(
    [blankLayer('put', 'a'), blankLayer('collar', 'b'), blankLayer('perpetual', 'c')],
    hedgeMarket(),
    STICKY,
    [held({}, 60_000, 1.3), held({ id: 'o', kind: 'option', quantity: 2, option: { kind: 'call', strike: 70_000, expiry: inDays(40) } }, quoteOf(hedgeMarket(), { on: 'asset', kind: 'call', strike: 70_000, expiry: inDays(40) }).price, 1)], // prettier-ignore
  );

  it('are the slopes of the gain at volatilities that stay', () => {
    // Sticky strike on a flat smile: volatilities do not move with the spot nor with time.
    const flat = { ...hedgeMarket(), surface: FLAT };
    const own: HedgeBook = { ...opened([blankLayer('put', 'a'), blankLayer('call', 'b'), blankLayer('perpetual', 'c'), blankLayer('future', 'd')], flat, STICKY, [held({}, 60_000, 1.3), held({ id: 'f', kind: 'future', quantity: -3 }, 61_000)]), market: flat }; // prettier-ignore
    const gain = (move: number, days = 0, vol = 1): number =>
      gainsOf(own, Float64Array.of(move), { vol, days }).total[0]!;
    const { total, rows } = bookGreeks(own);
    const h = 1e-4;
    expect(rows.map(({ owner, id }) => `${owner} ${id}`)).toEqual(['position coins', 'position f', 'layer a', 'layer b', 'layer c', 'layer d']); // prettier-ignore
    const delta = (gain(1 + h) - gain(1 - h)) / (2 * h * 60_000);
    const gamma = (gain(1 + h) - 2 * gain(1) + gain(1 - h)) / (h * 60_000) ** 2;
    expect(Math.abs(total.delta / delta - 1)).toBeLessThan(1e-6);
    expect(Math.abs(total.gamma / gamma - 1)).toBeLessThan(1e-4);
    const theta = (gain(1, 0.01) - gain(1)) / 0.01;
    expect(Math.abs(total.theta / theta - 1)).toBeLessThan(1e-3);
    const parallel: HedgeBook = { ...own, surface: { ...STICKY, parallel: true } };
    const vega = (gainsOf(parallel, Float64Array.of(1), { vol: 1 + h, days: 0 }).total[0]! - gainsOf(parallel, Float64Array.of(1), { vol: 1 - h, days: 0 }).total[0]!) / (2 * h * 0.6); // prettier-ignore
    expect(Math.abs(total.vega / vega - 1)).toBeLessThan(1e-5);
  });

  it('add up, and give linear positions their beta', () => {
    const { rows, total } = bookGreeks(book);
    for (const key of ['delta', 'gamma', 'vega', 'theta'] as const)
      expect(rows.reduce((sum, row) => sum + row[key], 0)).toBeCloseTo(total[key], 9);
    expect(rows[0]).toMatchObject({ delta: 13, vega: 0, theta: 0 });
    expect(rows.find(({ id }) => id === 'c')).toMatchObject({ gamma: 0, vega: 0, theta: 0 });
  });

  it('of calls on a volatility index are in its level, not in the spot', () => {
    const calls = { ...opened([blankLayer('volatilityCall', 'v')]), positions: [] };
    const { total } = bookGreeks(calls);
    const h = 1e-4;
    const gain = (vol: number, days = 0): number => gainsOf(calls, Float64Array.of(1), { vol, days }).total[0]!;
    expect(total.delta).toBe(0);
    // 1.00 of volatility is 100 points; the index stands at 62.
    expect(total.vega / ((gain(1 + h) - gain(1 - h)) / (2 * h * 0.62))).toBeCloseTo(1, 5);
  });
});

describe('margin', () => {
  it('covers what is traded on margin and names the rest', () => {
    const market = hedgeMarket();
    const layers = [whole(blankLayer('put', 'a')), blankLayer('volatilityCall', 'v')];
    const perpetual = held({ id: 'p', label: 'Perpetual', kind: 'perpetual', quantity: 4 });
    const { margin, left } = marginOf(opened(layers, market, STICKY, [...COINS, perpetual]));
    expect(left).toEqual(['Coins', 'Volatility call']);
    expect(margin!.requirement).toBeGreaterThan(0);
    const bare = marginOf(opened([], market, STICKY, [perpetual])).margin!;
    // 4 coins, 16 % down within the grid; far moves are dampened by 100,000 a range.
    expect(bare.cells.find(({ move, extended }) => move === -0.16 && !extended)!.pnl).toBeCloseTo(-0.16 * 240_000, 6);
    expect(margin!.requirement).toBeLessThan(bare.requirement + 10 * 6_000);
    expect(marginOf(opened([], market)).margin).toBeUndefined();
  });
});

describe('exposure', () => {
  it('sums betas times notionals, with the error of the sum', () => {
    const positions = [held({}, 60_000, 1.5), held({ id: 'alt', kind: 'perpetual', quantity: -100 }, 2_000, 1.2), held({ id: 'usd', kind: 'cash', quantity: 5e4 }, 1, 0)]; // prettier-ignore
    const exposure = exposureOf(positions, hedgeMarket(), { coins: 0.1, alt: 0.2 });
    expect(exposure.betaNotional).toBeCloseTo(1.5 * 600_000 - 1.2 * 200_000, 6);
    expect(exposure.error).toBeCloseTo(Math.hypot(0.1 * 600_000, 0.2 * 200_000), 6);
    expect(exposure.book).toBe(650_000);
    expect(exposureOf(positions, hedgeMarket(), { coins: 0.1 }).error).toBeNaN();
  });
});
