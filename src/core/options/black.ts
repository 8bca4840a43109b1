import { BLOCK, kernel, STRIP } from '../kernel/kernel';
import { LARGEST, logRatio, normDensity, SMALLEST } from '../math/portable';
import { millsRatio } from '../math/special';
import { narrowGap } from './normalised';
import type { OptionKind } from './types';

/**
 * What the models of Black's family share, a block of options at a time: the transcendental part. What each model makes of
 * it is plain arithmetic.
 */
export interface BlackTerms {
  /** σ√τ, never 0. Shapes (BLOCK). */
  readonly deviation: Float64Array;
  readonly perDeviation: Float64Array;
  readonly d1: Float64Array;
  readonly d2: Float64Array;
  /** φ(d1). */
  readonly density: Float64Array;
  /** Φ(±d1): + for a call, − for a put, so that the small one of a tail keeps its digits. */
  readonly cdf1: Float64Array;
  /** Strike times the lesser of Φ(d2) and Φ(−d2). */
  readonly strikeTail2: Float64Array;
  /** Undiscounted value. */
  readonly value: Float64Array;
}

/** Options of a block: its terms stay in the first-level cache. */
export { BLOCK };
/** For τ = 0: small enough for every limit to be reached, large enough for quotients to stay finite. */
export const LEAST_TAU = 1e-100;
/** Options from which the way to the kernel and back pays. */
export const FEW = 12;
const LEAST_DEVIATION = 1e-100;
/** Below, the two terms of the value cancel so far that the series pays. */
const NARROW = 0.05;
/** φ is 0 beyond it. */
const BEYOND = 40;

function termsOf(columns: readonly Float64Array[]): BlackTerms {
  const [deviation, perDeviation, d1, d2, density, cdf1, strikeTail2, value] = columns;
  return { deviation, perDeviation, d1, d2, density, cdf1, strikeTail2, value };
}

const PLAIN = termsOf(Array.from({ length: 8 }, () => new Float64Array(BLOCK)));
const MILLS1 = new Float64Array(BLOCK);
const MILLS2 = new Float64Array(BLOCK);
let ofKernel: BlackTerms | undefined;

/**
 * Terms of the options [from, to) of a strip, to − from ≤ BLOCK, at index 0 of columns that the next call overwrites.
 * At σ√τ = 0 they are those of certainty; exactly at the money, where the derivatives do not exist, they are NaN and the
 * value is 0. NaN, a negative volatility or a strike outside 1e-150 … 1e150 gives NaN.
 * @source Black (1976). Value and tails by Mills' ratio, the tails of both terms from one exponential: F·φ(d1) = K·φ(d2).
 */
export function blackTerms(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  vols: Float64Array,
  rootTau: number,
  from: number,
  to: number,
): BlackTerms {
  const quick = to - from >= FEW ? kernel() : undefined;
  if (!quick) {
    fillPlain(kind === 'call', forward, strikes, vols, rootTau, from, to);
    return PLAIN;
  }
  quick.columns[0].set(strikes.subarray(from, to));
  quick.columns[1].set(vols.subarray(from, to));
  quick.fillTerms(kind === 'call' ? 1 : 0, forward, rootTau, to - from);
  return (ofKernel ??= termsOf(quick.terms));
}

/** The same without the kernel, step by step as it does them: the bits are equal. */
function fillPlain(
  isCall: boolean,
  forward: number,
  strikes: Float64Array,
  vols: Float64Array,
  rootTau: number,
  from: number,
  to: number,
): void {
  const n = to - from;
  const { deviation, perDeviation, d1, d2, density } = PLAIN;
  let narrow = 0;
  // One transcendental a loop: each keeps its constants in registers, which takes a third less time than one loop for all.
  for (let j = 0; j < n; j++) {
    const s = deviationOf(vols[from + j] * rootTau);
    if (!(s >= NARROW)) narrow++;
    const per = 1 / s;
    const a = logRatio(forward, strikes[from + j]) * per + 0.5 * s;
    deviation[j] = s;
    perDeviation[j] = per;
    d1[j] = a;
    d2[j] = a - s;
  }
  for (let j = 0; j < n; j++) density[j] = normDensity(d1[j]);
  for (let j = 0; j < n; j++) MILLS1[j] = millsRatio(Math.min(Math.abs(d1[j]), BEYOND));
  for (let j = 0; j < n; j++) MILLS2[j] = millsRatio(Math.min(Math.abs(d2[j]), BEYOND));
  combine(isCall, forward, strikes, from, n);
  for (let j = 0; narrow > 0; j++) {
    if (deviation[j] >= NARROW) continue;
    narrow--;
    refine(isCall, forward, strikes[from + j], j);
  }
}

/** σ√τ, not quite 0; NaN when negative. */
export const deviationOf = (raw: number): number => (raw < 0 ? NaN : Math.max(raw, LEAST_DEVIATION));

/** Tails and values from densities and Mills' ratios. */
function combine(isCall: boolean, forward: number, strikes: Float64Array, from: number, n: number): void {
  const { d1, d2, density, cdf1, strikeTail2, value } = PLAIN;
  for (let j = 0; j < n; j++) {
    const strike = strikes[from + j];
    const tail1 = density[j] * MILLS1[j];
    const far2 = forward * density[j] * MILLS2[j];
    cdf1[j] = d1[j] > 0 === isCall ? 1 - tail1 : tail1;
    strikeTail2[j] = far2;
    value[j] = valueOf(isCall, forward, strike, d1[j] > 0, d2[j] > 0, forward * tail1, far2);
  }
}

/** Of the side out of the money, and what it is worth at once. There d2 < 0 below the strike and d1 > 0 above it. */
function valueOf(
  isCall: boolean,
  forward: number,
  strike: number,
  hasUp1: boolean,
  hasUp2: boolean,
  far1: number,
  far2: number,
): number {
  const timeValue =
    forward <= strike ? (hasUp1 ? forward - far1 : far1) - far2 : (hasUp2 ? far2 : strike - far2) - far1;
  const intrinsic = isCall ? forward - strike : strike - forward;
  return (intrinsic > 0 ? intrinsic : 0) + (timeValue < 0 ? 0 : timeValue);
}

/** The value of an option whose two terms cancel. */
function narrowValue(isCall: boolean, forward: number, strike: number, s: number, d1: number, density: number): number {
  const half = 0.5 * s;
  const intrinsic = isCall ? forward - strike : strike - forward;
  const gap = narrowGap(Math.min(Math.abs(d1 - half), BEYOND), half);
  return (intrinsic > 0 ? intrinsic : 0) + forward * density * gap;
}

function refine(isCall: boolean, forward: number, strike: number, j: number): void {
  const { deviation, perDeviation, d1, d2, density, cdf1, strikeTail2, value } = PLAIN;
  const s = deviation[j];
  value[j] = narrowValue(isCall, forward, strike, s, d1[j], density[j]);
  if (!(s <= LEAST_DEVIATION && d1[j] === 0.5 * s)) return;
  value[j] = 0;
  for (const column of [deviation, perDeviation, d1, d2, density, cdf1, strikeTail2]) column[j] = NaN;
}

/**
 * Undiscounted value of one option whose moneyness is known.
 * @param moneyness ln(forward / strike).
 * @param deviation σ√τ of {@link deviationOf}.
 */
export function blackValue(
  isCall: boolean,
  forward: number,
  strike: number,
  moneyness: number,
  deviation: number,
): number {
  const d1 = moneyness * (1 / deviation) + 0.5 * deviation;
  const density = normDensity(d1);
  if (!(deviation >= NARROW)) return narrowValue(isCall, forward, strike, deviation, d1, density);
  const d2 = d1 - deviation;
  const far1 = forward * (density * millsRatio(Math.min(Math.abs(d1), BEYOND)));
  const far2 = forward * density * millsRatio(Math.min(Math.abs(d2), BEYOND));
  return valueOf(isCall, forward, strike, d1 > 0, d2 > 0, far1, far2);
}

/** @throws {RangeError} shapes differ, forward (or spot) not within 1e-150 and 1e150, τ negative, anything not finite. */
export function assertStrip(
  underlying: number,
  tau: number,
  rates: number,
  strikes: Float64Array,
  others: readonly Float64Array[],
): void {
  const n = strikes.length;
  for (const { length } of others) if (length !== n) throw new RangeError(`Shapes differ: ${n} strikes, ${length}.`);
  if (!(underlying > SMALLEST && underlying < LARGEST && tau >= 0 && Number.isFinite(tau + rates)))
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
  const rootTau = Math.sqrt(tau);
  const quick = n >= FEW ? kernel() : undefined;
  if (quick) {
    for (let from = 0; from < n; from += STRIP) {
      const count = loadStrip(quick, strikes, vols, from);
      quick.fillPrices(kind === 'call' ? 1 : 0, forward, rootTau, scale, count);
      out.set(count === STRIP ? quick.columns[2] : quick.columns[2].subarray(0, count), from);
    }
    return out;
  }
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const { value } = blackTerms(kind, forward, strikes, vols, rootTau, from, to);
    for (let i = from, j = 0; i < to; i++, j++) out[i] = scale * value[j];
  }
  return out;
}

/** Puts what of a strip begins at `from` into the kernel. @returns how many options, at most STRIP. */
export function loadStrip(
  { columns }: { columns: readonly Float64Array[] },
  strikes: Float64Array,
  vols: Float64Array,
  from: number,
): number {
  const to = Math.min(from + STRIP, strikes.length);
  columns[0].set(strikes.subarray(from, to));
  columns[1].set(vols.subarray(from, to));
  return to - from;
}
