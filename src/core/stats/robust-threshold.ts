import { MAD_TO_SIGMA } from './robust';

/**
 * Does x exceed median + k·1.4826·max(MAD, minMad) of the last `window` values? Exact, and cheap when asked often.
 *
 * One value more and one less move an order statistic by at most one rank. So the sorted window is kept as it was up to
 * `patience` values ago, with bounds of the threshold that hold until then; most questions are answered by a bound, and
 * the others bring the window up to date first (one merge). A push costs O(window / patience).
 */
export class RobustThreshold {
  readonly window: number;
  private readonly scale: number;
  private readonly minMad: number;
  private readonly patience: number;
  private readonly ring: Float64Array;
  private sorted: Float64Array;
  private spare: Float64Array;
  private readonly removed: Float64Array;
  private readonly added: Float64Array;
  private pending = 0;
  private count = 0;
  private next = 0;
  private exact = NaN;
  private low = NaN;
  private high = NaN;

  /**
   * @param minMad ≥ 0, in the unit of the values
   * @throws {RangeError} `window` is not a positive integer
   */
  constructor(window: number, k: number, minMad: number) {
    if (!Number.isInteger(window) || window < 1) throw new RangeError(`window=${window}`);
    this.window = window;
    this.scale = k * MAD_TO_SIGMA;
    this.minMad = minMad;
    this.patience = Math.max(1, Math.min(512, window >>> 4));
    this.ring = new Float64Array(window);
    this.sorted = new Float64Array(window);
    this.spare = new Float64Array(window);
    this.removed = new Float64Array(this.patience);
    this.added = new Float64Array(this.patience);
  }

  get full(): boolean {
    return this.count === this.window;
  }

  clear(): void {
    this.count = this.next = this.pending = 0;
  }

  /** Adds a value; the oldest leaves when the window is full. @throws {RangeError} x is NaN */
  push(x: number): void {
    if (Number.isNaN(x)) throw new RangeError('push NaN');
    const { ring, next } = this;
    const old = ring[next];
    ring[next] = x;
    this.next = next + 1 === this.window ? 0 : next + 1;
    if (this.count < this.window) {
      if (++this.count < this.window) return;
      this.sorted.set(ring);
      this.sorted.sort();
      this.refresh();
    } else if (x !== old) {
      this.removed[this.pending] = old;
      this.added[this.pending++] = x;
      if (this.pending === this.patience) this.update();
    }
  }

  /** Whether x is above the threshold; false before the window is full and for NaN. */
  exceeds(x: number): boolean {
    if (!this.full || !(x > this.low)) return false;
    return x > this.high || x > this.value();
  }

  /** The threshold; NaN before the window is full. */
  value(): number {
    if (!this.full) return NaN;
    if (this.pending > 0) this.update();
    return this.exact;
  }

  private update(): void {
    const { sorted, spare, pending } = this;
    const removed = this.removed.subarray(0, pending).sort();
    const added = this.added.subarray(0, pending).sort();
    let r = 0;
    let a = 0;
    let o = 0;
    for (let i = 0; i < sorted.length; i++) {
      const x = sorted[i];
      if (r < pending && removed[r] === x) r++;
      else {
        while (a < pending && added[a] < x) spare[o++] = added[a++];
        spare[o++] = x;
      }
    }
    while (a < pending) spare[o++] = added[a++];
    this.sorted = spare;
    this.spare = sorted;
    this.pending = 0;
    this.refresh();
  }

  /** The threshold of the sorted window, and bounds that hold for `patience` changes. */
  private refresh(): void {
    const { window: n, patience: p, scale, minMad } = this;
    const middle = n >>> 1;
    const other = n % 2 === 1 ? middle : middle - 1;
    const median = (this.rank(other) + this.rank(middle)) / 2;
    const lowMedian = (this.rank(other - p) + this.rank(middle - p)) / 2;
    const highMedian = (this.rank(other + p) + this.rank(middle + p)) / 2;
    const mad = (this.deviation(other, median) + this.deviation(middle, median)) / 2;
    this.exact = median + scale * Math.max(minMad, mad);
    const shift = Math.max(highMedian - median, median - lowMedian);
    const lowMad = Math.max(minMad, this.deviation(other - p, median) - shift);
    const highMad = Math.max(minMad, this.deviation(middle + p, median) + shift);
    const rounding = 1e-9 * (1 + Math.abs(this.exact));
    this.low = lowMedian + scale * lowMad - rounding;
    this.high = highMedian + scale * highMad + rounding;
    if (!(this.low <= this.exact && this.exact <= this.high)) [this.low, this.high] = [-Infinity, Infinity];
  }

  private rank(i: number): number {
    if (i < 0) return -Infinity;
    return i < this.window ? this.sorted[i] : Infinity;
  }

  /** Deviation from m of rank i (0 = smallest): the i + 1 values nearest to m are neighbours. */
  private deviation(i: number, m: number): number {
    const { sorted, window } = this;
    if (i < 0) return 0;
    if (i >= window) return Infinity;
    let lo = 0;
    let hi = window - i - 1;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (m - sorted[mid] > sorted[mid + i + 1] - m) lo = mid + 1;
      else hi = mid;
    }
    return Math.max(m - sorted[lo], sorted[lo + i] - m);
  }
}
