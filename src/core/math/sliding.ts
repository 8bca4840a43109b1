/*
 * Sums and moments over the last `window` values, O(1) a value and without drift. A running total that adds the new value and
 * takes off the old keeps every rounding error for ever, and one huge value leaves its ruin behind. Here the values are
 * cut into blocks of the window's length; a window is the tail of one block and the head of the next, and both are built by
 * adding only (van Herk 1992, Gil & Werman 1993). A value that has left the window has left no trace.
 */

/** Sum of the last `window` values. */
export class SlidingSum {
  readonly window: number;
  /** Of the values so far, at most `window`. */
  count = 0;
  /** Of the last `count` values. */
  sum = 0;
  private head = 0;
  private at = 0;
  private readonly block: Float64Array;
  /** tail[i] = sum of the values i.. of the block before. */
  private readonly tail: Float64Array;

  /** @param window number of values, a whole number ≥ 1. */
  constructor(window: number) {
    this.window = window;
    this.block = new Float64Array(window);
    this.tail = new Float64Array(window + 1);
  }

  push(x: number): void {
    const { window, block, tail, at } = this;
    this.head += x;
    this.sum = this.head + tail[at + 1];
    if (this.count < window) this.count++;
    block[at] = x;
    this.at = at + 1;
    if (this.at < window) return;
    for (let i = window - 1; i >= 0; i--) tail[i] = tail[i + 1] + block[i];
    this.head = 0;
    this.at = 0;
  }

  reset(): void {
    this.count = 0;
    this.sum = 0;
    this.head = 0;
    this.at = 0;
    this.tail.fill(0);
  }
}

/** Mean and sum of squared deviations of the last `window` values. Source: Welford 1962; Chan, Golub & LeVeque 1979. */
export class SlidingMoments {
  readonly window: number;
  /** Of the values so far, at most `window`. */
  count = 0;
  /** Of the last `count` values. */
  mean = 0;
  /** Σ (x − mean)² over the last `count` values, ≥ 0; exactly 0 when they are equal. */
  squares = 0;
  private headMean = 0;
  private headSquares = 0;
  private at = 0;
  private readonly block: Float64Array;
  private readonly tailMean: Float64Array;
  private readonly tailSquares: Float64Array;
  private hasTail = false;

  /** @param window number of values, a whole number ≥ 1. */
  constructor(window: number) {
    this.window = window;
    this.block = new Float64Array(window);
    this.tailMean = new Float64Array(window + 1);
    this.tailSquares = new Float64Array(window + 1);
  }

  /** Divided by count − 1; NaN below two values. */
  get sampleVariance(): number {
    return this.count > 1 ? this.squares / (this.count - 1) : Number.NaN;
  }

  push(x: number): void {
    const { window, at } = this;
    const inHead = at + 1;
    const inTail = this.hasTail ? window - inHead : 0;
    const step = x - this.headMean;
    this.headMean += step / inHead;
    this.headSquares += step * (x - this.headMean);
    this.count = inHead + inTail;
    const gap = inTail > 0 ? this.tailMean[inHead] - this.headMean : 0;
    this.mean = this.headMean + (gap * inTail) / this.count;
    this.squares = this.headSquares + this.tailSquares[inHead] + (gap * gap * inHead * inTail) / this.count;
    this.block[at] = x;
    this.at = inHead;
    if (inHead === window) this.turnBlock();
  }

  reset(): void {
    this.count = 0;
    this.mean = 0;
    this.squares = 0;
    this.headMean = 0;
    this.headSquares = 0;
    this.at = 0;
    this.hasTail = false;
    this.tailSquares.fill(0);
  }

  private turnBlock(): void {
    const { window, block, tailMean, tailSquares } = this;
    let mean = 0;
    let squares = 0;
    for (let i = window - 1; i >= 0; i--) {
      const step = block[i] - mean;
      mean += step / (window - i);
      squares += step * (block[i] - mean);
      tailMean[i] = mean;
      tailSquares[i] = squares;
    }
    this.hasTail = true;
    this.headMean = 0;
    this.headSquares = 0;
    this.at = 0;
  }
}
