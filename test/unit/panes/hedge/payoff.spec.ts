import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookOf } from '#core/hedge/book';
import { openLayers } from '#core/hedge/open-layer';
import type { Layer } from '#core/hedge/types';
import { payoffGrid } from '../../../../src/renderer/panes/payoff/grid';
import { placeHandles, snappedStrike, steppedStrike, strikeStep } from '../../../../src/renderer/panes/payoff/handles';
import {
  gainOf,
  legHandles,
  payoffModel,
  payoffPicture,
  readoutAt,
  USUAL_RANGE,
} from '../../../../src/renderer/panes/payoff/model';
import {
  breakEvenMarks,
  drawCurves,
  drawScales,
  plotArea,
  points,
  priceAt,
  valueAt,
} from '../../../../src/renderer/panes/payoff/picture';
import { formatGain, moneyUnit } from '../../../../src/renderer/panes/shared/hedge/money';
import { atMoneyness, future, layerOf, option } from '../../../support/hedge';
import { held, hedgeMarket, inDays } from '../../../support/hedge-market';

const SURFACE = { dynamics: 'stickyDelta', volBeta: 1, parallel: false } as const;
const SIZE = { width: 640, height: 320 };
const WISH = { view: 'book', selected: null, tick: 0.1, currency: 'USDT' } as const;

function setUp(layers: readonly Layer[], market = hedgeMarket()) {
  const exposed = [held()];
  const open = openLayers({ layers }, market, exposed);
  const book = bookOf({ surface: SURFACE }, market, exposed, open);
  return { open, book, model: payoffModel(book, USUAL_RANGE, [7, 30]) };
}
const puts = layerOf({ legs: [atMoneyness('put', 1, 0.9)], size: { by: 'contracts', count: 10 } });

describe('a payoff', () => {
  it('has every strike among its prices, so that kinks are where they are', () => {
    const { model, book } = setUp([puts]);
    const [{ legs }] = book.layers;
    expect(model.payoff.spots).toContain(legs[0].strike);
    expect([...model.payoff.spots]).toEqual([...model.payoff.spots].toSorted((a, b) => a - b));
  });

  it('of a covered book is flat below the strike at expiry', () => {
    const { model, book } = setUp([puts]);
    const pnl = gainOf(model, 'book', model.expiry!);
    const { strike } = book.layers[0].legs[0];
    const below = [...model.payoff.spots].flatMap((spot, i) => (spot <= strike ? [pnl[i]] : []));
    expect(below.length).toBeGreaterThan(20);
    expect(Math.max(...below) - Math.min(...below)).toBeLessThan(1e-6 * 600_000);
  });

  it('draws days before the last expiry only', () => {
    const { model } = setUp([puts]);
    expect(model.chosen.map(({ days }) => days)).toEqual([7]);
    expect(setUp([]).model).toMatchObject({ expiry: undefined, chosen: [] });
  });

  it('splits into its layers: they and the positions add up to the book', () => {
    const { model } = setUp([puts, layerOf({ id: 'b', legs: [future(-1)], structure: 'perpetual' })]);
    const { days, layers } = readoutAt(model, 'book', 50_000);
    const of = (id: string): number => days.find((row) => row.id === id)!.gain;
    const sum = layers.reduce((total, { gain }) => total + gain, 0);
    expect(of('unhedged') + sum).toBeCloseTo(of('expiry'), 4);
    expect(readoutAt(model, 'hedge', 50_000).days.find(({ id }) => id === 'expiry')!.gain).toBeCloseTo(sum, 4);
    expect(days.filter(({ isEstimate }) => isEstimate).map(({ id }) => id)).toEqual(['today', 'day 7']);
  });

  it('finds the price at which the book neither gains nor loses', () => {
    const { model } = setUp([puts]);
    const { breakEvens } = payoffPicture(model, WISH);
    expect(breakEvens).toHaveLength(1);
    expect(valueAt(model.payoff.spots, gainOf(model, 'book', model.expiry!), breakEvens[0])).toBeCloseTo(0, 3);
  });

  it('never draws more than four lines of layers', () => {
    const many = Array.from({ length: 7 }, (_, i) => ({ ...puts, id: `p${i}`, name: `Puts ${i}` }));
    const { curves } = payoffPicture(setUp(many).model, { ...WISH, view: 'layers' });
    expect(curves.map(({ words }) => words)).toEqual(['4 others', 'Puts 2', 'Puts 1', 'Puts 0']);
    expect(curves[0].pnl[0]).toBeCloseTo(4 * curves[1].pnl[0], 6);
  });

  it('is printed in a unit that a change of a layer leaves as it is', () => {
    const unit = (layers: readonly Layer[]) => payoffPicture(setUp(layers).model, WISH).unit.words;
    expect(unit([puts])).toBe('thousand USDT');
    expect(unit([{ ...puts, size: { by: 'contracts', count: 9.99 } }])).toBe('thousand USDT');
    expect(moneyUnit(150, 'USD')).toMatchObject({ words: 'USD', decimals: 2 });
    expect(formatGain(-1_204_600, moneyUnit(3e6, 'USD'))).toBe('\u22121,205');
    expect(formatGain(NaN, moneyUnit(3e6, 'USD'))).toBe('unknown');
  });

  it('can be had as a file with every digit', () => {
    const { model } = setUp([puts]);
    const picture = payoffPicture(model, WISH);
    const [head, ...rows] = payoffGrid(picture);
    expect(head[0]).toBe('price');
    expect(rows).toHaveLength(model.payoff.spots.length);
    expect(Number(rows[3][1])).toBe(picture.curves[0].pnl[3]);
  });
});

describe('the picture', () => {
  const { model } = setUp([puts]);
  const picture = payoffPicture(model, WISH);
  const area = plotArea(picture, SIZE);

  it('has zero on its vertical scale and every curve between its ends', () => {
    expect(area.y(0)).toBeGreaterThan(area.top);
    expect(area.y(0)).toBeLessThan(area.bottom);
    for (const { pnl } of picture.curves)
      for (const value of pnl) {
        expect(area.y(value)).toBeGreaterThanOrEqual(area.top);
        expect(area.y(value)).toBeLessThanOrEqual(area.bottom);
      }
  });

  it('keeps its scales while a strike moves a little', () => {
    const moved = setUp([{ ...puts, legs: [atMoneyness('put', 1, 0.905)] }]).model;
    expect(plotArea(payoffPicture(moved, WISH), SIZE).key).toBe(area.key);
  });

  it('writes a break-even where its curve does not go: under a rise, over a fall that has no room at its left', () => {
    const { left, right } = area;
    const marks = (rises: boolean, price: number) =>
      breakEvenMarks(
        { ...picture, breakEvens: [price], curves: picture.curves.map((curve) => ({ ...curve, pnl: curve.pnl.map((_, i) => (picture.prices[i]! > price === rises ? 1 : -1)) })) },
        area,
      )[0]!; // prettier-ignore
    const near = priceAt(area, picture, left + 10);
    expect(marks(true, near).middle).toBeGreaterThan(area.y(0));
    expect(marks(false, near).middle).toBeLessThan(area.y(0));
    const middle = priceAt(area, picture, (left + right) / 2);
    const fall = marks(false, middle);
    expect(fall.middle).toBeGreaterThan(area.y(0));
    expect(fall.from).toBeLessThan(fall.x - 50);
    expect(marks(true, middle).from).toBeGreaterThan(fall.x);
  });

  it('reads the price under a place, and no farther than its ends', () => {
    expect(priceAt(area, picture, area.x(50_000))).toBeCloseTo(50_000, 6);
    expect(priceAt(area, picture, -100)).toBe(picture.prices[0]);
    expect(valueAt(picture.prices, picture.curves[0].pnl, picture.prices[0] - 1)).toBeNaN();
  });

  it('prints no label outside and every curve once', () => {
    const texts = drawScales(picture, area).filter((shape) => shape.kind === 'text');
    for (const { y } of texts) expect(y).toBeLessThan(SIZE.height);
    const curves = drawCurves(picture, area);
    expect(curves.filter((shape) => shape.kind === 'points' && shape.stroke !== undefined)).toHaveLength(
      picture.curves.length,
    );
  });

  it('colours gains above zero and losses below it, also where the curve is one straight line', () => {
    const bare = payoffPicture(setUp([]).model, WISH);
    const own = plotArea(bare, SIZE);
    const fills = drawCurves(bare, own).filter((shape) => shape.kind === 'points' && shape.fill !== undefined);
    const now = own.x(bare.now);
    for (const shape of fills) {
      if (shape.kind !== 'points') continue;
      const off = shape.points.filter(([, y]) => Math.abs(y - own.y(0)) > 0.5);
      expect(off.length).toBeGreaterThan(0);
      for (const [x] of off) expect(shape.fill === 'longFill' ? x > now : x < now).toBe(true);
      expect(shape.points.some(([x]) => Math.abs(x - now) < 0.5)).toBe(true);
    }
    expect(fills).toHaveLength(2);
  });

  it('leaves out what lies on a line, and nothing that is seen', () => {
    const scale = { x: area.x, y: area.y };
    const straight = points(picture.prices, picture.prices.map((price) => 10 * (price - 60_000)), scale); // prettier-ignore
    expect(straight).toHaveLength(2);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3e5, max: 3e5, noNaN: true }), { minLength: 3, maxLength: 60 }),
        (values) => {
          const prices = Float64Array.from(values, (_, i) => 40_000 + i * 500);
          const kept = points(prices, Float64Array.from(values), scale);
          values.forEach((value, i) => {
            const x = area.x(prices[i]);
            const after = kept.findIndex(([px]) => px >= x - 1e-9);
            const [b, a] = [kept[after], kept[Math.max(0, after - 1)]];
            const share = b[0] === a[0] ? 0 : (x - a[0]) / (b[0] - a[0]);
            expect(Math.abs(a[1] + share * (b[1] - a[1]) - area.y(value))).toBeLessThanOrEqual(0.1 + 1e-6);
          });
        },
      ),
    );
  });
});

describe('strikes as handles', () => {
  it('are those of what is switched on, with what a drag has to know', () => {
    const ladder = { ...puts, id: 'l', tenor: { ...puts.tenor, targets: [30, 60] } };
    const off = { ...puts, id: 'off', enabled: false };
    const onIndex = layerOf({ id: 'v', legs: [option('call', 1, 0.3, 'volatility')] });
    const { open, book } = setUp([ladder, off, onIndex]);
    const handles = legHandles(open, book);
    expect(handles.map(({ place }) => place.layer)).toEqual(['l', 'l']);
    for (const { strike, forward } of handles) expect(strike / forward).toBeCloseTo(0.9, 9);
    expect(handles[0].forward).not.toBe(handles[1].forward);
  });

  it('follow the listed strikes where there are any', () => {
    const strikes = Float64Array.of(50_000, 55_000, 60_000);
    const market = hedgeMarket({ listed: [{ expiry: inDays(28), forward: 60_400, strikes }] });
    const { open, book } = setUp([puts], market);
    const [handle] = legHandles(open, book);
    expect(handle).toMatchObject({ strike: 55_000, strikes });
    expect(handle.forward).toBeCloseTo(60_400, 6);
    expect(snappedStrike(strikes, 58_000, 60_400)).toBe(60_000);
    expect(steppedStrike(strikes, 55_000, 1, 60_400)).toBe(60_000);
    expect(steppedStrike(strikes, 55_000, 10, 60_400)).toBe(60_000);
    expect(steppedStrike(strikes, 55_000, -10, 60_400)).toBe(50_000);
  });

  it('move by round steps where any strike can be had', () => {
    expect([112_774, 60_000, 3_842, 18, 0.52].map(strikeStep).map((step) => Number(step.toPrecision(3)))).toEqual([500, 200, 20, 0.1, 0.002]); // prettier-ignore
    expect(steppedStrike([], 54_120, 1, 60_000)).toBe(54_400);
    expect(steppedStrike([], 100, -10, 60_000)).toBe(200);
  });

  it('stack upwards where they would lie on one another', () => {
    const at = (strike: number) => ({ key: String(strike), strike });
    const placed = placeHandles([104, 98, 100, 101].map(at), (price) => price * 4);
    expect(placed.map(({ handle, level }) => [handle.strike, level])).toEqual([[98, 0], [100, 1], [101, 2], [104, 0]]); // prettier-ignore
  });
});
