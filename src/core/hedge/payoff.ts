import { addLayerGains, gainsOf, type HedgeBook } from './book';
import { NO_SHIFT, type Shift } from './leg-gains';
import { daysTo } from './pricing';

/** Gain of a book over prices of the asset, at days forward [quote currency]. */
export interface Payoff {
  /** Prices of the asset, shape (n). */
  readonly spots: Float64Array;
  readonly days: readonly number[];
  /** A column of shape (n) for each day. */
  readonly total: readonly Float64Array[];
  readonly unhedged: readonly Float64Array[];
  /** What each layer adds, in the order of the book: a column for each day. */
  readonly layers: readonly (readonly Float64Array[])[];
}

/**
 * Gain against now. Entered at the middle: it costs nothing to open.
 * @param spots shape (n), each ≥ 0. @param days forward, ≥ 0; past the last expiry the payoff at expiry. @param vol factor on the
 *   volatility of 30 days.
 */
export function payoffOf(book: HedgeBook, spots: Float64Array, days: readonly number[], vol = NO_SHIFT.vol): Payoff {
  const moves = spots.map((spot) => spot / book.market.spot);
  const bare: HedgeBook = { ...book, layers: [] };
  const unhedged = days.map((day) => gainsOf(bare, moves, { vol, days: day }).unhedged);
  const layers = book.layers.map((layer) =>
    days.map((day) => {
      const column = new Float64Array(moves.length);
      addLayerGains(layer, book, moves, { vol, days: day }, column);
      return column;
    }),
  );
  const total = unhedged.map((column, d) => {
    const sum = column.slice();
    for (const layer of layers) for (let i = 0; i < sum.length; i++) sum[i] += layer[d][i];
    return sum;
  });
  return { spots, days, total, unhedged, layers };
}

/** Days to the last expiry among positions and layers; 0 without one. */
export function lastExpiryDays({ market, positions, layers }: HedgeBook): number {
  const expiries = [
    ...positions.flatMap(({ position }) => (position.option ? [position.option.expiry] : [])),
    ...layers.flatMap(({ legs }) => legs.map(({ expiry }) => expiry)),
  ].filter((expiry) => expiry < Infinity);
  return Math.max(0, ...expiries.map((expiry) => daysTo(market, expiry)));
}

const STEPS = 400;
const HALVINGS = 60;
/** Of the largest gain or loss in view: less counts as nothing, so that rounding makes no roots. */
const ROUNDING = 1e-9;

/**
 * Prices of the asset in a range at which the book neither gains nor loses, ascending. Looked for on 400 even steps and at every strike;
 * two between the same neighbours are missed, and where the gain is 0 over a stretch none is given but those at its ends where the sign
 * changes.
 */
export function breakEvens(book: HedgeBook, from: number, to: number, shift: Shift): Float64Array {
  const places = Float64Array.from(
    [
      ...Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS),
      ...strikesIn(book, from, to),
    ].sort((a, b) => a - b),
  );
  const at = (spots: Float64Array): Float64Array => gainsOf(book, spots.map((s) => s / book.market.spot), shift).total; // prettier-ignore
  const gains = at(places);
  const scale = gains.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0);
  const roots: number[] = [];
  let last = -1;
  for (let i = 0; i < places.length; i++) {
    if (!(Math.abs(gains[i]) > ROUNDING * scale)) continue;
    if (last >= 0 && gains[i] > 0 !== gains[last] > 0) {
      let [lo, hi] = [places[last], places[i]];
      for (let h = 0; h < HALVINGS; h++) {
        const middle = (lo + hi) / 2;
        if (at(Float64Array.of(middle))[0] > 0 === gains[last] > 0) lo = middle;
        else hi = middle;
      }
      roots.push((lo + hi) / 2);
    }
    last = i;
  }
  return Float64Array.from(roots);
}

function strikesIn({ positions, layers }: HedgeBook, from: number, to: number): number[] {
  return [
    ...positions.flatMap(({ position }) => (position.option ? [position.option.strike] : [])),
    ...layers.flatMap(({ legs }) => legs.flatMap(({ on, strike }) => (on === 'asset' ? [strike] : []))),
  ].filter((strike) => strike > from && strike < to);
}
