export interface LogisticModel {
  readonly intercept: number;
  /** Log odds per unit of each predictor, shape (p). */
  readonly beta: Float64Array;
  /**
   * Inverse of the penalised information at the solution, shape (p + 1, p + 1), row-major, intercept first. With l2 = 0 the
   * usual asymptotic covariance; with l2 > 0 that of the posterior under the matching normal prior. NaN when singular.
   */
  readonly covariance: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

const MOST_ITERATIONS = 30;
const MOST_HALVINGS = 30;
/** Largest change of a linear predictor that counts as none. */
const TOLERANCE = 1e-9;

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) with step halving. Minimises
 *   −Σ w_i·(y_i·log π_i + (1 − y_i)·log(1 − π_i)) + l2/2 · Σ β_j²,  π_i = 1 / (1 + exp(−intercept − x_i·β)).
 * The intercept is not penalised. l2 = 0 is R's glm(family = binomial); l2 = 1/C is sklearn's LogisticRegression.
 * @param x shape (n, p), row-major, no column of ones, every value finite. Scale predictors alike when l2 > 0.
 * @param y shape (n), 1 = it happened.
 * @param options.l2      ≥ 0.
 * @param options.weights shape (n), ≥ 0 (default 1 each).
 * @returns Finite coefficients in any case. `converged` is false where the maximum lies at infinity (separable classes with
 *   l2 = 0, or one class only: the intercept is free) or the predictors are collinear with l2 = 0: not a fit to use.
 * @throws {RangeError} shapes differ, n = 0, a predictor is not finite, l2 or a weight is negative.
 * @source Hastie, Tibshirani, Friedman (2009) 4.4.1; le Cessie, van Houwelingen (1992) for the ridge.
 */
export function fitLogistic(
  x: Float64Array,
  n: number,
  p: number,
  y: Uint8Array,
  options: { readonly l2: number; readonly weights?: Float64Array },
): LogisticModel {
  const { l2, weights = new Float64Array(n).fill(1) } = options;
  check(x, n, p, y, l2, weights);
  const m = p + 1;
  const eta = new Float64Array(n);
  const next = new Float64Array(n);
  const change = new Float64Array(n);
  const theta = new Float64Array(m);
  const trial = new Float64Array(m);
  let value = objective(theta, eta, y, weights, l2);
  let iterations = 0;
  let converged = false;
  for (; iterations < MOST_ITERATIONS && !converged; iterations++) {
    const { gradient, information } = derivatives(x, n, p, eta, y, weights, theta, l2);
    const factor = cholesky(information, m);
    if (!factor) break;
    const step = solve(factor, gradient, m);
    predictors(x, n, p, step, change);
    let share = 1;
    let best = Infinity;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, share /= 2) {
      for (let j = 0; j < m; j++) trial[j] = theta[j] + share * step[j];
      for (let i = 0; i < n; i++) next[i] = eta[i] + share * change[i];
      best = objective(trial, next, y, weights, l2);
      if (best <= value + 1e-12 * Math.abs(value)) break;
    }
    if (!(best <= value + 1e-12 * Math.abs(value))) break;
    converged = change.every((d) => Math.abs(share * d) <= TOLERANCE);
    theta.set(trial);
    eta.set(next);
    value = best;
  }
  const { information } = derivatives(x, n, p, eta, y, weights, theta, l2);
  return {
    intercept: theta[0],
    beta: theta.slice(1),
    covariance: inverse(cholesky(information, m), m),
    iterations,
    converged,
  };
}

/**
 * Probabilities of a fitted model.
 * @param x   shape (n, p), row-major. A row with NaN gives NaN.
 * @param out destination, shape (n).
 * @throws {RangeError} shapes differ.
 */
export function predictLogistic(
  model: Pick<LogisticModel, 'intercept' | 'beta'>,
  x: Float64Array,
  n: number,
  out: Float64Array = new Float64Array(n),
): Float64Array {
  const p = model.beta.length;
  if (x.length !== n * p || out.length !== n) throw new RangeError(`shapes ${x.length}, ${n}, ${p}, ${out.length}`);
  predictors(x, n, p, Float64Array.of(model.intercept, ...model.beta), out);
  for (let i = 0; i < n; i++) out[i] = probability(out[i]);
  return out;
}

function check(x: Float64Array, n: number, p: number, y: Uint8Array, l2: number, weights: Float64Array): void {
  if (n < 1 || x.length !== n * p || y.length !== n || weights.length !== n)
    throw new RangeError(`shapes n=${n} p=${p}: ${x.length}, ${y.length}, ${weights.length}`);
  if (!(l2 >= 0)) throw new RangeError(`l2=${l2}`);
  if (!x.every(Number.isFinite)) throw new RangeError('a predictor is not finite');
  if (!weights.every((w) => w >= 0)) throw new RangeError('a weight is negative');
}

function probability(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

function predictors(x: Float64Array, n: number, p: number, theta: Float64Array, out: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = theta[0];
    for (let j = 0; j < p; j++) sum += x[i * p + j] * theta[j + 1];
    out[i] = sum;
  }
}

function objective(theta: Float64Array, eta: Float64Array, y: Uint8Array, weights: Float64Array, l2: number): number {
  let sum = 0;
  for (let i = 0; i < eta.length; i++) {
    const margin = y[i] ? -eta[i] : eta[i]; // log(1 + exp(margin)), without overflow
    sum += weights[i] * (Math.max(0, margin) + Math.log1p(Math.exp(-Math.abs(margin))));
  }
  for (let j = 1; j < theta.length; j++) sum += 0.5 * l2 * theta[j] * theta[j];
  return sum;
}

/** Minus the gradient of the objective, and its matrix of second derivatives (lower triangle). */
function derivatives(
  x: Float64Array,
  n: number,
  p: number,
  eta: Float64Array,
  y: Uint8Array,
  weights: Float64Array,
  theta: Float64Array,
  l2: number,
): { gradient: Float64Array; information: Float64Array } {
  const m = p + 1;
  const gradient = new Float64Array(m);
  const information = new Float64Array(m * m);
  const row = new Float64Array(m).fill(1);
  for (let i = 0; i < n; i++) {
    row.set(x.subarray(i * p, (i + 1) * p), 1);
    const share = probability(eta[i]);
    const residual = weights[i] * (y[i] ? probability(-eta[i]) : -share);
    const curvature = weights[i] * share * probability(-eta[i]);
    for (let j = 0; j < m; j++) {
      gradient[j] += residual * row[j];
      const scaled = curvature * row[j];
      for (let k = 0; k <= j; k++) information[j * m + k] += scaled * row[k];
    }
  }
  for (let j = 1; j < m; j++) {
    gradient[j] -= l2 * theta[j];
    information[j * m + j] += l2;
  }
  return { gradient, information };
}

/** Lower factor L of A = L·Lᵀ; undefined when A is not positive definite to working accuracy. */
function cholesky(a: Float64Array, m: number): Float64Array | undefined {
  const l = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * m + j];
      for (let k = 0; k < j; k++) sum -= l[i * m + k] * l[j * m + k];
      if (i > j) l[i * m + j] = sum / l[j * m + j];
      else if (sum > 1e-13 * a[i * m + i]) l[i * m + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return l;
}

function solve(l: Float64Array, b: Float64Array, m: number): Float64Array {
  const out = b.slice();
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < i; k++) out[i] -= l[i * m + k] * out[k];
    out[i] /= l[i * m + i];
  }
  for (let i = m - 1; i >= 0; i--) {
    for (let k = i + 1; k < m; k++) out[i] -= l[k * m + i] * out[k];
    out[i] /= l[i * m + i];
  }
  return out;
}

function inverse(l: Float64Array | undefined, m: number): Float64Array {
  const out = new Float64Array(m * m).fill(NaN);
  if (!l) return out;
  for (let j = 0; j < m; j++) {
    const unit = new Float64Array(m);
    unit[j] = 1;
    out.set(solve(l, unit, m), j * m); // symmetric: a column is a row
  }
  return out;
}
