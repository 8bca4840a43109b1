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

/** Several quantiles of a sample in any order, which is left as it is. NaN is left out. */
export function quantilesOf(values: Float64Array, qs: readonly number[]): Float64Array {
  const sorted = values.filter((x) => !Number.isNaN(x)).sort();
  return Float64Array.from(qs, (q) => quantile(sorted, q));
}
