import type { HedgeMarket } from './market';
import { VolSurface, type Slice } from './surface';

/** A market as plain data, to be sent to another thread. */
export interface HedgeMarketData extends Omit<HedgeMarket, 'surface'> {
  readonly slices: readonly Slice[];
  /** The slices are a shape put on the level of an index. */
  readonly modelled: boolean;
}

/** @throws {RangeError} no slice has a positive variance. */
export function toHedgeMarket({ slices, modelled, ...market }: HedgeMarketData): HedgeMarket {
  return { ...market, surface: VolSurface.of(slices, modelled) };
}
