import { nelderMead } from '../math/nelder-mead';

/**
 * Raw SVI of one expiry: total variance w(k) = a + b·(ρ·(k − m) + √((k − m)² + σ²)), k = log(strike / forward),
 * w = volatility² · years.
 */
export interface Svi {
  readonly a: number;
  /** ≥ 0. */
  readonly b: number;
  /** [−1, 1]. */
  readonly rho: number;
  readonly m: number;
  /** > 0. */
  readonly sigma: number;
}

/** Points of a smile, each column of shape (n). */
export interface SmilePoints {
  /** log(strike / forward), ascending. */
  readonly k: Float64Array;
  /** Implied volatility [1/√yr], > 0. */
  readonly iv: Float64Array;
  /** Width of the quote in volatility, (ask − bid) / vega; shape (n), ≥ 0. */
  readonly spread: Float64Array;
}

export interface SviFit {
  readonly svi: Svi;
  /** Root mean square and largest |fitted − given| volatility, every point alike [1/√yr]. */
  readonly rmse: number;
  readonly maxError: number;
  /** Sum of ((fitted − given volatility) / max(spread, 0.002))² to first order in total variance: what was minimised. */
  readonly loss: number;
}

/** Five parameters need five points. */
export const LEAST_POINTS = 5;
/** A quote is never trusted more closely than this [1/√yr]. */
const LEAST_SPREAD = 0.002;
/** Bound of the slopes of both wings, b·(1 + |ρ|): steeper ones let moments explode (Lee 2004). */
const STEEPEST = 2;
/** Starts of the outer search: centres across the strikes, and curvatures in units of the deviation at the money. */
const CENTRES = 9;
const WIDTHS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];
const REFINED = 4;

/**
 * Each of three parameters free, at its lower bound (0) or at its upper one (1): the best feasible point of the 27 faces is the
 * minimum in the box.
 */
const FACES = Array.from({ length: 27 }, (_, i) => [i % 3, Math.floor(i / 3) % 3, Math.floor(i / 9)] as const).map(
  (face) => face.map((state) => (state + 2) % 3),
);
const FREE = 2;

/** @returns total variance at k. */
export function sviVariance({ a, b, rho, m, sigma }: Svi, k: number): number {
  const x = k - m;
  return a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
}

/** Volatility at k [1/√yr]; NaN where total variance is negative. @param tau years, > 0. */
export const sviVolatility = (svi: Svi, k: number, tau: number): number => Math.sqrt(sviVariance(svi, k) / tau);

/**
 * Raw SVI with the least weighted squared error in volatility, a quote weighted by (vega / price spread)². For given m and σ the
 * other three parameters are a linear least-squares problem in a box, solved exactly; m and σ are searched from a grid of starts.
 * Bounds: |ρ| ≤ 1, b·(1 + |ρ|) ≤ 2, a at most the largest total variance. Total variance is nowhere negative: where the best
 * a < 0 would make it so, a ≥ 0 is asked for at these m and σ. The vertex lies among the quotes: beyond them nothing holds it.
 * @param tau years, > 0.
 * @returns undefined with fewer than five points.
 * @throws {RangeError} shapes differ, or tau or a volatility is not positive.
 * @source De Marco, Martini (2009) "Quasi-explicit calibration of Gatheral's SVI model", Zeliade; the slope bound is Lee's (2004).
 *   Oracle test/oracle/options/svi.json (SciPy differential evolution): loss no higher than its within 1e-6.
 */
export function fitSvi({ k, iv, spread }: SmilePoints, tau: number): SviFit | undefined {
  const n = k.length;
  if (iv.length !== n || spread.length !== n) throw new RangeError(`shapes ${n}, ${iv.length}, ${spread.length}`);
  if (!(tau > 0) || !iv.every((x) => x > 0)) throw new RangeError(`tau=${tau}, volatilities must be positive`);
  if (n < LEAST_POINTS) return undefined;
  const variance = iv.map((x) => x * x * tau);
  // To first order an error of total variance is 2·iv·tau times the error of volatility.
  const weight = iv.map((x, i) => 1 / (2 * x * tau * Math.max(spread[i], LEAST_SPREAD)) ** 2);
  const inner = new InnerProblem(k, variance, weight);
  const scale = Math.sqrt(variance.reduce((least, w) => Math.min(least, w), Infinity));
  const span = k[n - 1] - k[0];
  const loss = (x: Float64Array): number => {
    const [m, sigma] = [x[0], Math.exp(x[1])];
    const isFar = m < k[0] || m > k[n - 1] || sigma < 1e-3 * scale || sigma > 10 * (scale + span);
    return isFar ? Infinity : inner.solve(m, sigma);
  };
  const starts: { x: readonly [number, number]; value: number }[] = [];
  for (let i = 0; i < CENTRES; i++)
    for (const width of WIDTHS) {
      const x = [k[0] + (span * i) / (CENTRES - 1), Math.log(width * scale)] as const;
      starts.push({ x, value: loss(Float64Array.from(x)) });
    }
  starts.sort((a, b) => a.value - b.value);
  const size = [span / CENTRES, 0.5];
  const options = { tolerance: 1e-9, mostSteps: 400 };
  const best = starts
    .slice(0, REFINED)
    .map(({ x }) => nelderMead(loss, x, size, options))
    .reduce((a, b) => (b.value < a.value ? b : a));
  const svi = inner.parameters(best.x[0], Math.exp(best.x[1]));
  let squares = 0;
  let maxError = 0;
  for (let i = 0; i < n; i++) {
    const error = Math.abs(sviVolatility(svi, k[i], tau) - iv[i]);
    squares += error * error;
    maxError = Math.max(maxError, error);
  }
  return { svi, rmse: Math.sqrt(squares / n), maxError, loss: best.value };
}

/**
 * The three linear parameters for given m and σ. With y = (k − m) / σ, total variance is a + u·(√(y² + 1) + y)/2 + v·(√(y² + 1) − y)/2
 * where u = σb(1 + ρ) and v = σb(1 − ρ): the slopes of the two wings times σ, so that all bounds are a box.
 */
class InnerProblem {
  private readonly k: Float64Array;
  private readonly target: Float64Array;
  private readonly root: Float64Array;
  private readonly most: number;
  /** Weighted columns of a, u, v and the target. */
  private readonly columns: readonly Float64Array[];
  /** Inner products of those columns, 4 × 4. */
  private readonly gram = new Float64Array(16);
  /** Best (a, u, v) of the last solve. */
  private readonly found = new Float64Array(3);
  private readonly trial = new Float64Array(3);
  private readonly low = new Float64Array(3);
  private readonly high = new Float64Array(3);

  constructor(k: Float64Array, variance: Float64Array, weight: Float64Array) {
    this.k = k;
    this.root = weight.map(Math.sqrt);
    this.target = variance.map((w, i) => w * this.root[i]);
    this.most = variance.reduce((most, w) => Math.max(most, w), 0);
    this.columns = [this.root, new Float64Array(k.length), new Float64Array(k.length), this.target];
  }

  /** @returns the least loss. */
  solve(m: number, sigma: number): number {
    const { k, root, columns, gram } = this;
    const [, up, down] = columns;
    for (let i = 0; i < k.length; i++) {
      const y = (k[i] - m) / sigma;
      const z = Math.sqrt(y * y + 1);
      // The smaller of z ± y from its reciprocal: no cancellation far out.
      const large = (z + Math.abs(y)) / 2;
      const small = 0.25 / large;
      up[i] = root[i] * (y > 0 ? large : small);
      down[i] = root[i] * (y > 0 ? small : large);
    }
    for (let i = 0; i < 4; i++)
      for (let j = i; j < 4; j++) {
        let sum = 0;
        for (let p = 0; p < k.length; p++) sum += columns[i][p] * columns[j][p];
        gram[4 * i + j] = sum;
        gram[4 * j + i] = sum;
      }
    const loss = this.solveBox(-this.most, STEEPEST * sigma);
    const [a, u, v] = this.found;
    return a + Math.sqrt(u * v) >= 0 ? loss : this.solveBox(0, STEEPEST * sigma);
  }

  /** Best of the box with a from `least` on, and u and v from 0 to `steepest`. @returns its loss. */
  private solveBox(least: number, steepest: number): number {
    const { found, trial, low, high } = this;
    low[0] = least;
    high.set([this.most, steepest, steepest]);
    let best = Infinity;
    for (const [i, face] of FACES.entries()) {
      if (!this.solveFace(face)) continue;
      const loss = this.lossOf(trial);
      if (loss >= best) continue;
      best = loss;
      found.set(trial);
      if (i === 0) break; // the minimum without bounds lies in the box
    }
    return best;
  }

  parameters(m: number, sigma: number): Svi {
    this.solve(m, sigma);
    const [a, u, v] = this.found;
    return { a, b: (u + v) / (2 * sigma), rho: u + v > 0 ? (u - v) / (u + v) : 0, m, sigma };
  }

  /** Residuals, not the Gram matrix: the loss of a good fit is a small difference of large sums there. */
  private lossOf([a, u, v]: Float64Array): number {
    const [one, up, down, target] = this.columns;
    let loss = 0;
    for (let i = 0; i < target.length; i++) {
      const error = a * one[i] + u * up[i] + v * down[i] - target[i];
      loss += error * error;
    }
    return loss;
  }

  /** Puts the best point of a face of the box into `trial`. @returns false: it has none inside the box. */
  private solveFace(state: readonly number[]): boolean {
    const { gram, trial, low, high } = this;
    const free: number[] = [];
    for (let j = 0; j < 3; j++) {
      trial[j] = state[j] === FREE ? 0 : state[j] === 1 ? high[j] : low[j];
      if (state[j] === FREE) free.push(j);
    }
    const size = free.length;
    const matrix = new Float64Array(size * size);
    const right = new Float64Array(size);
    for (let r = 0; r < size; r++) {
      right[r] = gram[4 * free[r] + 3];
      for (let j = 0; j < 3; j++) right[r] -= gram[4 * free[r] + j] * trial[j];
      for (let c = 0; c < size; c++) matrix[r * size + c] = gram[4 * free[r] + free[c]];
    }
    if (!solvePositive(matrix, right)) return false;
    for (let r = 0; r < size; r++) {
      if (!(right[r] >= low[free[r]] && right[r] <= high[free[r]])) return false;
      trial[free[r]] = right[r];
    }
    return true;
  }
}

/** Cholesky in place; the answer replaces `right`. @returns false: not positive definite, the face is covered by a smaller one. */
function solvePositive(matrix: Float64Array, right: Float64Array): boolean {
  const n = right.length;
  for (let j = 0; j < n; j++) {
    const own = matrix[j * n + j];
    let pivot = own;
    for (let p = 0; p < j; p++) pivot -= matrix[j * n + p] ** 2;
    if (!(pivot > 1e-14 * own)) return false;
    const root = Math.sqrt(pivot);
    matrix[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = matrix[i * n + j];
      for (let p = 0; p < j; p++) sum -= matrix[i * n + p] * matrix[j * n + p];
      matrix[i * n + j] = sum / root;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < i; p++) right[i] -= matrix[i * n + p] * right[p];
    right[i] /= matrix[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let p = i + 1; p < n; p++) right[i] -= matrix[p * n + i] * right[p];
    right[i] /= matrix[i * n + i];
  }
  return true;
}
