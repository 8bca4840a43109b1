import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainsOf, type HedgeBook } from '#core/hedge/book';
import { marginOf } from '#core/hedge/book-margin';
import { NO_SHIFT } from '#core/hedge/leg-gains';
import { volatilityForward, volatilityVol, type HeldLeg, type HedgeMarket } from '#core/hedge/market';
import { breakEvens, lastExpiryDays, payoffOf } from '#core/hedge/payoff';
import { quoteOf } from '#core/hedge/pricing';
import { legTable, scenarioGrid } from '#core/hedge/scenario';
import { levelMove } from '#core/hedge/surface';
import type { SurfaceRule } from '#core/hedge/types';
import { black76 } from '#core/options/black76';
import { held, hedgeMarket, inDays } from '../../support/hedge-market';

const ratio = fc.double({ min: 0.4, max: 2, noNaN: true });
const surface: fc.Arbitrary<SurfaceRule> = fc.record({
  dynamics: fc.constantFrom('stickyStrike', 'stickyDelta', 'volBeta'),
  volBeta: fc.double({ min: 0, max: 3, noNaN: true }),
  parallel: fc.boolean(),
});
const market = fc
  .record({
    spot: fc.double({ min: 50, max: 1e5, noNaN: true }),
    carry: fc.double({ min: -0.1, max: 0.3, noNaN: true }),
  })
  .map((change) => hedgeMarket(change));

interface Draft {
  readonly on: 'asset' | 'volatility';
  readonly kind: 'put' | 'call' | 'future';
  readonly quantity: number;
  readonly moneyness: number;
  readonly days: number;
}
const draft: fc.Arbitrary<Draft> = fc.record({
  on: fc.constantFrom('asset', 'asset', 'asset', 'volatility'),
  kind: fc.constantFrom('put', 'call', 'future'),
  quantity: fc.double({ min: -5, max: 5, noNaN: true }),
  moneyness: ratio,
  days: fc.integer({ min: 1, max: 300 }),
});
const onAsset = draft.map((one): Draft => ({ ...one, on: 'asset' }));

function legOf(draft: Draft, market: HedgeMarket): HeldLeg {
  const { on, kind, quantity, moneyness, days } = draft;
  const base = on === 'asset' ? market.spot : market.volatility!.level;
  const leg = {
    on,
    kind,
    quantity,
    strike: kind === 'future' ? NaN : base * moneyness,
    expiry: inDays(days),
    entry: 0,
  };
  return { ...leg, entry: quoteOf(market, leg).price };
}

function bookWith(market: HedgeMarket, surface: SurfaceRule, drafts: readonly Draft[], quantity = 3): HedgeBook {
  const legs = drafts.map((one) => legOf(one, market));
  return { market, surface, positions: [held({ quantity }, market.spot, 1.2)], layers: [{ id: 'a', name: 'A', legs }] };
}

const books = (legs = fc.array(draft, { maxLength: 6 })): fc.Arbitrary<HedgeBook> =>
  fc.tuple(market, surface, legs).map(([m, rule, drafts]) => bookWith(m, rule, drafts));
const shifts = fc.record({ vol: ratio, days: fc.double({ min: 0, max: 200, noNaN: true }) });
const moves = fc.array(ratio, { minLength: 1, maxLength: 7 }).map((all) => Float64Array.from(all));
/** Of one coin, so that tolerances scale. */
function near(a: number, b: number, scale: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * scale);
}
const scaleOf = ({ market: { spot } }: HedgeBook): number => 50 * spot;

/** One leg valued as the surface is defined, one strike at a time. */
function naive(leg: HeldLeg, { market, surface: rule }: HedgeBook, move: number, vol: number, days: number): number {
  const tau = (leg.expiry - market.t) / 86_400_000 / 365 - days / 365;
  const change = { spot: move, vol };
  if (leg.on === 'volatility') {
    const index = { ...market.volatility!, level: market.volatility!.level * levelMove(rule, change) };
    const forward = volatilityForward(index, Math.max(0, tau));
    if (leg.kind === 'future') return forward;
    if (tau <= 0) return Math.max(0, leg.kind === 'call' ? forward - leg.strike : leg.strike - forward);
    return black76(leg.kind, forward, leg.strike, tau, 0, volatilityVol(index, tau)).price;
  }
  const spot = market.spot * move;
  const forward = spot * Math.exp(market.carry * Math.max(0, tau));
  if (leg.kind === 'future') return forward;
  if (tau <= 0) return Math.max(0, leg.kind === 'call' ? spot - leg.strike : leg.strike - spot);
  return black76(leg.kind, forward, leg.strike, tau, 0, market.surface.vol(leg.strike / forward, tau, rule, change))
    .price;
}

describe('a book', () => {
  it('is worth what its parts are worth one by one', () =>
    fc.assert(
      fc.property(books(), moves, shifts, (book, at, shift) => {
        const { total, unhedged } = gainsOf(book, at, shift);
        at.forEach((move, i) => {
          const bare = 3 * book.market.spot * (move ** 1.2 - 1);
          near(unhedged[i]!, bare, scaleOf(book));
          const legs = book.layers[0]!.legs.reduce((sum, leg) => sum + leg.quantity * (naive(leg, book, move, shift.vol, shift.days) - leg.entry), 0); // prettier-ignore
          near(total[i]!, bare + legs, scaleOf(book));
        });
      }),
      { numRuns: 300 },
    ));

  it('gains nothing where nothing happens', () =>
    fc.assert(
      fc.property(books(), (book) => near(gainsOf(book, Float64Array.of(1), NO_SHIFT).total[0]!, 0, scaleOf(book))),
    ));

  it('takes a leg of no quantity for nothing, even one without a price', () =>
    fc.assert(
      fc.property(books(), moves, shifts, (book, at, shift) => {
        const nothing: HeldLeg = { on: 'asset', kind: 'put', quantity: 0, strike: NaN, expiry: inDays(30), entry: NaN };
        const more = { ...book, layers: [...book.layers, { id: 'b', name: 'B', legs: [nothing] }] };
        expect(gainsOf(more, at, shift)).toEqual(gainsOf(book, at, shift));
      }),
    ));

  it('pays at the last expiry what its options are worth in the money', () =>
    fc.assert(
      fc.property(books(fc.array(onAsset, { minLength: 1, maxLength: 6 })), moves, (book, at) => {
        const spots = at.map((move) => move * book.market.spot);
        const { layers } = payoffOf(book, spots, [lastExpiryDays(book) + 1e-9]);
        spots.forEach((spot, i) => {
          const paid = book.layers[0]!.legs.reduce((sum, { kind, strike, quantity, entry }) => {
            const value = kind === 'future' ? spot : Math.max(0, kind === 'call' ? spot - strike : strike - spot);
            return sum + quantity * (value - entry);
          }, 0);
          near(layers[0]![0]![i]!, paid, scaleOf(book));
        });
      }),
    ));

  it('adds up: layers and positions to the total, at every day', () =>
    fc.assert(
      fc.property(books(), moves, shifts, (book, at, { days, vol }) => {
        const spots = at.map((move) => move * book.market.spot);
        const payoff = payoffOf(book, spots, [0, days], vol);
        [0, days].forEach((day, d) => {
          const { total } = gainsOf(book, spots.map((spot) => spot / book.market.spot), { vol, days: day }); // prettier-ignore
          total.forEach((gain, i) => {
            near(payoff.total[d]![i]!, gain, scaleOf(book));
            near(payoff.unhedged[d]![i]! + payoff.layers[0]![d]![i]!, gain, scaleOf(book));
          });
        });
      }),
    ));

  it('scales with the unit of money and with what is held', () =>
    fc.assert(
      fc.property(surface, fc.array(onAsset, { maxLength: 4 }), moves, shifts, ratio, (rule, drafts, at, shift, k) => {
        const gains = (spot: number, times: number): Float64Array => {
          const own = hedgeMarket({ spot });
          const legs = drafts.map((one) => ({ ...one, quantity: one.quantity * times }));
          return gainsOf(bookWith(own, rule, legs, 3 * times), at, shift).total;
        };
        const plain = gains(1_000, 1);
        gains(1_000 * k, 1).forEach((gain, i) => near(gain, k * plain[i]!, 1e5));
        gains(1_000, k).forEach((gain, i) => near(gain, k * plain[i]!, 1e5));
      }),
    ));

  it('does not depend on how the smile follows the spot while the spot stays', () =>
    fc.assert(
      fc.property(market, fc.array(draft, { maxLength: 6 }), shifts, fc.boolean(), (m, drafts, shift, parallel) => {
        const at = (dynamics: SurfaceRule['dynamics'], parallelShift = parallel): number =>
          gainsOf(bookWith(m, { dynamics, volBeta: 2, parallel: parallelShift }, drafts), Float64Array.of(1), { ...shift, vol: 1 }).total[0]!; // prettier-ignore
        near(at('stickyStrike'), at('stickyDelta'), 50 * m.spot);
        near(at('volBeta'), at('stickyDelta'), 50 * m.spot);
        near(at('stickyDelta', !parallel), at('stickyDelta'), 50 * m.spot);
      }),
    ));

  it('breaks even where it says', () =>
    fc.assert(
      fc.property(books(), shifts, (book, shift) => {
        const { spot } = book.market;
        const roots = breakEvens(book, 0.4 * spot, 2 * spot, shift);
        const { total } = gainsOf(book, roots.map((root) => root / spot), shift); // prettier-ignore
        total.forEach((gain) => near(gain, 0, scaleOf(book)));
        const ends = gainsOf(book, Float64Array.of(0.4, 2), shift).total;
        // Between a gain and a loss at the ends there is an odd number of them.
        if (ends.every((gain) => Math.abs(gain) > 1e-6 * scaleOf(book)))
          expect(roots.length % 2).toBe(ends[0]! > 0 === ends[1]! > 0 ? 0 : 1);
      }),
    ));
});

describe('a grid of scenarios', () => {
  const columns = fc.array(shifts, { minLength: 1, maxLength: 4 });

  it('has its worst cell where its gain is least, and a table that adds up to it', () =>
    fc.assert(
      fc.property(books(), moves, columns, (book, at, cols) => {
        const grid = scenarioGrid(book, at, cols);
        expect(grid.worst!.gain).toBe(Math.min(...grid.total));
        expect(grid.worstUnhedged!.gain).toBe(Math.min(...grid.unhedged));
        const rows = legTable(book, grid.worst!);
        near(rows.reduce((sum, { gain }) => sum + gain, 0), grid.worst!.gain, scaleOf(book)); // prettier-ignore
        rows.forEach(({ quantity, before, after, gain }) => near(quantity * (after - before), gain, scaleOf(book)));
      }),
    ));

  it('never grows worse by more than the premium when an option is bought', () =>
    fc.assert(
      fc.property(books(), moves, columns, onAsset, (book, at, cols, one) => {
        const kind = one.kind === 'future' ? 'put' : one.kind;
        const bought = legOf({ ...one, kind, quantity: Math.abs(one.quantity) }, book.market);
        const more = { ...book, layers: [...book.layers, { id: 'b', name: 'B', legs: [bought] }] };
        const premium = bought.quantity * bought.entry;
        expect(scenarioGrid(more, at, cols).worst!.gain).toBeGreaterThanOrEqual(scenarioGrid(book, at, cols).worst!.gain - premium - 1e-9 * scaleOf(book)); // prettier-ignore
      }),
    ));

  it('of margin asks for the loss of its worst cell', () =>
    fc.assert(
      fc.property(books(fc.array(onAsset, { minLength: 1, maxLength: 5 })), (book) => {
        const { margin, left } = marginOf(book);
        expect(left).toEqual(['Coins']);
        if (!margin) {
          expect(book.layers[0]!.legs.every(({ quantity }) => quantity === 0)).toBe(true);
          return;
        }
        expect(margin.worst.counted).toBe(Math.min(...margin.cells.map(({ counted }) => counted)));
        expect(margin.requirement).toBe(Math.max(0, -margin.worst.counted));
      }),
    ));
});
