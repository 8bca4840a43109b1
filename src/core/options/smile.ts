import { normCdf, normQuantile } from '../math/special';
import { butterflyViolation, calendarViolation, type SmileSlice, type Violation } from './arbitrage';
import { impliedForward, type ChainSnapshot, type ImpliedForward, type Ladder } from './chain';
import { smileQuotes, type QuoteFilter, type SmileQuotes } from './smile-quotes';
import { fitSvi, sviVariance, type Svi, type SviFit } from './svi';

/** One expiry of a chain: its forward, what is quoted, the fit, and what is wrong with it. */
export interface Smile {
  readonly ladder: Ladder;
  readonly forward: ImpliedForward;
  readonly quotes: SmileQuotes;
  /** Undefined: fewer quotes than the fit has parameters. */
  readonly fit: SviFit | undefined;
  readonly butterfly: Violation | undefined;
  /** Against the nearest earlier expiry that has a fit. */
  readonly calendar: Violation | undefined;
}

/** Fits every expiry of a snapshot that has a forward; a slice that fails a check is kept and says so. */
export function smilesOf({ ladders }: Pick<ChainSnapshot, 'ladders'>, filter?: QuoteFilter): Smile[] {
  // prettier-ignore
  const smiles: Smile[] = [];
  let earlier: SmileSlice | undefined;
  for (const ladder of ladders) {
    const forward = impliedForward(ladder);
    if (!forward) continue;
    const quotes = smileQuotes(ladder, forward.value, filter);
    const fit = fitSvi(quotes, ladder.tau);
    const slice: SmileSlice | undefined = fit && {
      svi: fit.svi,
      tau: ladder.tau,
      kMin: quotes.k[0],
      kMax: quotes.k[quotes.k.length - 1],
    };
    const butterfly = slice && butterflyViolation(slice);
    const calendar = slice && earlier && calendarViolation(earlier, slice);
    smiles.push({ ladder, forward, quotes, fit, butterfly, calendar });
    earlier = slice ?? earlier;
  }
  return smiles;
}

const WIDEST_DEVIATIONS = 30;
const HALVINGS = 80;

/**
 * Log-moneyness at which a smile has a given delta.
 * @param delta undiscounted forward delta N(d1) of a call, in (0, 1); a put of delta −0.25 lies where the call has 0.75.
 * @returns NaN where the smile reaches no such strike within 30 deviations, or total variance is not positive on the way.
 */
export function moneynessAtDelta(svi: Svi, delta: number): number {
  const wanted = normQuantile(delta);
  const above = (k: number): number => {
    const s = Math.sqrt(sviVariance(svi, k));
    return s > 0 ? s / 2 - k / s - wanted : NaN;
  };
  const step = Math.sqrt(sviVariance(svi, 0));
  let [lo, hi] = [0, 0];
  const direction = above(0) > 0 ? 1 : -1;
  for (let i = 1; i <= WIDEST_DEVIATIONS; i++) {
    const next = direction * i * step;
    const value = above(next);
    if (Number.isNaN(value)) return NaN;
    if (direction > 0) [lo, hi] = [hi, next];
    else [lo, hi] = [next, lo];
    if (value > 0 !== direction > 0) break;
    if (i === WIDEST_DEVIATIONS) return NaN;
  }
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (lo + hi) / 2;
    if (above(middle) > 0) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}

/**
 * Risk-neutral probability that the price at expiry is above F·e^k: −∂C/∂K of the undiscounted call, the slope of the smile included.
 * NaN where total variance is not positive; outside [0, 1] only where the slice fails its butterfly check.
 */
export function probabilityAbove(svi: Svi, k: number): number {
  const s = Math.sqrt(sviVariance(svi, k));
  const x = k - svi.m;
  const slope = svi.b * (svi.rho + x / Math.sqrt(x * x + svi.sigma * svi.sigma));
  const d2 = -k / s - s / 2;
  const density = Math.exp(-0.5 * d2 * d2) / Math.sqrt(2 * Math.PI);
  return normCdf(d2) - (density * slope) / (2 * s);
}

/** Forward delta N(d1) of the call at F·e^k; the put's is one less. */
export function callDelta(svi: Svi, k: number): number {
  const s = Math.sqrt(sviVariance(svi, k));
  return normCdf(s / 2 - k / s);
}
