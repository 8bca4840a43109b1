import { EmaStream, emaWeight } from './ema';
import { checkPeriod, eachRun, meanOf } from './runs';

/** In the unit of the price, shape (n) each. */
export interface MacdColumns {
  readonly macd: Float64Array;
  readonly signal: Float64Array;
  readonly histogram: Float64Array;
}
export interface MacdPoint {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}
export interface MacdPeriods {
  /** ≥ 1, below `slow`. Default 12. */
  readonly fast?: number;
  /** Default 26. */
  readonly slow?: number;
  /** ≥ 1. Default 9. */
  readonly signal?: number;
}

export function emptyMacd(rows: number): MacdColumns {
  return { macd: new Float64Array(rows), signal: new Float64Array(rows), histogram: new Float64Array(rows) };
}

/** @throws {RangeError} A period is no whole number ≥ 1, or fast is not below slow. */
export function resolveMacd({ fast = 12, slow = 26, signal = 9 }: MacdPeriods): Required<MacdPeriods> {
  checkPeriod('fast', fast);
  checkPeriod('slow', slow);
  checkPeriod('signal', signal);
  if (fast >= slow) throw new RangeError(`fast=${fast} is not below slow=${slow}`);
  return { fast, slow, signal };
}

/**
 * Moving average convergence/divergence: EMA(fast) − EMA(slow), its EMA(signal), and the difference of the two. Both price
 * averages begin at index slow − 1, the fast one seeded with the mean of the `fast` values that end there.
 * @param close prices, shape (n); about NaN see {@link eachRun}.
 * @param out   destination, shape (n) each, none of them `close` itself.
 * @returns `out`: macd is NaN for the first slow − 1 values, signal and histogram for signal − 1 more.
 * @throws {RangeError} as {@link resolveMacd}, or shapes differ.
 * @source TA-Lib's rule (method.md, section 1). Oracle test/oracle/indicators/ta-lib.json, |Δ| ≤ 1e-10 of the price.
 */
export function macd(close: Float64Array, periods: MacdPeriods = {}, out = emptyMacd(close.length)): MacdColumns {
  const resolved = resolveMacd(periods);
  eachRun([close], [out.macd, out.signal, out.histogram], (from, to) => fillRun(close, resolved, out, from, to));
  return out;
}

/** The three recurrences share a loop: each waits for its own value before, and the others go on meanwhile. */
function fillRun(
  close: Float64Array,
  periods: Required<MacdPeriods>,
  out: MacdColumns,
  from: number,
  to: number,
): void {
  const { fast, slow, signal } = periods;
  const { macd: line, signal: signals, histogram } = out;
  const first = from + slow - 1;
  const firstSignal = first + signal - 1;
  line.fill(Number.NaN, from, Math.min(first, to));
  signals.fill(Number.NaN, from, Math.min(firstSignal, to));
  histogram.fill(Number.NaN, from, Math.min(firstSignal, to));
  if (first >= to) return;
  const [fastWeight, slowWeight, signalWeight] = [emaWeight(fast), emaWeight(slow), emaWeight(signal)];
  let fastEma = meanOf(close, first + 1 - fast, first + 1);
  let slowEma = meanOf(close, from, first + 1);
  line[first] = fastEma - slowEma;
  for (let i = first + 1; i <= Math.min(firstSignal, to - 1); i++) {
    fastEma += (close[i] - fastEma) * fastWeight;
    slowEma += (close[i] - slowEma) * slowWeight;
    line[i] = fastEma - slowEma;
  }
  if (firstSignal >= to) return;
  let signalEma = meanOf(line, first, firstSignal + 1);
  signals[firstSignal] = signalEma;
  histogram[firstSignal] = line[firstSignal] - signalEma;
  for (let i = firstSignal + 1; i < to; i++) {
    const price = close[i];
    fastEma += (price - fastEma) * fastWeight;
    slowEma += (price - slowEma) * slowWeight;
    const value = fastEma - slowEma;
    signalEma += (value - signalEma) * signalWeight;
    line[i] = value;
    signals[i] = signalEma;
    histogram[i] = value - signalEma;
  }
}

/** {@link macd} one close at a time. */
export class MacdStream {
  private readonly fast: EmaStream;
  private readonly slow: EmaStream;
  private readonly signal: EmaStream;
  /** The fast average starts late, so that it is seeded with the values that end where the slow one is. */
  private readonly lag: number;
  private count = 0;

  constructor(periods: MacdPeriods = {}) {
    const { fast, slow, signal } = resolveMacd(periods);
    this.fast = new EmaStream(fast);
    this.slow = new EmaStream(slow);
    this.signal = new EmaStream(signal);
    this.lag = slow - fast;
  }

  push(close: number): MacdPoint {
    if (close !== close) this.count = 0;
    else this.count++;
    const fastEma = this.count > this.lag ? this.fast.push(close) : this.fast.push(Number.NaN);
    const line = fastEma - this.slow.push(close);
    const signal = this.signal.push(line);
    return { macd: line, signal, histogram: line - signal };
  }
}
