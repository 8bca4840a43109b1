import { SlidingSum } from '../math/sliding';
import { checkPeriod, eachRun } from './runs';

/**
 * Simple moving average.
 * @param x      shape (n); about NaN see {@link eachRun}.
 * @param period values averaged, ≥ 1.
 * @param out    destination, shape (n), not x itself.
 * @returns `out`: in the unit of x; NaN for the first period − 1 values.
 * @throws {RangeError} period is no whole number ≥ 1, or shapes differ.
 */
export function sma(x: Float64Array, period: number, out: Float64Array = new Float64Array(x.length)): Float64Array {
  checkPeriod('period', period);
  eachRun([x], [out], (from, to) => fillRun(x, period, out, from, to));
  return out;
}

/** What {@link SlidingSum} does, a block at a time. */
function fillRun(x: Float64Array, period: number, out: Float64Array, from: number, to: number): void {
  const first = from + period - 1;
  out.fill(Number.NaN, from, Math.min(first, to));
  if (first >= to) return;
  const tail = new Float64Array(period + 1);
  for (let block = from; block < to; block += period) {
    const end = Math.min(block + period, to);
    let head = 0;
    for (let i = block; i < end; i++) {
      head += x[i];
      if (i >= first) out[i] = (head + tail[i - block + 1]) / period;
    }
    if (end < to) for (let k = period - 1; k >= 0; k--) tail[k] = tail[k + 1] + x[block + k];
  }
}

/** {@link sma} one value at a time. */
export class SmaStream {
  private readonly period: number;
  private readonly sliding: SlidingSum;

  constructor(period: number) {
    checkPeriod('period', period);
    this.period = period;
    this.sliding = new SlidingSum(period);
  }

  push(x: number): number {
    if (x !== x) {
      this.reset();
      return x;
    }
    this.sliding.push(x);
    return this.sliding.count === this.period ? this.sliding.sum / this.period : Number.NaN;
  }

  reset(): void {
    this.sliding.reset();
  }
}
