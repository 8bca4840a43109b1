import { millsRatio, normQuantile } from '../math/special';
import { logMoneyness, millsGap } from './normalised';
import type { OptionKind } from './types';

/**
 * Why a price has no implied volatility. `noTimeValue`: the price is the intrinsic value to its last digits, as it is for
 * every volatility up to some.
 */
export type ImpliedVolReason = 'expired' | 'belowIntrinsic' | 'noTimeValue' | 'aboveMaximum';

/**
 * Volatility that gives a European option its value under Black-76.
 * @param forward [quote], > 0. @param strike [quote], > 0.
 * @param tau     Time to expiry [years], ≥ 0.
 * @param value   Undiscounted value at expiry's date [quote]: premium / discount factor; for a premium in coin, times the forward.
 * @returns volatility [1/√yr] > 0, or the reason why there is none; NaN for a value that is NaN.
 * @throws {RangeError} forward or strike is not positive, tau negative.
 * @source P. Jaeckel, "Let's Be Rational" (2015). Oracle test/oracle/options/black.json (mpmath): relative error below 1e-13
 *   beyond what the last digit of the price leaves open, for σ from 0.01 to 5, an hour to ten years, ten deviations.
 */
export function impliedVol(
  kind: OptionKind,
  forward: number,
  strike: number,
  tau: number,
  value: number,
): number | ImpliedVolReason {
  if (!(forward > 0 && strike > 0 && forward + strike < Infinity && tau >= 0))
    throw new RangeError(`forward=${forward} strike=${strike} tau=${tau}`);
  if (Number.isNaN(value)) return NaN;
  if (tau === 0) return 'expired';
  const share = kind === 'call' ? timeValueShare(forward, strike, value) : timeValueShare(strike, forward, value);
  return share > 0 && share < 1
    ? impliedDeviation(share, Math.abs(logMoneyness(forward, strike))) / Math.sqrt(tau)
    : reasonOf(share);
}

/**
 * The same for a strip: one side, one expiry. Shapes (n).
 * @returns `out`: NaN where a value is NaN or has no volatility; {@link impliedVol} tells why.
 */
export function impliedVols(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  values: Float64Array,
  out = new Float64Array(strikes.length),
): Float64Array {
  const n = strikes.length;
  if (values.length !== n || out.length !== n) throw new RangeError(`shapes ${n}, ${values.length}, ${out.length}`);
  if (!(forward > 0 && forward < Infinity && tau >= 0)) throw new RangeError(`forward=${forward} tau=${tau}`);
  const isCall = kind === 'call';
  const perRoot = 1 / Math.sqrt(tau);
  for (let i = 0; i < n; i++) {
    const strike = strikes[i];
    const share = isCall ? timeValueShare(forward, strike, values[i]) : timeValueShare(strike, forward, values[i]);
    out[i] = share > 0 && share < 1 && tau > 0 ? impliedDeviation(share, Math.abs(logMoneyness(forward, strike))) * perRoot : NaN; // prettier-ignore
  }
  return out;
}

/**
 * Time value over its upper bound, the lesser of forward and strike: in (0, 1) for a possible price. 0 where no more than
 * the rounding of the price is left above the intrinsic value.
 * @param received forward of a call, strike of a put: the option is worth less. @param paid the other one.
 */
function timeValueShare(received: number, paid: number, value: number): number {
  const intrinsic = received - paid;
  if (value >= received || !(intrinsic > 0)) return value / received;
  const timeValue = value - intrinsic;
  return Math.abs(timeValue) <= 2 * Number.EPSILON * value ? 0 : timeValue / paid;
}

const reasonOf = (share: number): ImpliedVolReason =>
  share === 0 ? 'noTimeValue' : share < 0 ? 'belowIntrinsic' : 'aboveMaximum';

const ROOT_2PI = 2.5066282746310007;
const LOG_ROOT_2PI = 0.9189385332046728;
const ROOT_HALF_PI = 1.2533141373155001;
const ROOT_3 = Math.sqrt(3);
const density = (z: number): number => Math.exp(-0.5 * z * z) / ROOT_2PI;

/**
 * σ√τ of an out-of-the-money option. In units of its upper bound it is worth c(s) = φ(d)·millsGap(a, t) with a = m/s, t = s/2,
 * d = a − t; and c′(s) = φ(d).
 * @param c value over the lesser of forward and strike, in (0, 1). @param m |ln(forward / strike)|, ≥ 0.
 */
function impliedDeviation(c: number, m: number): number {
  // The value has its point of inflection where d = 0; the tangent there reaches 0 and the bound at two more points. The three
  // split the values into four regions with a guess each.
  const middle = Math.sqrt(2 * m);
  const gapMiddle = millsGap(0.5 * middle, 0.5 * middle);
  const cMiddle = gapMiddle / ROOT_2PI;
  if (c < cMiddle) {
    const low = middle > 1e-4 ? middle - gapMiddle : ROOT_HALF_PI * m; // its limit, where the difference is rounding
    const aLow = m / low;
    const slopeLow = density(aLow - 0.5 * low);
    const cLow = slopeLow * millsGap(aLow, 0.5 * low);
    if (c < cLow) {
      const s = guessFarBelow(c, m, low, cLow, slopeLow);
      return refine(BELOW, s, c, m);
    }
    const s = toInflection(c, cLow, cMiddle, low, middle, 1 / slopeLow, ROOT_2PI);
    return refine(MIDDLE, s, c, m);
  }
  const high = middle + ROOT_2PI - gapMiddle;
  const aHigh = m / high;
  const slopeHigh = density(aHigh - 0.5 * high);
  const cHigh = slopeHigh * millsGap(aHigh, 0.5 * high);
  const s =
    c <= cHigh
      ? fromInflection(c, cMiddle, cHigh, middle, high, ROOT_2PI, 1 / slopeHigh)
      : guessFarAbove(c, m, high, cHigh, slopeHigh);
  return refine(c > Math.max(cHigh, 0.5) ? ABOVE : MIDDLE, s, c, m);
}

/**
 * Below the lower tangent: interpolates f = (2πm/(3√3))·Φ(z)³·e^(m/2), z = −m/(√3·s), which is the value itself as s → 0.
 * At the right end ∂f/∂c = z²·M(−z)²·e^(s²/8) with Mills' ratio M, and ∂²f/∂c² from the logarithmic derivative of that.
 */
function guessFarBelow(c: number, m: number, low: number, cLow: number, slopeLow: number): number {
  const z = m / (ROOT_3 * low);
  const ratio = millsRatio(z);
  const unit = (2 * Math.PI * m) / (3 * ROOT_3);
  const f = unit * (ratio / ROOT_2PI) ** 3 * Math.exp(0.5 * m - 1.5 * z * z);
  const first = z * z * ratio * ratio * Math.exp((low * low) / 8);
  const second = (first * ((2 * z / ratio - 2 - 2 * z * z) / low + low / 4)) / slopeLow; // prettier-ignore
  const r = shapeFromRight(0, cLow, 0, f, 1, first, second);
  const tail = Math.cbrt(rationalCubic(c, 0, cLow, 0, f, 1, first, r) / unit) * Math.exp(-m / 6);
  const guess = m / (-ROOT_3 * normQuantile(tail));
  return guess > 0 && guess < low ? guess : low;
}

/** Above the upper tangent: interpolates f = Φ(−s/2), with ∂f/∂c = −½·exp(½a² − m/2). */
function guessFarAbove(c: number, m: number, high: number, cHigh: number, slopeHigh: number): number {
  const a = m / high;
  const f = density(0.5 * high) * millsRatio(0.5 * high);
  const first = -0.5 * Math.exp(0.5 * (a * a - m));
  const second = (-first * a * a) / (high * slopeHigh);
  const end = -0.5 * Math.exp(-0.5 * m);
  const r = shapeFromLeft(cHigh, 1, f, 0, first, end, second);
  const tail = rationalCubic(c, cHigh, 1, f, 0, first, end, r);
  return -2 * normQuantile(tail > 0 && tail < f ? tail : (f * (1 - c)) / (1 - cHigh));
}

const toInflection = (c: number, x0: number, x1: number, y0: number, y1: number, d0: number, d1: number): number =>
  rationalCubic(c, x0, x1, y0, y1, d0, d1, shapeFromRight(x0, x1, y0, y1, d0, d1, 0));
const fromInflection = (c: number, x0: number, x1: number, y0: number, y1: number, d0: number, d1: number): number =>
  rationalCubic(c, x0, x1, y0, y1, d0, d1, shapeFromLeft(x0, x1, y0, y1, d0, d1, 0));

/**
 * Rational cubic between two points with given slopes; r = 3 is Hermite's cubic, r → ∞ the chord.
 * @source Delbourgo, Gregory (1985), "Shape preserving piecewise rational interpolation".
 */
function rationalCubic(
  x: number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  d0: number,
  d1: number,
  r: number,
): number {
  const h = x1 - x0;
  const t = (x - x0) / h;
  const u = (x1 - x) / h;
  if (!(r < STIFF)) return y0 * u + y1 * t;
  const top = y1 * t * t * t + (r * y1 - h * d1) * t * t * u + (r * y0 + h * d0) * t * u * u + y0 * u * u * u;
  return top / (1 + (r - 3) * t * u);
}

const STIFF = 1e15;
/** Just above −1, where the interpolant would have a pole. */
const SOFTEST = -1 + 1e-8;

/** The r that gives the interpolant this second derivative at its left end. */
function shapeFromLeft(x0: number, x1: number, y0: number, y1: number, d0: number, d1: number, second: number): number {
  const h = x1 - x0;
  return shape(0.5 * h * second + (d1 - d0), (y1 - y0) / h - d0);
}
function shapeFromRight(
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  d0: number,
  d1: number,
  second: number,
): number {
  const h = x1 - x0;
  return shape(0.5 * h * second + (d1 - d0), d1 - (y1 - y0) / h);
}
function shape(top: number, bottom: number): number {
  if (bottom === 0) return top > 0 ? STIFF : top < 0 ? SOFTEST : 3;
  return Math.max(top / bottom, SOFTEST);
}

type Objective = -1 | 0 | 1;
const BELOW = -1;
const MIDDLE = 0;
const ABOVE = 1;
/** The error after a step is of the fourth power of the one before it. */
const CLOSE = 1e-5;
const MOST_STEPS = 12;

/** Two steps for all but strikes a factor of 10⁷ away, where the guess is farther off. */
function refine(objective: Objective, guess: number, c: number, m: number): number {
  let s = guess;
  for (let i = 0; i < MOST_STEPS; i++) {
    const next = objective === MIDDLE ? stepMiddle(s, c, m) : objective === BELOW ? stepBelow(s, c, m) : stepAbove(s, c, m); // prettier-ignore
    const moved = Math.abs(next - s);
    s = next;
    if (moved <= CLOSE * s) break;
  }
  return s;
}

/** Householder's step of third order for an objective with −g/g′, g″/g′ and g‴/g′. */
function householder(s: number, newton: number, second: number, third: number): number {
  const next = s + (newton * (1 + 0.5 * second * newton)) / (1 + newton * (second + (third * newton) / 6));
  return next > 0 ? next : 0.5 * s;
}

/** One step of c(s) = c. With q = c″/c′ = (a² − t²)/s. */
function stepMiddle(s: number, c: number, m: number): number {
  const a = m / s;
  const t = 0.5 * s;
  const q = (a * a - t * t) / s;
  const third = q * q - (3 * a * a) / (s * s) - 0.25;
  return householder(s, c / density(a - t) - millsGap(a, t), q, third);
}

/** One step of 1/ln b(s) = 1/ln b, b = c·e^(−m/2): linear where the value falls off like exp(−m²/(2s²)). */
function stepBelow(s: number, c: number, m: number): number {
  const a = m / s;
  const t = 0.5 * s;
  const gap = millsGap(a, t);
  const logWanted = Math.log(c) - 0.5 * m;
  const logHere = Math.log(gap) - 0.5 * (a * a + t * t) - LOG_ROOT_2PI;
  const q = (a * a - t * t) / s;
  const slope = 1 / gap;
  const i = 1 / logHere;
  const bend = slope * (1 + 2 * i);
  const third = q * q - (3 * a * a) / (s * s) - 0.25 + 2 * slope * slope * (1 + 3 * i * (1 + i)) - 3 * q * bend;
  return householder(s, ((logWanted - logHere) * (logHere / logWanted)) / slope, q - bend, third);
}

/** One step of ln(1 − c(s)) = ln(1 − c): the complement is φ(d)·(M(t − a) + M(t + a)), without cancellation. */
function stepAbove(s: number, c: number, m: number): number {
  const a = m / s;
  const t = 0.5 * s;
  const rest = millsRatio(t - a) + millsRatio(t + a);
  const q = (a * a - t * t) / s;
  const slope = 1 / rest;
  const third = q * q - (3 * a * a) / (s * s) - 0.25 + slope * (2 * slope + 3 * q);
  const d = a - t;
  return householder(s, (Math.log(rest / (1 - c)) - 0.5 * d * d - LOG_ROOT_2PI) * rest, q + slope, third);
}
