import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import { moneynessAtDelta, type Smile } from './smile';
import { sviVariance, type Svi } from './svi';

/** Volatilities of one tenor at the money and at 25 delta [1/√yr]; NaN where there is none. */
export interface Wings {
  /** Years. */
  readonly tau: number;
  /** At the forward. */
  readonly atm: number;
  /** At a forward delta of 0.25 of the call, and −0.25 of the put. */
  readonly call25: number;
  readonly put25: number;
  /** call25 − put25. */
  readonly riskReversal: number;
  /** (call25 + put25) / 2 − atm. */
  readonly butterfly: number;
  /** A 25-delta strike lies beyond the quotes: the wings there are the fit's, not the market's. */
  readonly extrapolated: boolean;
  /** A slice that it is made of fails an arbitrage check. */
  readonly flagged: boolean;
}

/** Constant maturities [days]. */
export const MATURITIES = [7, 30, 90, 180] as const;
const YEARS_PER_DAY = MS_PER_DAY / MS_PER_YEAR;
const DELTA = 0.25;

const wingsFrom = (tau: number, [atm, call25, put25]: readonly [number, number, number], extrapolated: boolean, flagged: boolean): Wings => ({ tau, atm, call25, put25, riskReversal: call25 - put25, butterfly: (call25 + put25) / 2 - atm, extrapolated, flagged }); // prettier-ignore

/** Of a slice alone, without quotes. @param flags what is known of it beside. */
export function wingsOfSlice(
  svi: Svi,
  tau: number,
  flags: { readonly isFlagged: boolean; readonly k?: Float64Array },
): Wings {
  const volatility = (x: number): number => Math.sqrt(sviVariance(svi, x) / tau);
  const call = moneynessAtDelta(svi, DELTA);
  const put = moneynessAtDelta(svi, 1 - DELTA);
  const { k, isFlagged } = flags;
  const extrapolated = k !== undefined && !(put >= k[0] && call <= k[k.length - 1]);
  return wingsFrom(tau, [volatility(0), volatility(call), volatility(put)], extrapolated, isFlagged); // prettier-ignore
}

/** @returns undefined: the expiry has no fit. */
export function wingsOf({ ladder: { tau }, quotes: { k }, fit, butterfly, calendar }: Smile): Wings | undefined {
  return fit && wingsOfSlice(fit.svi, tau, { isFlagged: Boolean(butterfly ?? calendar), k });
}

/**
 * Volatilities at a constant maturity: total variance linear in time between the two expiries around it, each of the three points
 * by itself. Nothing is extrapolated: outside the expiries all is NaN.
 * @param expiries ascending by tau. @param tau years, > 0.
 * @source method.md, section 4. Linear total variance at equal delta, as the CBOE interpolates variance in time.
 */
export function wingsAt(expiries: readonly Wings[], tau: number): Wings {
  const after = expiries.findIndex((one) => one.tau >= tau);
  const right = expiries[after];
  const left = right?.tau === tau ? right : expiries[after - 1];
  if (!left || !right) return wingsFrom(tau, [NaN, NaN, NaN], false, false);
  const share = right === left ? 0 : (tau - left.tau) / (right.tau - left.tau);
  const between = (pick: (wings: Wings) => number): number => {
    const variance = (1 - share) * pick(left) ** 2 * left.tau + share * pick(right) ** 2 * right.tau;
    return Math.sqrt(variance / tau);
  };
  return wingsFrom(
    tau,
    [between((w) => w.atm), between((w) => w.call25), between((w) => w.put25)],
    left.extrapolated || right.extrapolated,
    left.flagged || right.flagged,
  );
}

/** A step of the term structure. */
export interface Slope {
  readonly front: number;
  readonly back: number;
  /** IV(front) / IV(back) − 1 at the money; > 0 is inverted. */
  readonly value: number;
}

export interface Surface {
  /** One for each expiry that has a fit, ascending. */
  readonly expiries: readonly Wings[];
  /** At the maturities asked for. */
  readonly maturities: readonly Wings[];
  /** Between neighbouring maturities [days]. */
  readonly slopes: readonly Slope[];
}

/** @param days maturities, ascending. */
export function surfaceOf(smiles: readonly Smile[], days: readonly number[] = MATURITIES): Surface {
  const expiries = smiles.map(wingsOf).filter((wings) => wings !== undefined);
  const maturities = days.map((d) => wingsAt(expiries, d * YEARS_PER_DAY));
  const slopes = days.slice(1).map((back, i) => ({ front: days[i], back, value: maturities[i].atm / maturities[i + 1].atm - 1 })); // prettier-ignore
  return { expiries, maturities, slopes };
}
