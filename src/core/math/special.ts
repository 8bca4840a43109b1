/** Special functions of the tests and intervals, to about the last two digits of a double. */

const INVERSE_ROOT_2PI = 0.3989422804014327;
const LOG_ROOT_2PI = 0.9189385332046728;
const EPSILON = Number.EPSILON;
const TINY = 1e-300;

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i];
  return sum;
}

// Cody's three rational approximations of the normal distribution.
const MIDDLE_P = [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.689485460371, 18154.98125334356]; // prettier-ignore
const MIDDLE_Q = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]; // prettier-ignore
const SIDE_P = [1.0765576773720192e-8, 0.39894151208813466, 8.883149794388375, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978]; // prettier-ignore
const SIDE_Q = [1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598, 38912.00328609327, 19685.429676859992]; // prettier-ignore
const TAIL_P = [0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278936, 0.000029112874951168793]; // prettier-ignore
const TAIL_Q = [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662]; // prettier-ignore

/**
 * P(Z ≤ x) of the standard normal distribution; NaN for NaN.
 * @source Cody (1969) "Rational Chebyshev approximations for the error function", as arranged in ALGORITHM 715 (1993).
 *   Relative error below 1e-14 in both tails, against mpmath.
 */
export function normCdf(x: number): number {
  const z = Math.abs(x);
  if (z <= 0.67448975) return 0.5 + (x * polynomial(MIDDLE_P, x * x)) / polynomial(MIDDLE_Q, x * x);
  let tail: number;
  if (z <= 5.656854249492381) tail = polynomial(SIDE_P, z) / polynomial(SIDE_Q, z);
  else {
    const inverse = 1 / (z * z);
    tail = (INVERSE_ROOT_2PI - (inverse * polynomial(TAIL_P, inverse)) / polynomial(TAIL_Q, inverse)) / z;
  }
  // exp(−z²/2) in two factors: the square of the first part is exact, so that its error is not magnified by z².
  const coarse = Math.trunc(z * 16) / 16;
  tail *= Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (z - coarse) * (z + coarse));
  if (z > 38.5) tail = 0;
  return x > 0 ? 1 - tail : tail;
}

const ROOT_2PI = 2.5066282746310007;

/**
 * Mills' ratio (1 − Φ(z)) / φ(z) of the standard normal distribution; the scaled complementary error function is
 * erfcx(x) = √(2/π)·millsRatio(√2·x). Keeps its digits where the tail itself underflows. ∞ below −38.6, NaN for NaN.
 * Written out and without a loop, because whole chains of options go through it, and even and odd powers apart, so that the
 * processor can do both at once. The kernel does the same steps: scripts/kernels/numeric.c.
 * @source one rational function for all z ≥ 0, fitted by scripts/oracle/mills-ratio.py; below zero by reflection.
 *   Relative error below 2e-15 for |z| ≤ 1,000 and 1e-15·z² more below zero, against mpmath.
 */
export function millsRatio(z: number): number {
  const a = Math.abs(z);
  const aa = a * a;
  let p1 = 4.88527502962012e-6;
  p1 = p1 * aa + 0.0015599989193791335;
  p1 = p1 * aa + 0.06957243846595014;
  p1 = p1 * aa + 0.7983919993145716;
  p1 = p1 * aa + 2.010683452263553;
  let p0 = 0.0001241434361565541;
  p0 = p0 * aa + 0.012491035964726354;
  p0 = p0 * aa + 0.27824639959076813;
  p0 = p0 * aa + 1.5898611770531046;
  p0 = p0 * aa + 1.2533141373154997;
  let q0 = 4.885275029620123e-6;
  q0 = q0 * aa + 0.0015648841944109133;
  q0 = q0 * aa + 0.07112266686202907;
  q0 = q0 * aa + 0.8648933356527491;
  q0 = q0 * aa + 2.685186301043451;
  q0 = q0 * aa + 1;
  let q1 = 0.00012414343615654847;
  q1 = q1 * aa + 0.012615179400551223;
  q1 = q1 * aa + 0.2904891473702798;
  q1 = q1 * aa + 1.844365940433949;
  q1 = q1 * aa + 2.4021778440256893;
  const ratio = (p1 * a + p0) / (q1 * a + q0);
  return z < 0 ? ROOT_2PI * Math.exp(0.5 * aa) - ratio : ratio;
}

const CENTRE_P = [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665]; // prettier-ignore
const CENTRE_Q = [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1]; // prettier-ignore
const NEAR_P = [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835]; // prettier-ignore
const NEAR_Q = [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1]; // prettier-ignore
const FAR_P = [2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103]; // prettier-ignore
const FAR_Q = [2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1]; // prettier-ignore

/**
 * Inverse of {@link normCdf}: −∞ at 0, ∞ at 1, NaN outside [0, 1].
 * @source Wichura (1988) Algorithm AS 241, PPND16. Relative error below 1e-15, against mpmath.
 */
export function normQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_P, r)) / polynomial(CENTRE_Q, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z =
    r <= 5
      ? polynomial(NEAR_P, r - 1.6) / polynomial(NEAR_Q, r - 1.6)
      : polynomial(FAR_P, r - 5) / polynomial(FAR_Q, r - 5);
  return q < 0 ? -z : z;
}

// B(2k) / (2k·(2k − 1)) for k = 8 … 1
const STIRLING = [-3617 / 122_400, 1 / 156, -691 / 360_360, 1 / 1_188, -1 / 1_680, 1 / 1_260, -1 / 360, 1 / 12];

/**
 * log Γ(x) for x > 0; ∞ at 0, NaN below.
 * @source Stirling's series (Abramowitz, Stegun 6.1.41) after stepping up to x ≥ 10. Error below 1e-14 · max(1, |log Γ|).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return x;
  let product = 1;
  let y = x;
  for (; y < 10; y++) product *= y;
  const series = polynomial(STIRLING, 1 / (y * y)) / y;
  return (y - 0.5) * Math.log(y) - y + LOG_ROOT_2PI + series - Math.log(product);
}

/**
 * P(X > x) of the chi-square distribution: the regularised upper incomplete gamma function Q(df/2, x/2).
 * @param df degrees of freedom, > 0, need not be whole.
 * @returns 1 for x ≤ 0; NaN for NaN or df ≤ 0.
 * @source Abramowitz, Stegun 6.5.29 (series) and 6.5.31 (continued fraction, Lentz 1976). Relative error below 1e-12 for
 *   df ≤ 1,000, against mpmath.
 */
export function chiSquareSurvival(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const a = df / 2;
  const y = x / 2;
  const factor = Math.exp(a * Math.log(y) - y - logGamma(a));
  if (y < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * EPSILON * 0.1; n++) sum += term *= y / (a + n);
    return 1 - factor * sum;
  }
  let b = y + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, step = 0; Math.abs(step - 1) > EPSILON; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b || TINY);
    c = b + numerator / c || TINY;
    step = c * d;
    fraction *= step;
  }
  return factor * fraction;
}

/**
 * P(K > lambda) of Kolmogorov's limiting distribution, K = lim √n·D.
 * @returns 1 for lambda ≤ 0; NaN for NaN.
 * @source Kolmogorov (1933); below 1.18 the theta-function form, which converges there. Absolute error below 1e-15.
 */
export function kolmogorovSurvival(lambda: number): number {
  if (lambda <= 0) return 1;
  if (lambda < 1.18) {
    const t = Math.exp((-Math.PI * Math.PI) / (8 * lambda * lambda));
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * (t + t ** 9 + t ** 25 + t ** 49);
  }
  const t = Math.exp(-2 * lambda * lambda);
  return 2 * (t - t ** 4 + t ** 9 - t ** 16);
}
