import { checkPeriod } from './runs';

/**
 * Swing lows: the lowest value with k values on each side. Of equal ones the first counts. One at i is known at i + k, not
 * before; a NaN among the 2k + 1 values leaves the question open, so there is none.
 * Swing highs are the swing lows of −x.
 * @param x   shape (n).
 * @param k   values on each side, ≥ 1.
 * @param out destination, shape (n).
 * @returns `out`: row of the last swing low known at each row, −1 before the first. One becomes known where
 *   the row changes.
 * @throws {RangeError} k is no whole number ≥ 1, or shapes differ.
 * @source method.md, section 1.
 */
export function swingLows(x: Float64Array, k = 5, out: Int32Array = new Int32Array(x.length)): Int32Array {
  checkPeriod('k', k);
  if (out.length !== x.length) throw new RangeError(`shapes ${x.length}, ${out.length}`);
  let last = -1;
  for (let i = 0; i < x.length; i++) {
    if (i >= 2 * k && isSwingLow(x, i - k, k)) last = i - k;
    out[i] = last;
  }
  return out;
}

function isSwingLow(x: Float64Array, at: number, k: number): boolean {
  const low = x[at];
  for (let j = 1; j <= k; j++) if (!(low < x[at - j] && low <= x[at + j])) return false;
  return true;
}

/** {@link swingLows} one value at a time. */
export class SwingLowStream {
  private readonly k: number;
  /** The last 2k + 1 values, the row i at i mod (2k + 1). */
  private readonly window: Float64Array;
  private row = -1;
  private last = -1;

  constructor(k = 5) {
    checkPeriod('k', k);
    this.k = k;
    this.window = new Float64Array(2 * k + 1);
  }

  push(x: number): number {
    const { k, window } = this;
    const size = window.length;
    window[++this.row % size] = x;
    if (this.row < 2 * k) return this.last;
    const at = this.row - k;
    const low = window[at % size];
    for (let j = 1; j <= k; j++)
      if (!(low < window[(at - j) % size] && low <= window[(at + j) % size])) return this.last;
    return (this.last = at);
  }
}
