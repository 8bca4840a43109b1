/**
 * Sum of x[from..to) for windows whose two ends only move forward, O(1) amortised and without drift: values are
 * only ever added, as in sliding.ts, so one that has left the window has left no trace.
 */
export class WindowSum {
  private readonly x: Float64Array;
  /** tail[i] = sum of x[i..turn). */
  private readonly tail: Float64Array;
  private turn = 0;
  private end = 0;
  private head = 0;

  constructor(x: Float64Array) {
    this.x = x;
    this.tail = new Float64Array(x.length + 1);
  }

  /** The caller keeps from ≤ to, neither below the one before. */
  over(from: number, to: number): number {
    const { x, tail } = this;
    for (; this.end < to; this.end++) this.head += x[this.end];
    if (from >= this.turn) {
      this.turn = to;
      this.head = 0;
      tail[to] = 0;
      for (let i = to - 1; i >= from; i--) tail[i] = tail[i + 1] + x[i];
    }
    return tail[from] + this.head;
  }
}
