import type { Svi } from './svi';

/** Bound of the slopes of both wings, b·(1 + |ρ|): steeper ones let moments explode (Lee 2004). */
const STEEPEST = 2;
/**
 * Each of three parameters free, at its lower bound (0) or at its upper one (1): the best feasible point of the 27 faces is the
 * minimum in the box.
 */
const FACES = Array.from({ length: 27 }, (_, i) => [i % 3, Math.floor(i / 3) % 3, Math.floor(i / 9)] as const).map(
  (face) => face.map((state) => (state + 2) % 3),
);
const FREE = 2;

/**
 * The three linear parameters for given m and σ. With y = (k − m) / σ, total variance is a + u·(√(y² + 1) + y)/2 + v·(√(y² + 1) − y)/2
 * where u = σb(1 + ρ) and v = σb(1 − ρ): the slopes of the two wings times σ, so that all bounds are a box.
 */
export class SviInner {
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
