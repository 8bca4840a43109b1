import { sviVariance, type Svi } from './svi';

/** An SVI slice and where its quotes lie. */
export interface SmileSlice {
  readonly svi: Svi;
  /** Years to expiry. */
  readonly tau: number;
  /** Lowest and highest log-moneyness quoted. */
  readonly kMin: number;
  readonly kMax: number;
}

/** The worst place of a check. */
export interface Violation {
  /** log(strike / forward); ±Infinity for a wing that is too steep. */
  readonly k: number;
  /** Whether quotes lie on both sides of it; false: only the extrapolation of the fit fails there. */
  readonly quoted: boolean;
  /** How much is missing: −g for a butterfly, total variance for a calendar; > 0. */
  readonly depth: number;
}

const STEPS = 400;
/** The grid reaches this many deviations at the money beyond the quotes. */
const REACH = 4;
/** Lee's bound of the slope of total variance at either end. */
const STEEPEST = 2;
const ROUNDING = 1e-12;

/**
 * Gatheral's g: the risk-neutral density at k has its sign. NaN where total variance is not positive.
 * @source Gatheral, Jacquier (2014) "Arbitrage-free SVI volatility surfaces", equation 2.1.
 */
export function butterflyG(svi: Svi, k: number): number {
  const w = sviVariance(svi, k);
  if (!(w > 0)) return NaN;
  const x = k - svi.m;
  const root = Math.sqrt(x * x + svi.sigma * svi.sigma);
  const first = svi.b * (svi.rho + x / root);
  const second = (svi.b * svi.sigma * svi.sigma) / root ** 3;
  return (1 - (k * first) / (2 * w)) ** 2 - ((first * first) / 4) * (1 / w + 1 / 4) + second / 2;
}

/** Log-moneyness on which a slice is looked at: its quotes and a few deviations more, its vertex among them. */
function gridOf({ svi, kMin, kMax }: SmileSlice): Float64Array {
  const reach = REACH * Math.sqrt(Math.max(0, sviVariance(svi, 0)));
  const [from, to] = [Math.min(kMin, 0) - reach, Math.max(kMax, 0) + reach];
  const grid = Float64Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  // A vertex narrower than a step would hide between two points.
  const near = [-2, -1, -0.5, 0, 0.5, 1, 2].map((share) => svi.m + share * svi.sigma);
  return Float64Array.from([...grid, ...near.filter((k) => k >= from && k <= to)]).sort();
}

const isQuoted = ({ kMin, kMax }: SmileSlice, k: number): boolean => k >= kMin && k <= kMax;

/**
 * Butterfly arbitrage of a slice: the deepest g(k) < 0, or a wing steeper than 2.
 * @returns undefined: there is none on the grid.
 */
export function butterflyViolation(slice: SmileSlice): Violation | undefined {
  const { svi } = slice;
  let worst: Violation | undefined;
  for (const k of gridOf(slice)) {
    const g = butterflyG(svi, k);
    const depth = Number.isNaN(g) ? Infinity : -g;
    if (depth > (worst?.depth ?? ROUNDING)) worst = { k, quoted: isQuoted(slice, k), depth };
  }
  for (const side of [-1, 1]) {
    const depth = svi.b * (1 + side * svi.rho) - STEEPEST;
    if (depth > (worst?.depth ?? ROUNDING)) worst = { k: side * Infinity, quoted: false, depth };
  }
  return worst;
}

/**
 * Calendar arbitrage between two expiries: where the total variance of the later one lies farthest below that of the earlier one at
 * equal log-moneyness. A place that both quote wins over one that only the fits reach.
 * @returns undefined: there is none on the grid.
 */
export function calendarViolation(earlier: SmileSlice, later: SmileSlice): Violation | undefined {
  let worst: Violation | undefined;
  for (const slice of [earlier, later])
    for (const k of gridOf(slice)) {
      const before = sviVariance(earlier.svi, k);
      const depth = before - sviVariance(later.svi, k);
      if (!(depth > ROUNDING + 1e-9 * Math.abs(before))) continue;
      const quoted = isQuoted(earlier, k) && isQuoted(later, k);
      if (!worst || Number(quoted) - Number(worst.quoted) > 0 || (quoted === worst.quoted && depth > worst.depth))
        worst = { k, quoted, depth };
    }
  return worst;
}
