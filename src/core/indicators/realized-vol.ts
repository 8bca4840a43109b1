import { SlidingMoments } from '../math/sliding';
import type { Bars } from '../series/schema';
import { MS_PER_YEAR, type Ms } from '../time/ms';
import { checkPeriod } from './runs';

export const REALIZED_VOL_METHODS = ['close', 'parkinson', 'garman-klass', 'yang-zhang'] as const;
export type RealizedVolMethod = (typeof REALIZED_VOL_METHODS)[number];

export interface RealizedVolOptions {
  readonly method: RealizedVolMethod;
  /** Terms averaged: ≥ 1 for parkinson and garman-klass, ≥ 2 for the others. */
  readonly window: number;
  /** Length of a bar [ms]: the year has 365 days of them (method.md, section 0). */
  readonly interval: Ms;
}

type Ohlc = Pick<Bars, 'o' | 'h' | 'l' | 'c'>;

/**
 * Realised volatility over the last `window` bars [1/√yr; 0.65 = 65 %]: √(variance per bar · bars per year), with the
 * variance per bar, all logs natural,
 * - `close`: sample variance (n − 1, about the mean) of ln(c/c₋₁);
 * - `parkinson`: mean of ln(h/l)² / (4 ln 2);
 * - `garman-klass`: mean of ln(h/l)²/2 − (2 ln 2 − 1) ln(c/o)²;
 * - `yang-zhang`: var(ln(o/c₋₁)) + k var(ln(c/o)) + (1 − k) mean(ln(h/c) ln(h/o) + ln(l/c) ln(l/o)), sample variances,
 *   k = 0.34 / (1.34 + (n + 1)/(n − 1)).
 * @param bars shape (n) each; `close` reads c alone.
 * @param out  destination, shape (n), not a column of `bars`.
 * @returns `out`: NaN for the first window − 1 bars, for the first `window` where the close before is needed (`close`,
 *   `yang-zhang`). A price that is missing or not positive starts the window afresh. NaN too where bars contradict
 *   themselves (high below close) so far that the variance is negative.
 * @throws {RangeError} window is no whole number or too small, interval is not positive, or shapes differ.
 * @source Parkinson (1980); Garman & Klass (1980), the form without cross terms; Rogers & Satchell (1991); Yang & Zhang
 *   (2000). Oracle test/oracle/indicators/realized-vol.json, |Δ| ≤ 1e-10 relative.
 */
export function realizedVol(
  bars: Ohlc,
  options: RealizedVolOptions,
  out: Float64Array = new Float64Array(bars.c.length),
): Float64Array {
  const { o, h, l, c } = bars;
  for (const x of [o, h, l, out]) if (x.length !== c.length) throw new RangeError(`shapes ${c.length}, ${x.length}`);
  const stream = new RealizedVolStream(options);
  for (let i = 0; i < c.length; i++) out[i] = stream.push(o[i], h[i], l[i], c[i]);
  return out;
}

/** {@link realizedVol} one bar at a time. */
export class RealizedVolStream {
  private readonly method: RealizedVolMethod;
  private readonly window: number;
  private readonly barsPerYear: number;
  /** Terms of the one-variance methods; Rogers–Satchell terms of yang-zhang. */
  private readonly terms: SlidingMoments;
  private readonly opens: SlidingMoments;
  private readonly closes: SlidingMoments;
  private closeBefore = Number.NaN;

  constructor({ method, window, interval }: RealizedVolOptions) {
    checkPeriod('window', window, method === 'close' || method === 'yang-zhang' ? 2 : 1);
    if (!(interval > 0 && interval < Infinity)) throw new RangeError(`interval=${interval}`);
    this.method = method;
    this.window = window;
    this.barsPerYear = MS_PER_YEAR / interval;
    this.terms = new SlidingMoments(window);
    this.opens = new SlidingMoments(method === 'yang-zhang' ? window : 0);
    this.closes = new SlidingMoments(method === 'yang-zhang' ? window : 0);
  }

  push(open: number, high: number, low: number, close: number): number {
    const before = this.closeBefore;
    const isUsable = isPrice(close) && (this.method === 'close' || (isPrice(open) && isPrice(high) && isPrice(low)));
    this.closeBefore = isUsable ? close : Number.NaN;
    if (!isUsable) {
      this.terms.reset();
      this.opens.reset();
      this.closes.reset();
      return Number.NaN;
    }
    const variance = this.varianceWith(open, high, low, close, before);
    return this.terms.count === this.window ? Math.sqrt(variance * this.barsPerYear) : Number.NaN;
  }

  private varianceWith(open: number, high: number, low: number, close: number, before: number): number {
    const { terms } = this;
    switch (this.method) {
      case 'close':
        if (before === before) terms.push(Math.log(close / before));
        return terms.sampleVariance;
      case 'parkinson':
        terms.push(Math.log(high / low) ** 2 / (4 * Math.LN2));
        return terms.mean;
      case 'garman-klass':
        terms.push(Math.log(high / low) ** 2 / 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2);
        return terms.mean;
      case 'yang-zhang': {
        if (before !== before) return Number.NaN;
        this.opens.push(Math.log(open / before));
        this.closes.push(Math.log(close / open));
        terms.push(Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open));
        const n = this.window;
        const k = 0.34 / (1.34 + (n + 1) / (n - 1));
        return this.opens.sampleVariance + k * this.closes.sampleVariance + (1 - k) * terms.mean;
      }
    }
  }
}

const isPrice = (x: number): boolean => x > 0 && x < Infinity;
