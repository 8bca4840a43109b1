import type { Bars } from '../series/schema';
import { checkPeriod, eachRun } from './runs';

/**
 * Average true range: true range = the largest of high − low, |high − close before| and |low − close before|.
 * @param bars   h, l and c, shape (n) each; about NaN see {@link eachRun}.
 * @param period true ranges averaged, ≥ 1.
 * @param out    destination, shape (n), not a column of `bars`.
 * @returns `out`: in the unit of the price; NaN for the first `period` bars (the first bar has no close before it).
 * @throws {RangeError} period is no whole number ≥ 1, or shapes differ.
 * @source Wilder (1978), New Concepts in Technical Trading Systems: the mean of the first `period` true ranges, then (before · (period − 1) + range) /
 *   period. Oracle test/oracle/indicators/ta-lib.json (TA-Lib), |Δ| ≤ 1e-10 relative.
 */
export function atr(
  bars: Pick<Bars, 'h' | 'l' | 'c'>,
  period = 14,
  out: Float64Array = new Float64Array(bars.c.length),
): Float64Array {
  checkPeriod('period', period);
  eachRun([bars.h, bars.l, bars.c], [out], (from, to) => fillRun(bars, period, out, from, to));
  return out;
}

function fillRun(
  { h, l, c }: Pick<Bars, 'h' | 'l' | 'c'>,
  period: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const first = from + period;
  out.fill(Number.NaN, from, Math.min(first, to));
  if (first >= to) return;
  let average = 0;
  for (let i = from + 1; i <= first; i++) average += trueRange(h[i], l[i], c[i - 1]);
  out[first] = average /= period;
  const keep = (period - 1) / period;
  const share = 1 / period;
  for (let i = first + 1; i < to; i++) out[i] = average = average * keep + trueRange(h[i], l[i], c[i - 1]) * share;
}

function trueRange(high: number, low: number, closeBefore: number): number {
  return Math.max(high - low, Math.abs(high - closeBefore), Math.abs(low - closeBefore));
}

/** {@link atr} one bar at a time. */
export class AtrStream {
  private readonly period: number;
  private closeBefore = Number.NaN;
  private count = 0;
  private average = 0;

  constructor(period = 14) {
    checkPeriod('period', period);
    this.period = period;
  }

  push(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.closeBefore);
    const isMissing = high !== high || low !== low || close !== close;
    const isFirst = this.closeBefore !== this.closeBefore;
    this.closeBefore = isMissing ? Number.NaN : close;
    if (isMissing || isFirst) {
      this.count = 0;
      this.average = 0;
      return Number.NaN;
    }
    const { period } = this;
    if (this.count === period) return (this.average = this.average * ((period - 1) / period) + range * (1 / period));
    this.average += range;
    if (++this.count < period) return Number.NaN;
    return (this.average /= period);
  }
}
