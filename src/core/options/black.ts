import { millsRatio } from '../math/special';
import { logMoneyness, millsGap } from './normalised';
import type { OptionKind } from './types';

/**
 * What the models of Black's family share, a block of options at a time: the transcendental part. What each model makes of
 * it is plain arithmetic.
 */
export interface BlackTerms {
  /** σ√τ, never 0. Shapes (BLOCK). */
  readonly deviation: Float64Array;
  readonly d1: Float64Array;
  readonly d2: Float64Array;
  /** φ(d1). */
  readonly density: Float64Array;
  /** Φ(±d1), Φ(±d2): + for a call, − for a put, so that the small one of a tail keeps its digits. */
  readonly cdf1: Float64Array;
  readonly cdf2: Float64Array;
  /** Undiscounted value. */
  readonly value: Float64Array;
}

/** Options of a block: its terms stay in the first-level cache. */
export const BLOCK = 128;
/** For τ = 0: small enough for every limit to be reached, large enough for quotients to stay finite. */
export const LEAST_TAU = 1e-100;
const LEAST_DEVIATION = 1e-100;
/** Below, the two terms of the value cancel so far that the series pays. */
const NARROW = 0.05;
const INVERSE_ROOT_2PI = 0.3989422804014327;
/** φ is 0 beyond it. */
const BEYOND = 40;

const column = (): Float64Array => new Float64Array(BLOCK);
/** For the models' own loops: overwritten block by block. */
export const TERMS: BlackTerms = { deviation: column(), d1: column(), d2: column(), density: column(), cdf1: column(), cdf2: column(), value: column() }; // prettier-ignore

/**
 * Terms of the options [from, to) of a strip, to − from ≤ BLOCK, at index 0 of `out`.
 * At σ√τ = 0 they are those of certainty; exactly at the money, where the derivatives do not exist, they are NaN and the
 * value is 0. NaN or a negative volatility gives NaN.
 * @source Black (1976). Value and tails by Mills' ratio, the tails of both terms from one exponential: F·φ(d1) = K·φ(d2).
 */
export function fillBlackTerms(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  vols: Float64Array,
  rootTau: number,
  from: number,
  to: number,
  out: BlackTerms,
): void {
  const { deviation, d1, d2, density, cdf1, cdf2, value } = out;
  const isCall = kind === 'call';
  for (let i = from, j = 0; i < to; i++, j++) {
    const strike = strikes[i];
    const s = vols[i] * rootTau;
    if (!(s >= NARROW)) {
      fillNarrow(isCall, forward, strike, s, j, out);
      continue;
    }
    const ratio = forward / strike;
    const a = Math.log(ratio) / s + 0.5 * s;
    const b = a - s;
    const phi = INVERSE_ROOT_2PI * Math.exp(-0.5 * a * a);
    const mills1 = millsRatio(Math.abs(a));
    const mills2 = millsRatio(Math.abs(b));
    const tail1 = phi * mills1;
    const tail2 = phi * ratio * mills2;
    const up1 = a > 0 ? 1 - tail1 : tail1;
    const down1 = a > 0 ? tail1 : 1 - tail1;
    const up2 = b > 0 ? 1 - tail2 : tail2;
    const down2 = b > 0 ? tail2 : 1 - tail2;
    // Of the side out of the money. There d2 < 0 below the strike and d1 > 0 above it.
    const unit = forward * phi;
    const timeValue =
      ratio <= 1
        ? (a > 0 ? forward - unit * mills1 : unit * mills1) - unit * mills2
        : (b > 0 ? unit * mills2 : strike - unit * mills2) - unit * mills1;
    const intrinsic = isCall ? forward - strike : strike - forward;
    deviation[j] = s;
    d1[j] = a;
    d2[j] = b;
    density[j] = phi;
    cdf1[j] = isCall ? up1 : down1;
    cdf2[j] = isCall ? up2 : down2;
    value[j] = (intrinsic > 0 ? intrinsic : 0) + (timeValue < 0 ? 0 : timeValue);
  }
}

function fillNarrow(isCall: boolean, forward: number, strike: number, s: number, j: number, out: BlackTerms): void {
  const x = logMoneyness(forward, strike);
  const isKink = x === 0 && s < LEAST_DEVIATION;
  const deviation = s >= 0 && !isKink ? Math.max(s, LEAST_DEVIATION) : NaN;
  const d1 = x / deviation + 0.5 * deviation;
  const d2 = d1 - deviation;
  const density = INVERSE_ROOT_2PI * Math.exp(-0.5 * d1 * d1);
  const tail1 = density * millsRatio(Math.min(Math.abs(d1), BEYOND));
  const tail2 = density * (forward / strike) * millsRatio(Math.min(Math.abs(d2), BEYOND));
  const sign = isCall ? 1 : -1;
  const gap = millsGap(Math.min(Math.abs(x) / deviation, BEYOND), 0.5 * deviation);
  out.deviation[j] = deviation;
  out.d1[j] = d1;
  out.d2[j] = d2;
  out.density[j] = density;
  out.cdf1[j] = sign * d1 > 0 ? 1 - tail1 : tail1;
  out.cdf2[j] = sign * d2 > 0 ? 1 - tail2 : tail2;
  out.value[j] = isKink && s >= 0 ? 0 : Math.max(sign * (forward - strike), 0) + forward * density * gap;
}

/** @throws {RangeError} shapes differ, forward (or spot) not positive, τ negative, anything not finite. */
export function assertStrip(
  underlying: number,
  tau: number,
  rates: number,
  strikes: Float64Array,
  others: readonly Float64Array[],
): void {
  const n = strikes.length;
  for (const { length } of others) if (length !== n) throw new RangeError(`Shapes differ: ${n} strikes, ${length}.`);
  if (!(underlying > 0 && underlying < Infinity && tau >= 0 && Number.isFinite(tau + rates)))
    throw new RangeError(`underlying=${underlying} tau=${tau} rates=${rates}`);
}
