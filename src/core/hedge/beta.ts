import { HEDGE_DEFAULTS, type BetaSettings } from './defaults';
import type { BetaRule } from './types';

export interface BetaEstimate {
  /** NaN: not known, and `reason` says why. Shrunk where the rule says so. */
  readonly beta: number;
  /** Standard error; of a shrunk beta that of its posterior. */
  readonly error: number;
  /** As the returns have it, before shrinkage, and its standard error. */
  readonly raw: number;
  readonly rawError: number;
  /** Return of the asset on a day on which the benchmark does not move, by the slope before shrinkage, and its standard error. */
  readonly intercept: number;
  readonly interceptError: number;
  /** Correlation of the two. */
  readonly correlation: number;
  /** Days used, and days of the window without one of the returns. */
  readonly days: number;
  readonly skipped: number;
  /** (Σw)² / Σw²: days as far as the weights let them count. */
  readonly effectiveDays: number;
  readonly reason: string | null;
}

/** Returns that differ from their mean by no more than this share of it are one return but for rounding. */
const ROUNDING = 1e-12;

export type BetaWindow = Pick<BetaRule, 'window' | 'halfLife' | 'shrink' | 'downside'>;

/**
 * Slope of an asset's log returns on those of a benchmark, with an intercept. Exponential weights 0.5^(age / half-life) weigh days, they do
 * not claim that old ones are less exact: the error is that of alike noise on each day.
 * @param asset daily log returns, oldest first, NaN where there is none. @param benchmark of the same days, same shape.
 * @throws {RangeError} shapes differ, or the window or half-life is not positive.
 * @source method.md, section 5. Error: σ²·Σw²·(x − x̄)² / (Σw·(x − x̄)²)², σ² = Σw·e²/Σw · n/(n − 2), n the effective days; with equal
 *   weights that of ordinary least squares. Downside: days on which the benchmark fell. Oracle test/oracle/hedge/beta.json (R), |Δ| ≤ 1e-10.
 */
export function estimateBeta(
  asset: Float64Array,
  benchmark: Float64Array,
  rule: BetaWindow,
  { leastDays, priorVariance }: BetaSettings = HEDGE_DEFAULTS.betaEstimate,
): BetaEstimate {
  const { window, halfLife, shrink, downside } = rule;
  if (asset.length !== benchmark.length) throw new RangeError(`shapes ${asset.length}, ${benchmark.length}`);
  if (!(window > 0 && (halfLife === null || halfLife > 0))) throw new RangeError(`window=${window} halfLife=${halfLife}`);
  const n = asset.length;
  const from = Math.max(0, n - window);
  let [days, skipped, sum, squares, meanX, meanY] = [0, 0, 0, 0, 0, 0];
  const weights = new Float64Array(n);
  for (let i = from; i < n; i++) {
    if (Number.isNaN(asset[i] + benchmark[i])) skipped++;
    else if (!downside || benchmark[i] < 0) {
      const w = halfLife === null ? 1 : 0.5 ** ((n - 1 - i) / halfLife);
      weights[i] = w;
      days++;
      sum += w;
      squares += w * w;
      meanX += w * benchmark[i];
      meanY += w * asset[i];
    }
  }
  const effectiveDays = days > 0 ? (sum * sum) / squares : 0;
  const unknown = (reason: string): BetaEstimate => ({ beta: NaN, error: NaN, raw: NaN, rawError: NaN, intercept: NaN, interceptError: NaN, correlation: NaN, days, skipped, effectiveDays, reason }); // prettier-ignore
  if (days < leastDays) return unknown(`${days} days, and at least ${leastDays} are needed`);
  if (!(effectiveDays > 2)) return unknown('the weights leave fewer than 3 days');
  [meanX, meanY] = [meanX / sum, meanY / sum];
  let [sxx, sxy, syy, spread] = [0, 0, 0, 0];
  for (let i = from; i < n; i++) {
    if (weights[i] === 0) continue;
    const [x, y] = [benchmark[i] - meanX, asset[i] - meanY];
    sxx += weights[i] * x * x;
    sxy += weights[i] * x * y;
    syy += weights[i] * y * y;
    spread += weights[i] * weights[i] * x * x;
  }
  if (!(sxx > ROUNDING * ROUNDING * sum * meanX * meanX)) return unknown('the benchmark did not move');
  const raw = sxy / sxx;
  let [residual, interceptSpread] = [0, 0];
  for (let i = from; i < n; i++) {
    if (weights[i] === 0) continue;
    const x = benchmark[i] - meanX;
    const e = asset[i] - meanY - raw * x;
    residual += weights[i] * e * e;
    interceptSpread += (weights[i] * (1 / sum - (meanX * x) / sxx)) ** 2;
  }
  const variance = (residual / sum) * (effectiveDays / (effectiveDays - 2));
  const rawError = Math.sqrt(variance * spread) / sxx;
  const { beta, error } = shrink ? shrunk(raw, rawError, priorVariance) : { beta: raw, error: rawError };
  const [intercept, interceptError] = [meanY - raw * meanX, Math.sqrt(variance * interceptSpread)];
  return { beta, error, raw, rawError, intercept, interceptError, correlation: sxy / Math.sqrt(sxx * syy), days, skipped, effectiveDays, reason: null };
} // prettier-ignore

/**
 * Estimate and prior 1 weighted by their precisions: w·beta + (1 − w), w = priorVariance / (priorVariance + error²).
 * @source Vasicek (1973), "A note on using cross-sectional information in Bayesian estimation of security betas", with a prior about 1.
 */
export function shrunk(beta: number, error: number, priorVariance: number): { readonly beta: number; readonly error: number } {
  const weight = priorVariance / (priorVariance + error * error);
  return { beta: weight * beta + (1 - weight), error: error * Math.sqrt(weight) };
} // prettier-ignore

/**
 * Standard error of Σ notional · beta, estimated together: the slope of Σ notional · return on the benchmark is that sum, and its error knows
 * that what is left of the returns moves together. Before any shrinkage; days without one of the returns are left out.
 * @param returns of each asset, shape of the benchmark; one that does not count (beta set by hand) is left out by the caller.
 * @returns NaN where no beta can be had.
 */
export function sumError(
  returns: readonly Float64Array[],
  notionals: readonly number[],
  benchmark: Float64Array,
  rule: BetaWindow,
  settings: BetaSettings = HEDGE_DEFAULTS.betaEstimate,
): number {
  if (returns.length === 0) return 0;
  const together = benchmark.map((_, i) => returns.reduce((sum, column, k) => sum + notionals[k] * column[i], 0));
  return estimateBeta(together, benchmark, { ...rule, shrink: false }, settings).error;
}
