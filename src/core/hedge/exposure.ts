import { bookValue, type ExposedPosition } from './exposed';
import type { HeldLeg, HedgeMarket } from './market';
import { quoteOf } from './pricing';

/** One position as an exposure to the asset of the plan [quote currency]. */
export interface PositionExposure {
  readonly id: string;
  readonly price: number;
  /** quantity · price; of an option quantity · delta · forward; of cash nothing that moves, its amount. */
  readonly notional: number;
  readonly beta: number;
  readonly betaNotional: number;
  /** Standard error of `betaNotional`; NaN where that of the beta is not known. */
  readonly error: number;
}

export interface Exposure {
  readonly rows: readonly PositionExposure[];
  /** What shares of the book refer to. */
  readonly book: number;
  /** Σ beta · notional. @source method.md, section 5. */
  readonly betaNotional: number;
  /** Of the sum, the errors of different positions taken as independent; NaN when one is not known. */
  readonly error: number;
}

/** An option position as a leg, on the asset of the plan; undefined: no option. */
export function asLeg({ position, price }: ExposedPosition): HeldLeg | undefined {
  if (!position.option) return undefined;
  return { on: 'asset', ...position.option, quantity: position.quantity, entry: price };
}

/**
 * What the positions come to when the asset of the plan moves a little.
 * @param errors standard error of the beta of a position by its id: 0 of one set by hand, missing: not known.
 */
export function exposureOf(
  positions: readonly ExposedPosition[],
  market: HedgeMarket,
  errors: Readonly<Record<string, number>> = {},
): Exposure {
  const rows = positions.map((exposed): PositionExposure => {
    const { position, price, beta } = exposed;
    const leg = asLeg(exposed);
    const quote = leg && quoteOf(market, leg);
    const notional = position.quantity * (quote ? quote.delta * quote.forward : price);
    const error = position.kind === 'cash' ? 0 : (errors[position.id] ?? NaN) * Math.abs(notional);
    return {
      id: position.id,
      price,
      notional,
      beta,
      betaNotional: position.kind === 'cash' ? 0 : beta * notional,
      error,
    };
  });
  return {
    rows,
    book: bookValue(positions),
    betaNotional: rows.reduce((sum, row) => sum + row.betaNotional, 0),
    error: Math.hypot(...rows.map(({ error }) => error)),
  };
}
