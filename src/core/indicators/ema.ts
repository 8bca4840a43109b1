import { checkPeriod, eachRun, meanOf } from './runs';

/** Weight of a new value: 2 / (period + 1). */
export function emaWeight(period: number): number {
  return 2 / (period + 1);
}

/**
 * Exponential moving average, seeded with the mean of its first `period` values.
 * @param x      shape (n); about NaN see {@link eachRun}.
 * @param period ≥ 1.
 * @param out    destination, shape (n), not x itself.
 * @returns `out`: in the unit of x; NaN for the first period − 1 values.
 * @throws {RangeError} period is no whole number ≥ 1, or shapes differ.
 * @source method.md, section 1. Oracle test/oracle/indicators/ta-lib.json (TA-Lib), |Δ| ≤ 1e-10 relative.
 */
export function ema(x: Float64Array, period: number, out: Float64Array = new Float64Array(x.length)): Float64Array {
  checkPeriod('period', period);
  const weight = emaWeight(period);
  eachRun([x], [out], (from, to) => {
    const first = from + period - 1;
    out.fill(Number.NaN, from, Math.min(first, to));
    if (first >= to) return;
    let average = meanOf(x, from, first + 1);
    out[first] = average;
    for (let i = first + 1; i < to; i++) out[i] = average += (x[i] - average) * weight;
  });
  return out;
}

/** {@link ema} one value at a time. */
export class EmaStream {
  private readonly period: number;
  private readonly weight: number;
  private count = 0;
  private first = Number.NaN;
  private sum = 0;
  private average = Number.NaN;

  constructor(period: number) {
    checkPeriod('period', period);
    this.period = period;
    this.weight = emaWeight(period);
  }

  push(x: number): number {
    if (x !== x) {
      this.count = 0;
      return x;
    }
    if (this.count === this.period) return (this.average += (x - this.average) * this.weight);
    if (this.count++ === 0) {
      this.first = x;
      this.sum = 0;
    }
    this.sum += x - this.first;
    if (this.count < this.period) return Number.NaN;
    return (this.average = this.first + this.sum / this.period);
  }
}
