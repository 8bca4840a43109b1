import { normCdf, normQuantile } from '../math/special';
import {
  bcaInterval,
  clusterJackknife,
  clusterMean,
  percentileInterval,
  signFlipP,
  type ClusterSums,
} from '../stats/cluster-bootstrap';
import type { Question } from './effects';
import type { Effect, Estimate } from './types';

/** Fewer clusters than this give no interval: there is nothing to resample. */
const LEAST_CLUSTERS = 2;
/** Level beyond which the draws themselves have no quantile. */
const HIGHEST_LEVEL = 1 - 1e-9;

const UNKNOWN: Estimate = { value: NaN, lo: NaN, hi: NaN };

/** What the bootstrap has to draw for a question; small, so that it can be sent to other threads. */
export interface DrawTask {
  readonly groups: readonly ClusterSums[];
  readonly weights: readonly number[];
  readonly resamples: number;
  readonly seed: number;
}

/** Whether the question can be answered with an interval at all. */
export function canResample({ groups, clusters }: Question): boolean {
  return clusters >= LEAST_CLUSTERS && groups.every(({ count }) => count.some((n) => n > 0));
}

/** BCa interval of a question from its draws, widened for few clusters. */
export function estimateOf(question: Question, draws: Float64Array | undefined, level: number): Estimate {
  const { groups, weights } = question;
  if (!draws) return groups[0].sum.length > 0 ? { ...UNKNOWN, value: clusterMean(groups, weights) } : UNKNOWN;
  const value = clusterMean(groups, weights);
  const bounds = bcaInterval(draws, value, clusterJackknife(groups, weights), expandedLevel(groups, level));
  return { value, ...bounds };
}

/** Events against controls: both intervals and the sign-flip p. */
export function effectOf(question: Question, draws: Float64Array | undefined, level: number, task: DrawTask): Effect {
  const { groups, events, controls, clusters } = question;
  const percentile = draws ? percentileInterval(draws, expandedLevel(groups, level)) : UNKNOWN;
  return {
    ...estimateOf(question, draws, level),
    percentileLo: percentile.lo,
    percentileHi: percentile.hi,
    p: draws ? flipP(groups, task) : NaN,
    events,
    controls,
    clusters,
  };
}

/**
 * p of "events and controls have the same mean": each cluster adds its deviations from the pooled mean, events with their
 * sign and controls with the opposite one, to what is the effect in the end; under the null each such sum is as likely
 * as its negative. So the days of the controls are flipped as well as those of the events.
 */
function flipP([events, controls]: readonly ClusterSums[], { resamples, seed }: DrawTask): number {
  const n = total(events.count);
  const m = total(controls.count);
  const pooled = (total(events.sum) + total(controls.sum)) / (n + m);
  const part = events.sum.map(
    (sum, k) => (sum - pooled * events.count[k]) / n - (controls.sum[k] - pooled * controls.count[k]) / m,
  );
  const present = events.count.map((count, k) => count + controls.count[k]);
  return signFlipP(part, present, resamples, seed);
}

/**
 * The level to ask of a bootstrap so that the interval has the level wanted: resampling k clusters understates a variance
 * (by 1 − 1/k when they are of one size, by more when few hold most of the rows) and its quantiles are normal where Student's belong.
 * Both are corrected as for a cluster-robust t-interval under equal, fully correlated rows within a cluster: with p the share of
 * its group that a cluster holds and a = Σ p² over groups, df = (Σ a)²/Σ a², and variance short by Σ p²(1 − 2p + Σ p²)/Σ p².
 * @source Hesterberg (2015) "What teachers should know about the bootstrap", expanded percentile interval; degrees of
 *   freedom and bias: Bell & McCaffrey (2002), Imbens & Kolesár (2016). Coverage: ADR 9.
 */
export function expandedLevel(groups: readonly ClusterSums[], level: number): number {
  const { df, shortfall } = smallSample(groups);
  const z = studentQuantile((1 + level) / 2, df) / Math.sqrt(shortfall);
  return Math.max(level, Math.min(2 * normCdf(z) - 1, HIGHEST_LEVEL));
}

/** Degrees of freedom and the share of the variance that resampling clusters shows. */
export function smallSample(groups: readonly ClusterSums[]): { readonly df: number; readonly shortfall: number } {
  const shares = groups.map(({ count }) => {
    const all = total(count);
    return count.map((n) => (all > 0 ? n / all : 0));
  });
  const concentration = shares.map((share) => share.reduce((sum, p) => sum + p * p, 0));
  let variance = 0;
  let squares = 0;
  let shown = 0;
  for (let k = 0; k < groups[0].count.length; k++) {
    let own = 0;
    shares.forEach((share, g) => {
      const p = share[k];
      own += p * p;
      shown += p * p * (1 - 2 * p + concentration[g]);
    });
    variance += own;
    squares += own * own;
  }
  return { df: (variance * variance) / squares, shortfall: shown / variance };
}

/**
 * Quantile of Student's t by an expansion about the normal one; relative error below 2e-3 from 3 degrees of freedom on, and
 * below 1e-5 from 10 on, for p up to 0.975.
 * @source Fisher & Cornish (1960); Abramowitz & Stegun 26.7.5
 */
export function studentQuantile(p: number, df: number): number {
  const z = normQuantile(p);
  const x = z * z;
  const g1 = ((x + 1) * z) / 4;
  const g2 = (((5 * x + 16) * x + 3) * z) / 96;
  const g3 = ((((3 * x + 19) * x + 17) * x - 15) * z) / 384;
  const g4 = (((((79 * x + 776) * x + 1482) * x - 1920) * x - 945) * z) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df;
}

/**
 * How far a plain t-test of the mean overstates: standard error with clusters over standard error of independent rows.
 * @param values of the rows behind `sums`, NaN left out
 * @returns NaN below two rows or clusters, or without spread
 */
export function plainTInflation(values: Float64Array, sums: ClusterSums): number {
  const n = total(sums.count);
  const mean = total(sums.sum) / n;
  let squares = 0;
  for (const x of values) if (!Number.isNaN(x)) squares += (x - mean) ** 2;
  let clustered = 0;
  for (let k = 0; k < sums.sum.length; k++) clustered += (sums.sum[k] - mean * sums.count[k]) ** 2;
  const ratio = Math.sqrt(clustered / smallSample([sums]).shortfall / ((squares * n) / (n - 1)));
  return n > 1 && sums.sum.length > 1 && squares > 0 ? ratio : NaN;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
