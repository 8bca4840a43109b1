import { DAYS_PER_YEAR } from '../options/types';
import type { ExposedPosition } from './exposed';
import { asLeg } from './exposure';
import { addLegGains, type Shift } from './leg-gains';
import type { HeldLeg, HedgeMarket } from './market';
import type { OpenLayer } from './open-layer';
import type { HedgePlan, SurfaceRule } from './types';

export interface BookLayer {
  readonly id: string;
  readonly name: string;
  readonly legs: readonly HeldLeg[];
}

/** What is held at an instant, with the market that values it. */
export interface HedgeBook {
  readonly market: HedgeMarket;
  readonly surface: SurfaceRule;
  readonly positions: readonly ExposedPosition[];
  readonly layers: readonly BookLayer[];
}

export const bookOf = (
  { surface }: Pick<HedgePlan, 'surface'>,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  open: readonly OpenLayer[],
): HedgeBook => ({
  market,
  surface,
  positions,
  layers: open.map(({ layer: { id, name }, held }) => ({ id, name, legs: held })),
});

/**
 * Adds what a position gains. An option, taken to be on the asset, its value on the surface less its price; anything else
 * quantity · price · (move^beta − 1), as betas are those of log returns. A future comes down to the spot by the carry of the market.
 * @param moves spot of the asset over that of now, shape (n), each ≥ 0. @param out shape (n).
 */
export function addPositionGains(
  exposed: ExposedPosition,
  { market, surface }: HedgeBook,
  moves: Float64Array,
  shift: Shift,
  out: Float64Array,
): void {
  const leg = asLeg(exposed);
  if (leg) return addLegGains(leg, market, surface, moves, shift, out);
  const { price, beta } = exposed;
  const { kind, quantity } = exposed.position;
  if (kind === 'cash' || quantity === 0) return;
  const basis = kind === 'future' ? Math.exp((-market.carry * shift.days) / DAYS_PER_YEAR) : 1;
  for (let i = 0; i < out.length; i++) out[i] += quantity * price * (basis * (beta === 1 ? moves[i] : moves[i] ** beta) - 1);
} // prettier-ignore

/** The same of a layer. */
export function addLayerGains(
  { legs }: BookLayer,
  { market, surface }: HedgeBook,
  moves: Float64Array,
  shift: Shift,
  out: Float64Array,
): void {
  for (const leg of legs) addLegGains(leg, market, surface, moves, shift, out);
}

/** Gain of the positions, and of positions and layers together. Shapes (n) [quote currency]. */
export interface Gains {
  readonly unhedged: Float64Array;
  readonly total: Float64Array;
}

export function gainsOf(book: HedgeBook, moves: Float64Array, shift: Shift): Gains {
  const unhedged = new Float64Array(moves.length);
  for (const position of book.positions) addPositionGains(position, book, moves, shift, unhedged);
  const total = unhedged.slice();
  for (const layer of book.layers) addLayerGains(layer, book, moves, shift, total);
  return { unhedged, total };
}
