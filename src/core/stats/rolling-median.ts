import { OrderedWindow } from './ordered-window';

/**
 * Median and median absolute deviation of the last `window` values, exact at every step.
 *
 * The median of an even count is the mean of the two middle values.
 * Cost per push: O(√window); per median O(1); per MAD O(log window).
 */
export class RollingMedian {
  readonly window: number;
  private readonly recent: Float64Array;
  private readonly sorted: OrderedWindow;
  private next = 0;

  /** @throws {RangeError} `window` is not a positive integer */
  constructor(window: number) {
    this.window = window;
    this.sorted = new OrderedWindow(window);
    this.recent = new Float64Array(window);
  }

  get size(): number {
    return this.sorted.size;
  }

  get full(): boolean {
    return this.sorted.size === this.window;
  }

  clear(): void {
    this.sorted.clear();
    this.next = 0;
  }

  /** Adds a value; the oldest leaves when the window is full. @throws {RangeError} x is NaN */
  push(x: number): void {
    if (this.full) this.sorted.replace(this.recent[this.next], x);
    else this.sorted.insert(x);
    this.recent[this.next] = x;
    this.next = this.next + 1 === this.window ? 0 : this.next + 1;
  }

  /** NaN when empty. */
  median(): number {
    const n = this.size;
    if (n === 0) return NaN;
    const mid = n >>> 1;
    return n % 2 === 1 ? this.sorted.at(mid) : (this.sorted.at(mid - 1) + this.sorted.at(mid)) / 2;
  }

  /**
   * Median of |x − m|, not scaled to a sigma; NaN when empty.
   *
   * The h smallest deviations belong to h neighbours in sorted order; their first rank is found by bisection.
   */
  mad(m = this.median()): number {
    const n = this.size;
    if (n === 0) return NaN;
    const { sorted } = this;
    const h = (n + 1) >>> 1;
    let lo = 0;
    let hi = n - h;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (m - sorted.at(mid) > sorted.at(mid + h) - m) lo = mid + 1;
      else hi = mid;
    }
    const lower = Math.max(m - sorted.at(lo), sorted.at(lo + h - 1) - m);
    if (n % 2 === 1) return lower;
    const left = lo > 0 ? m - sorted.at(lo - 1) : Infinity;
    const right = lo + h < n ? sorted.at(lo + h) - m : Infinity;
    return (lower + Math.min(left, right)) / 2;
  }
}

/**
 * Trailing median and MAD of a column.
 * @param values shape (n); NaN is no observation: it takes no place in a window and gives NaN at its index
 * @param window number of observations, the one at the index included
 * @returns two columns, shape (n), in the unit of `values`; NaN before the first full window
 * @throws {RangeError} `window` is not a positive integer
 */
export function rollingMedianMad(
  values: Float64Array,
  window: number,
): { readonly median: Float64Array; readonly mad: Float64Array } {
  const rolling = new RollingMedian(window);
  const median = new Float64Array(values.length).fill(NaN);
  const mad = new Float64Array(values.length).fill(NaN);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    rolling.push(values[i]);
    if (!rolling.full) continue;
    median[i] = rolling.median();
    mad[i] = rolling.mad(median[i]);
  }
  return { median, mad };
}
