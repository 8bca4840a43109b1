import type { Position } from './types';

/** A position with what a simulation has to know of it. */
export interface ExposedPosition {
  readonly position: Position;
  /** Per unit at the start [quote currency]; of cash 1; of an option the mark of one unit on the surface. */
  readonly price: number;
  /** To the asset of the plan, of an option that of its underlying, before its delta; of cash 0. */
  readonly beta: number;
}

/** Worth only what they have gained since they were entered, which at the start is nothing. */
export const isLinear = ({ kind }: Pick<Position, 'kind'>): boolean => kind === 'perpetual' || kind === 'future';

/**
 * Value of the positions at the start [quote currency], to which shares of the book refer. Perpetuals and futures count nothing;
 * where the rest comes to nothing or less, it is the gross notional of all, so that a book of perpetuals alone has a size.
 */
export function bookValue(positions: readonly ExposedPosition[]): number {
  let [value, gross] = [0, 0];
  for (const { position, price } of positions) {
    const notional = position.quantity * price;
    gross += Math.abs(notional);
    if (!isLinear(position)) value += notional;
  }
  return value > 0 ? value : gross;
}
