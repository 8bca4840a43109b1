/**
 * Mean and sample standard deviation (n − 1) of the last `window` values, O(1) a step.
 *
 * Welford's update slides; every full turn of the window the sums are taken afresh, so rounding does not build up.
 */
export class RollingMoments {
  readonly window: number;
  private readonly recent: Float64Array;
  private count = 0;
  private next = 0;
  private average = 0;
  private squares = 0;

  /** @throws {RangeError} `window` is not an integer ≥ 2 */
  constructor(window: number) {
    if (!Number.isInteger(window) || window < 2) throw new RangeError(`window=${window}`);
    this.window = window;
    this.recent = new Float64Array(window);
  }

  get full(): boolean {
    return this.count === this.window;
  }

  /** NaN when empty. */
  get mean(): number {
    return this.count === 0 ? NaN : this.average;
  }

  /** NaN below two values. */
  get sd(): number {
    return this.count < 2 ? NaN : Math.sqrt(Math.max(0, this.squares) / (this.count - 1));
  }

  clear(): void {
    this.count = this.next = this.average = this.squares = 0;
  }

  /** Adds a value; the oldest leaves when the window is full. @throws {RangeError} x is NaN */
  push(x: number): void {
    if (Number.isNaN(x)) throw new RangeError('push NaN');
    const { recent, average } = this;
    const old = recent[this.next];
    recent[this.next] = x;
    this.next = this.next + 1 === this.window ? 0 : this.next + 1;
    if (this.full) {
      this.average += (x - old) / this.window;
      this.squares += (x - old) * (x - this.average + old - average);
    } else {
      this.count++;
      this.average += (x - average) / this.count;
      this.squares += (x - average) * (x - this.average);
    }
    if (this.full && this.next === 0) this.refresh();
  }

  private refresh(): void {
    const { recent, window } = this;
    let sum = 0;
    for (let i = 0; i < window; i++) sum += recent[i];
    this.average = sum / window;
    this.squares = 0;
    for (let i = 0; i < window; i++) this.squares += (recent[i] - this.average) ** 2;
  }
}
