import { lowerBound } from '../series/search';

/** MAD of a normal distribution times this is its standard deviation (1/Φ⁻¹(3/4) to four places, as method.md writes it). */
export const MAD_TO_SIGMA = 1.4826;

/** Median of the finite and infinite values (NaN is left out); mean of the two middle ones if even; NaN when none. */
export function median(values: Float64Array): number {
  return medianOfSorted(values.filter((x) => !Number.isNaN(x)).sort());
}

/** Median absolute deviation from m (default: the median), not scaled. NaN is left out; NaN when nothing is left. */
export function mad(values: Float64Array, m = median(values)): number {
  return median(values.map((x) => Math.abs(x - m)));
}

/**
 * Robust z of x against a sample: (x − median) / (1.4826·MAD).
 * @returns NaN when the sample is empty or has no spread: a z without a scale is not a number.
 */
export function robustZ(x: number, values: Float64Array): number {
  const m = median(values);
  const d = mad(values, m);
  return d > 0 ? (x - m) / (MAD_TO_SIGMA * d) : NaN;
}

/**
 * {@link mad} about the median of ascending finite values, in one walk outward from the middle.
 * @param sorted ascending, no NaN; NaN when empty
 */
export function madOfSorted(sorted: Float64Array): number {
  const n = sorted.length;
  const m = medianOfSorted(sorted);
  let right = lowerBound(sorted, m);
  let left = right - 1;
  let [before, last] = [NaN, NaN];
  for (let k = 0; k <= n >>> 1 && n > 0; k++) {
    const isLeft = left >= 0 && (right >= n || m - sorted[left] <= sorted[right] - m);
    before = last;
    last = isLeft ? m - sorted[left--] : sorted[right++] - m;
  }
  return n % 2 === 1 ? last : (before + last) / 2;
}

function medianOfSorted(sorted: Float64Array): number {
  const n = sorted.length;
  if (n === 0) return NaN;
  const mid = n >>> 1;
  return n % 2 === 1 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2;
}
