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
  /** Mills' ratios of |d1| and |d2|. */
  readonly mills1: Float64Array;
  readonly mills2: Float64Array;
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
/** Below, the rounding of forward / strike counts. */
const NARROWEST = 0.005;
const INVERSE_ROOT_2PI = 0.3989422804014327;
/** φ is 0 beyond it. */
const BEYOND = 40;

const column = (): Float64Array => new Float64Array(BLOCK);
/** For the models' own loops: overwritten block by block. */
export const TERMS: BlackTerms = { deviation: column(), d1: column(), d2: column(), density: column(), mills1: column(), mills2: column(), cdf1: column(), cdf2: column(), value: column() }; // prettier-ignore

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
  const n = to - from;
  const { deviation, d1, d2, density, mills1, mills2 } = out;
  let narrow = 0;
  // One transcendental a loop: each keeps its constants in registers, which takes a third less time than one loop for all.
  for (let j = 0; j < n; j++) {
    const s = vols[from + j] * rootTau;
    const a = Math.log(forward / strikes[from + j]) / s + 0.5 * s;
    if (!(s >= NARROW)) narrow++;
    deviation[j] = s;
    d1[j] = a;
    d2[j] = a - s;
  }
  fillDensity(d1, n, density);
  for (let j = 0; j < n; j++) mills1[j] = millsRatio(Math.abs(d1[j]));
  for (let j = 0; j < n; j++) mills2[j] = millsRatio(Math.abs(d2[j]));
  combine(kind === 'call', forward, strikes, from, n, out);
  for (let j = 0; narrow > 0; j++) {
    const s = deviation[j];
    if (s >= NARROW) continue;
    narrow--;
    if (s >= NARROWEST) refineValue(kind === 'call', forward, strikes[from + j], j, out);
    else fillNarrowest(kind === 'call', forward, strikes[from + j], s, j, out);
  }
}

// 2^(i/32) and 2^(i − 1100).
const FRACTIONS = Float64Array.from({ length: 32 }, (_, i) => 2 ** (i / 32));
const POWERS = Float64Array.from({ length: 1_101 }, (_, i) => 2 ** (i - 1_100));
/** Added and taken away again, it rounds to a whole number. */
const ROUNDER = 6_755_399_441_055_744;
const LEAST_EXPONENT = -745;

/** φ(z), in less than half the time of Math.exp. @source Tang (1989): e^y = 2^(k/32)·e^r, |r| ≤ ln 2/64. */
function fillDensity(z: Float64Array, n: number, out: Float64Array): void {
  for (let j = 0; j < n; j++) {
    const y = Math.max(-0.5 * z[j] * z[j], LEAST_EXPONENT);
    const k = y * (32 * Math.LOG2E) + ROUNDER - ROUNDER;
    const r = y - k * (0.6931471803691238 / 32) - k * (1.9082149292705877e-10 / 32); // ln 2 in two parts, so that k·ln 2 is exact
    const tail = r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
    const whole = k | 0;
    out[j] = INVERSE_ROOT_2PI * (1 + (r + tail)) * FRACTIONS[whole & 31] * POWERS[(whole >> 5) + 1_100];
  }
}

/** The value of an option whose two terms cancel. */
function refineValue(
  isCall: boolean,
  forward: number,
  strike: number,
  j: number,
  { deviation, d1, density, value }: BlackTerms,
): void {
  const half = 0.5 * deviation[j];
  const intrinsic = isCall ? forward - strike : strike - forward;
  value[j] = Math.max(intrinsic, 0) + forward * density[j] * millsGap(Math.abs(d1[j] - half), half);
}

/** Tails and values from densities and Mills' ratios. */
function combine(
  isCall: boolean,
  forward: number,
  strikes: Float64Array,
  from: number,
  n: number,
  out: BlackTerms,
): void {
  const { d1, d2, density, mills1, mills2, cdf1, cdf2, value } = out;
  for (let j = 0; j < n; j++) {
    const strike = strikes[from + j];
    const hasUp1 = d1[j] > 0;
    const hasUp2 = d2[j] > 0;
    const tail1 = density[j] * mills1[j];
    const far1 = forward * tail1;
    const far2 = forward * density[j] * mills2[j];
    const tail2 = far2 / strike;
    cdf1[j] = hasUp1 === isCall ? 1 - tail1 : tail1;
    cdf2[j] = hasUp2 === isCall ? 1 - tail2 : tail2;
    // Of the side out of the money. There d2 < 0 below the strike and d1 > 0 above it.
    const timeValue =
      forward <= strike ? (hasUp1 ? forward - far1 : far1) - far2 : (hasUp2 ? far2 : strike - far2) - far1;
    const intrinsic = isCall ? forward - strike : strike - forward;
    value[j] = (intrinsic > 0 ? intrinsic : 0) + (timeValue < 0 ? 0 : timeValue);
  }
}

/** With moneyness to the last digit, down to no deviation at all. */
function fillNarrowest(isCall: boolean, forward: number, strike: number, s: number, j: number, out: BlackTerms): void {
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

/** Undiscounted values of a strip, each times `scale`: all that the models of Black's family differ in when greeks are not asked for. */
export function fillValues(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  vols: Float64Array,
  scale: number,
  out: Float64Array,
): Float64Array {
  const n = strikes.length;
  const root = Math.sqrt(tau);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    fillBlackTerms(kind, forward, strikes, vols, root, from, to, TERMS);
    for (let i = from, j = 0; i < to; i++, j++) out[i] = scale * TERMS.value[j];
  }
  return out;
}
