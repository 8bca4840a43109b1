import { kolmogorovSurvival, logGamma } from '../math/special';

/** Above this the limiting distribution with Vrbik's correction, a hundred times nearer than Stephens' (1970). */
const EXACT_UP_TO = 500;
/** Above this n·d² two-sided is twice one-sided to better than eight digits (Simard, L'Ecuyer 2011, section 2). */
const ONE_SIDED_FROM = 4;

/**
 * One-sample Kolmogorov-Smirnov test against the uniform distribution on [0, 1].
 * @param u shape (n), any order, left as it is. Values outside [0, 1] count as 0 or 1.
 * @returns `d` = sup |F_n − F|, and `p` = P(D ≥ d): exact to 1e-8 relative for n ≤ 500 and wherever n·d² ≥ 4 and n ≤ 100,000,
 *   else approximate (absolute error below 1e-4). Both NaN when n = 0 or a value is NaN.
 * @source Marsaglia, Tsang, Wang (2003) J. Stat. Software 8(18); Smirnov (1944) for the tail; Vrbik (2018)
 *   "Small-sample corrections to Kolmogorov-Smirnov test statistic" for large n.
 */
export function ksUniform(u: Float64Array): { d: number; p: number } {
  const n = u.length;
  if (n === 0 || u.some(Number.isNaN)) return { d: NaN, p: NaN };
  const sorted = u.slice().sort();
  let d = 0;
  for (let i = 0; i < n; i++) {
    const x = Math.min(1, Math.max(0, sorted[i]));
    d = Math.max(d, (i + 1) / n - x, x - i / n);
  }
  return { d, p: survival(n, d) };
}

/**
 * One-sample Kolmogorov-Smirnov test against the exponential distribution of mean 1; otherwise as {@link ksUniform}.
 * @param x shape (n), in units of the hypothesised mean.
 */
export function ksExponential(x: Float64Array): { d: number; p: number } {
  return ksUniform(x.map((value) => -Math.expm1(-value)));
}

function survival(n: number, d: number): number {
  if (2 * n * d <= 1) return 1;
  if (d >= 1) return 0;
  if (n * d * d >= ONE_SIDED_FROM && n <= 100_000) return Math.min(1, 2 * oneSidedSurvival(n, d));
  if (n <= EXACT_UP_TO) return Math.min(1, Math.max(0, 1 - exactCdf(n, d)));
  const root = Math.sqrt(n);
  const x = d * root;
  return kolmogorovSurvival(x + 1 / (6 * root) + (x - 1) / (4 * n));
}

/** P(D⁺ ≥ d) = d·Σ_j C(n, j)·(d + j/n)^(j−1)·(1 − d − j/n)^(n−j) over j ≤ n·(1 − d): all terms positive. */
function oneSidedSurvival(n: number, d: number): number {
  const last = Math.floor(n * (1 - d));
  const logNFactorial = logGamma(n + 1);
  let sum = 0;
  for (let j = 0; j <= last; j++) {
    const rest = 1 - d - j / n;
    if (rest <= 0) break;
    const logChoose = logNFactorial - logGamma(j + 1) - logGamma(n - j + 1);
    sum += Math.exp(logChoose + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(rest));
  }
  return d * sum;
}

/** P(D < d) as n!/nⁿ times the middle element of Hⁿ (Durbin 1973, in the form of Marsaglia, Tsang and Wang). */
function exactCdf(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const m = 2 * k - 1;
  const matrix = power(durbinMatrix(m, k - n * d), m, n);
  let value = matrix.values[(k - 1) * m + k - 1];
  let exponent = matrix.exponent;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < 1e-140) {
      value *= 1e140;
      exponent -= 140;
    }
  }
  return value * 10 ** exponent;
}

function durbinMatrix(m: number, h: number): Float64Array {
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < Math.min(m, i + 2); j++) matrix[i * m + j] = 1;
  for (let i = 0; i < m; i++) {
    matrix[i * m] -= h ** (i + 1);
    matrix[(m - 1) * m + i] -= h ** (m - i);
  }
  matrix[(m - 1) * m] += 2 * h - 1 > 0 ? (2 * h - 1) ** m : 0;
  const inverseFactorial = new Float64Array(m + 1).fill(1);
  for (let i = 1; i <= m; i++) inverseFactorial[i] = inverseFactorial[i - 1] / i;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < Math.min(m, i + 2); j++) matrix[i * m + j] *= inverseFactorial[i - j + 1];
  return matrix;
}

/** A matrix in parts, so that its powers do not overflow: values · 10^exponent. */
interface Scaled {
  readonly values: Float64Array;
  readonly exponent: number;
}

function power(base: Float64Array, m: number, n: number): Scaled {
  if (n === 1) return { values: base, exponent: 0 };
  const half = power(base, m, n >>> 1);
  let values = multiply(half.values, half.values, m);
  if (n % 2 === 1) values = multiply(base, values, m);
  let exponent = 2 * half.exponent;
  if (values[(m >>> 1) * m + (m >>> 1)] > 1e140) {
    values = values.map((x) => x * 1e-140);
    exponent += 140;
  }
  return { values, exponent };
}

function multiply(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const out = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < m; k++) {
      const x = a[i * m + k];
      if (x === 0) continue;
      for (let j = 0; j < m; j++) out[i * m + j] += x * b[k * m + j];
    }
  }
  return out;
}
