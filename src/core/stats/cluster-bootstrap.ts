import { normCdf, normQuantile } from '../math/special';
import { Rng } from '../random/rng';
import { quantile } from './quantile';
import { RESAMPLE_BLOCK, Resampler } from './resampler';

/**
 * One group of values (events, say, or controls) by cluster. Groups that are compared share the axis of clusters:
 * index i is the same cluster (a UTC day across all symbols) in each.
 */
export interface ClusterSums {
  /** Sum of the group's values in each cluster, shape (k). */
  readonly sum: Float64Array;
  /** How many values that were, shape (k), ≥ 0; 0 where the group has none. */
  readonly count: Float64Array;
}

export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** The bounds of a part of a bootstrap are multiples of it. */
export { RESAMPLE_BLOCK };

/**
 * The statistic: Σ_g weights[g] · (sum of group g's values / number of its values). Weights 1 and −1 compare two groups.
 * @returns NaN where a group has no values.
 * @throws {RangeError} no group, no cluster, or shapes differ.
 */
export function clusterMean(groups: readonly ClusterSums[], weights: readonly number[]): number {
  clustersOf(groups, weights);
  return groups.reduce((value, { sum, count }, g) => value + weights[g] * ratio(total(sum), total(count)), 0);
}

/**
 * Bootstrap draws of {@link clusterMean}: each resample takes k of k clusters with replacement, the same for every group.
 * A draw depends on the data, the seed and its own index alone, so that parts computed in several threads put together are
 * the whole, to the byte. A call costs a table of 32 KiB per 64 clusters and column, so ask for thousands of resamples.
 * @param resamples how many in all.
 * @param out       destination, shape (to − from).
 * @param from      first resample of this part, a multiple of {@link RESAMPLE_BLOCK}.
 * @param to        behind the last, a multiple too or `resamples`.
 * @returns `out`; NaN where a resample has none of a group's values. A sum that is NaN spoils draws without it too.
 * @throws {RangeError} shapes differ, or the bounds are no such multiples.
 * @source Field, Welsh (2007) JRSS B 69, the cluster bootstrap; {@link Resampler} for how it is drawn.
 */
export function clusterMeanDraws(
  groups: readonly ClusterSums[],
  weights: readonly number[],
  resamples: number,
  seed: number,
  out?: Float64Array,
  from = 0,
  to = resamples,
): Float64Array {
  const k = clustersOf(groups, weights);
  if (!(isBound(from, resamples) && isBound(to, resamples) && from <= to))
    throw new RangeError(`from=${from} to=${to} of ${resamples}`);
  const draws = out ?? new Float64Array(to - from);
  if (draws.length !== to - from) throw new RangeError(`out ${draws.length}, ${to - from}`);

  const resampler = new Resampler(k);
  const parts = groups.map(({ sum, count }, g) => {
    const each = count.every((n) => n === count[0]) ? count[0] : undefined; // then the number of values is k times that
    const table = resampler.table(each === undefined ? [sum, count] : [sum]);
    return { table, each, weight: weights[g] };
  });
  const root = new Rng(seed);
  const block = new Float64Array(RESAMPLE_BLOCK);
  for (let start = from; start < to; start += RESAMPLE_BLOCK) {
    resampler.begin(root.fork(`${start / RESAMPLE_BLOCK}`));
    block.fill(0);
    for (const { table, each, weight } of parts) {
      if (each === undefined) resampler.addRatios(table, weight, block);
      else resampler.addSums(table, each > 0 ? weight / (k * each) : NaN, block);
    }
    draws.set(block.subarray(0, to - start), start - from);
  }
  return draws;
}

/** {@link clusterMean} without each cluster in turn, shape (k). NaN where that leaves a group without values. */
export function clusterJackknife(groups: readonly ClusterSums[], weights: readonly number[]): Float64Array {
  const out = new Float64Array(clustersOf(groups, weights));
  groups.forEach(({ sum, count }, g) => {
    const allSum = total(sum);
    const allCount = total(count);
    for (let i = 0; i < out.length; i++) out[i] += weights[g] * ratio(allSum - sum[i], allCount - count[i]);
  });
  return out;
}

/**
 * Percentile interval: the (1 ± level)/2 quantiles of the draws (type 7). NaN draws are left out: where they are many, the
 * interval is about the resamples that had values, and too narrow. With few clusters (under 20 or so) every bootstrap
 * interval is too narrow, by about √((k − 1)/k) and more where clusters differ in size.
 * @returns NaN when no draw is a number.
 * @source Efron, Tibshirani (1993) chapter 13.
 */
export function percentileInterval(draws: Float64Array, level: number): Interval {
  checkLevel(level);
  const sorted = sortedNumbers(draws);
  return { lo: quantile(sorted, (1 - level) / 2), hi: quantile(sorted, (1 + level) / 2) };
}

/**
 * Bias-corrected and accelerated interval. NaN draws and NaN jackknife values are left out, as in {@link percentileInterval}.
 * @param estimate  the statistic of the data.
 * @param jackknife its leave-one-cluster-out values; equal values give no acceleration.
 * @returns NaN when the estimate lies outside all draws or is NaN: there is no bias correction to make then.
 * @source Efron (1987) JASA 82; ties of a draw with the estimate count half, as in scipy.stats.bootstrap.
 */
export function bcaInterval(draws: Float64Array, estimate: number, jackknife: Float64Array, level: number): Interval {
  checkLevel(level);
  const sorted = sortedNumbers(draws);
  let below = 0;
  for (const x of sorted) below += x < estimate ? 1 : x === estimate ? 0.5 : 0;
  const bias = normQuantile(below / sorted.length);
  if (!Number.isFinite(bias)) return { lo: NaN, hi: NaN };
  const a = acceleration(jackknife);
  const bound = (p: number): number => {
    const z = bias + normQuantile(p);
    return quantile(sorted, normCdf(bias + z / (1 - a * z)));
  };
  return { lo: bound((1 - level) / 2), hi: bound((1 + level) / 2) };
}

/**
 * Two-sided p-value of "the mean is 0" by flipping the sign of each cluster's contribution at random.
 * Under the null the contributions are symmetric about 0 and independent from cluster to cluster.
 * @param sum   of the values in each cluster, shape (k): for a comparison, of the paired differences.
 * @param count how many values that were. They scale the mean alike under every flip, so that only their presence matters.
 * @param resamples random flips m ≥ 1.
 * @returns (b + 1) / (m + 1), b = flips at least as far from 0 as the data; NaN when there are no values or one is NaN.
 *   Never below 2^(1−k) by much: few clusters cannot give a small p.
 * @throws {RangeError} shapes differ, or resamples is no whole number ≥ 1.
 * @source Phipson, Smyth (2010) for the + 1; Fisher (1935) for the test.
 */
export function signFlipP(sum: Float64Array, count: Float64Array, resamples: number, seed: number): number {
  const k = sum.length;
  if (count.length !== k) throw new RangeError(`shapes ${k}, ${count.length}`);
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new RangeError(`resamples=${resamples}`);
  if (!count.some((n) => n > 0) || sum.some(Number.isNaN)) return NaN;

  const table = signedSums(sum);
  const observed = Math.abs(sum.reduce((a, b) => a + b, 0));
  // Flips that tie in exact arithmetic may differ in the last bits.
  const least = observed - 1e-12 * sum.reduce((a, b) => a + Math.abs(b), 0);
  const rng = new Rng(seed).fork('sign flips');
  let extreme = 0;
  for (let r = 0; r < resamples; r++) {
    let flipped = 0;
    for (let base = 0; base < table.length; base += 1_024) {
      const bits = rng.bits();
      flipped += table[base + (bits & 255)] + table[base + 256 + ((bits >>> 8) & 255)];
      flipped += table[base + 512 + ((bits >>> 16) & 255)] + table[base + 768 + (bits >>> 24)];
    }
    if (Math.abs(flipped) >= least) extreme++;
  }
  return (extreme + 1) / (resamples + 1);
}

/** For every eight values their 256 sums with signs: bit j set = minus the j-th. Padded to 32 values with 0. */
function signedSums(values: Float64Array): Float64Array {
  const table = new Float64Array(Math.ceil(values.length / 32) * 1_024);
  for (let i = 0; i < table.length; i++) {
    const first = (i >>> 8) * 8;
    for (let j = 0; j < 8 && first + j < values.length; j++)
      table[i] += (i >>> j) & 1 ? -values[first + j] : values[first + j];
  }
  return table;
}

/** A sixth of the skewness of the jackknife's influence values. */
function acceleration(jackknife: Float64Array): number {
  const values = jackknife.filter((x) => !Number.isNaN(x));
  const mean = total(values) / values.length;
  let squares = 0;
  let cubes = 0;
  for (const x of values) {
    squares += (mean - x) ** 2;
    cubes += (mean - x) ** 3;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

function sortedNumbers(draws: Float64Array): Float64Array {
  return draws.filter((x) => !Number.isNaN(x)).sort();
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function ratio(sum: number, count: number): number {
  return count > 0 ? sum / count : NaN;
}

function clustersOf(groups: readonly ClusterSums[], weights: readonly number[]): number {
  const k = groups[0]?.sum.length ?? 0;
  const fits = groups.every(({ sum, count }) => sum.length === k && count.length === k);
  if (k === 0 || !fits || weights.length !== groups.length)
    throw new RangeError(`shapes ${groups.map(({ sum, count }) => `${sum.length}/${count.length}`).join(', ')}`);
  return k;
}

function isBound(x: number, resamples: number): boolean {
  return Number.isInteger(x) && x >= 0 && x <= resamples && (x % RESAMPLE_BLOCK === 0 || x === resamples);
}

function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level=${level}`);
}
