import { checkPeriod, eachRun } from './runs';

/**
 * Relative strength index.
 * @param close  prices, shape (n); about NaN see {@link eachRun}.
 * @param period changes averaged, ≥ 1.
 * @param out    destination, shape (n), not `close` itself.
 * @returns `out`: 0 to 100; 50 when nothing has moved yet; NaN for the first `period` values.
 * @throws {RangeError} period is no whole number ≥ 1, or shapes differ.
 * @source Wilder (1978), New Concepts in Technical Trading Systems: averages start as the mean of the first
 *   `period` changes, then (before · (period − 1) + change) / period. Oracle test/oracle/indicators/ta-lib.json (TA-Lib),
 *   |Δ| ≤ 1e-10 relative; TA-Lib says 0 where a flat price gives 50 here.
 */
export function rsi(
  close: Float64Array,
  period = 14,
  out: Float64Array = new Float64Array(close.length),
): Float64Array {
  checkPeriod('period', period);
  eachRun([close], [out], (from, to) => fillRun(close, period, out, from, to));
  return out;
}

/** A function of its own, not a closure, which the engine would run at a third of the speed. */
function fillRun(close: Float64Array, period: number, out: Float64Array, from: number, to: number): void {
  const first = from + period;
  out.fill(Number.NaN, from, Math.min(first, to));
  if (first >= to) return;
  let up = 0; // twice the mean gain, and twice the mean loss: |d| ± d needs no branch, and the factor cancels
  let down = 0;
  for (let i = from + 1; i <= first; i++) {
    const change = close[i] - close[i - 1];
    up += Math.abs(change) + change;
    down += Math.abs(change) - change;
  }
  up /= period;
  down /= period;
  out[first] = rsiOf(up, down);
  const keep = (period - 1) / period;
  const share = 1 / period;
  for (let i = first + 1; i < to; i++) {
    const change = close[i] - close[i - 1];
    const size = Math.abs(change);
    up = up * keep + (size + change) * share;
    down = down * keep + (size - change) * share;
    out[i] = rsiOf(up, down);
  }
}

function rsiOf(up: number, down: number): number {
  const moved = up + down;
  return moved === 0 ? 50 : 100 * (up / moved);
}

/** {@link rsi} one close at a time. */
export class RsiStream {
  private readonly period: number;
  private readonly keep: number;
  private readonly share: number;
  private before = Number.NaN;
  private count = 0;
  private up = 0;
  private down = 0;

  constructor(period = 14) {
    checkPeriod('period', period);
    this.period = period;
    this.keep = (period - 1) / period;
    this.share = 1 / period;
  }

  push(close: number): number {
    const change = close - this.before;
    const isFirst = this.before !== this.before;
    this.before = close;
    if (close !== close || isFirst) {
      this.count = 0;
      this.up = 0;
      this.down = 0;
      return Number.NaN;
    }
    const size = Math.abs(change);
    if (this.count === this.period) {
      this.up = this.up * this.keep + (size + change) * this.share;
      this.down = this.down * this.keep + (size - change) * this.share;
      return rsiOf(this.up, this.down);
    }
    this.up += size + change;
    this.down += size - change;
    if (++this.count < this.period) return Number.NaN;
    this.up /= this.period;
    this.down /= this.period;
    return rsiOf(this.up, this.down);
  }
}
