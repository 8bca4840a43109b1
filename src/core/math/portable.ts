/**
 * exp and log by plain arithmetic: the same bits in every engine, and two numbers at a time in the kernel, which does the same
 * steps (scripts/kernels/numeric.c). Coefficients by scripts/oracle/exp-log.py.
 */

/** Added and taken away again, it rounds to a whole number. */
const ROUNDER = 6_755_399_441_055_744;
// ln 2 in two parts, so that a whole number times the first is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LEAST_EXPONENT = -708;
const MOST_EXPONENT = 709;
/** 2^(i − 1023). */
const POWERS = Float64Array.from({ length: 2_047 }, (_, i) => 2 ** (i - 1_023));

/**
 * e^x for x from −708 to 709, NaN for NaN; out of that range nothing is promised.
 * @source e^x = 2^k·e^r, |r| ≤ ln 2 / 2, a polynomial of degree 11 for e^r. Relative error below 3e-16, against mpmath.
 */
export function expWithin(x: number): number {
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const rr = r * r;
  let odd = 2.510038549551032e-8;
  odd = odd * rr + 2.7557268459997064e-6;
  odd = odd * rr + 0.00019841269863053618;
  odd = odd * rr + 0.008333333333330062;
  odd = odd * rr + 0.16666666666666669;
  let even = 2.7620088445409746e-7;
  even = even * rr + 2.4801521295954376e-5;
  even = even * rr + 0.0013888888917213717;
  even = even * rr + 0.04166666666662413;
  even = even * rr + 0.5000000000000001;
  return (1 + (r + rr * (odd * r + even))) * POWERS[(k | 0) + 1_023];
}

/** e^x that stays at e^−708 below and at e^709 above; NaN for NaN. */
export const expBounded = (x: number): number => expWithin(Math.min(Math.max(x, LEAST_EXPONENT), MOST_EXPONENT));

/** φ(z) of the standard normal distribution; 0 where it would fall below 3e-308. NaN for NaN. */
export function normDensity(z: number): number {
  const y = -0.5 * z * z;
  return y < LEAST_EXPONENT ? 0 : 0.3989422804014327 * expWithin(y);
}

const NUMBERS = new Float64Array(2);
/** High halves at 1 and 3: WebAssembly and every machine that runs us are little-endian. */
const HALVES = new Int32Array(NUMBERS.buffer);

/** Beyond them, quotients of two numbers may overflow. */
export const SMALLEST = 1e-150;
export const LARGEST = 1e150;

/**
 * ln(a / b), to the last digits near 1 too, where the quotient alone would lose them.
 * @param a within 1e-150 and 1e150.
 * @param b likewise, else NaN.
 * @source b is moved by a power of two to within half as much again of a, so that a − b is exact (Sterbenz 1974); then
 *   2·artanh((a − b)/(a + b)), a polynomial of degree 6 in the square. Relative error below 5e-16, against mpmath.
 */
export function logRatio(a: number, b: number): number {
  if (!(b > SMALLEST && b < LARGEST)) return NaN;
  NUMBERS[0] = a;
  NUMBERS[1] = b;
  const biased = (HALVES[1] - HALVES[3] + 0x3ff8_0000) >>> 20;
  const e = biased - 1_023;
  const c = b * POWERS[biased];
  const u = (a - c) / (a + c);
  const z = u * u;
  const zz = z * z;
  let even = 0.1511848710872457;
  even = even * zz + 0.18184610246294064;
  even = even * zz + 0.2857142883604555;
  even = even * zz + 0.6666666666666694;
  let odd = 0.15283703752403147;
  odd = odd * zz + 0.22222182776674482;
  odd = odd * zz + 0.39999999999335556;
  return e * LN2_HIGH + (u + u + (u * z * (even + odd * z) + e * LN2_LOW));
}
