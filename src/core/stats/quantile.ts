/**
 * Quantile of a sorted sample, linear between order statistics: type 7 of Hyndman, Fan (1996), the default of R and numpy.
 * @param sorted ascending, no NaN.
 * @param q      in [0, 1].
 * @returns NaN when the sample is empty or q is outside.
 */
export function quantile(sorted: Float64Array, q: number): number {
  if (sorted.length === 0 || !(q >= 0 && q <= 1)) return NaN;
  const position = q * (sorted.length - 1);
  const i = Math.floor(position);
  const share = position - i;
  return share === 0 ? sorted[i] : sorted[i] + share * (sorted[i + 1] - sorted[i]);
}

/**
 * Quantile that the next value of the same kind lies below with probability q: at rank (n + 1)·q, held to the sample where that
 * lies outside. Type 6 of Hyndman, Fan (1996). Between the i-th and the j-th of n sorted values the next one lies with
 * probability (j − i)/(n + 1), whatever their distribution; type 7 promises more for a small sample.
 * @param sorted ascending, no NaN.
 * @param q      in [0, 1].
 * @returns NaN when the sample is empty or q is outside.
 */
export function predictiveQuantile(sorted: Float64Array, q: number): number {
  const n = sorted.length;
  if (n === 0 || !(q >= 0 && q <= 1)) return NaN;
  const position = Math.min(Math.max(q * (n + 1) - 1, 0), n - 1);
  const i = Math.floor(position);
  const share = position - i;
  return share === 0 ? sorted[i] : sorted[i] + share * (sorted[i + 1] - sorted[i]);
}

/** Several quantiles of a sample in any order, which is left as it is. NaN is left out. */
export function quantilesOf(values: Float64Array, qs: readonly number[]): Float64Array {
  const sorted = values.filter((x) => !Number.isNaN(x)).sort();
  return Float64Array.from(qs, (q) => quantile(sorted, q));
}
