import type { HedgeBook } from './book';

/** Moves of the price, across [share]. */
export const MOVES = [-0.4, -0.3, -0.2, -0.1, -0.05, 0, 0.05, 0.1, 0.2] as const;
/** Shocks of the volatility of 30 days, down [points]. */
export const POINTS = [40, 30, 20, 10, 0, -10, -20] as const;
/** Days forward, down. */
export const DAYS = [0, 3, 7, 14, 30, 60, 90] as const;

/** A volatility is never taken below this share of itself. */
const LEAST_FACTOR = 0.05;
const MONTH = 30 / 365;

/** Factor on the volatility of 30 days that adds so many points to it. */
export const factorOf = ({ market }: HedgeBook, points: number): number =>
  Math.max(LEAST_FACTOR, 1 + points / 100 / market.surface.atm(MONTH));
