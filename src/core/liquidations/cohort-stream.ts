import { CohortSide, type CohortWatcher } from './cohort-side';
import type { Side } from './types';

/**
 * Who closes when open interest falls. `underWater`: on the side that the price moved against since the last reading, the cohorts most
 * under water first; on the other side, and on both when the price stood still, every cohort the same share.
 * `proportional`: that share on both sides. `fifo`: the oldest first on both.
 */
export const COHORT_CLOSINGS = ['underWater', 'proportional', 'fifo'] as const;

/** Every number of the open-interest cohorts (method.md, section 2). */
export interface CohortSettings {
  /** Default `underWater`. */
  readonly closing: (typeof COHORT_CLOSINGS)[number];
  /** Fee on the notional, to open and again to close [fraction]. Default 0.0005. */
  readonly feeRate: number;
}

export const DEFAULT_COHORT_SETTINGS: CohortSettings = { closing: 'underWater', feeRate: 0.0005 };

/** {@link openInterestCohorts} one bar at a time: `push` each bar at its end, `settle` each funding payment at its instant. */
export class CohortStream {
  readonly longs: CohortSide;
  readonly shorts: CohortSide;
  private readonly settings: CohortSettings;
  private row = -1;
  private close = NaN;
  /** Open interest and close at the last reading. */
  private base = NaN;
  private closeThen = NaN;
  /** Funding that one long unit has paid since the beginning [quote]. */
  private funding = 0;
  /** Typical prices since the last reading. */
  private bars = 0;
  private sum = 0;
  private volume = 0;
  private turnover = 0;

  constructor(settings: CohortSettings, watchers?: Readonly<Record<Side, CohortWatcher>>) {
    const { closing } = settings;
    const key = (sign: number) => (entry: number, row: number) => (closing === 'underWater' ? sign * entry : row);
    this.settings = settings;
    this.longs = new CohortSide(key(-1), watchers?.long);
    this.shorts = new CohortSide(key(1), watchers?.short);
  }

  /** @param base open interest at the bar's end [base units]; NaN when nothing new is known of it. */
  push(high: number, low: number, close: number, volume: number, base: number): void {
    this.row++;
    this.addPrice((high + low + close) / 3, volume);
    if (close > 0) this.close = close;
    if (!(base >= 0 && base < Infinity) || this.bars === 0) return;
    const change = this.base === this.base ? base - this.base : base;
    if (change > 0) this.open(change);
    else if (change < 0) this.shut(base === 0 ? Infinity : -change); // sums round, an empty market is empty
    this.base = base;
    this.closeThen = this.close;
    this.bars = this.sum = this.volume = this.turnover = 0;
  }

  /** Those who are open pay the rate on the last close: longs when it is positive. @param rate fraction; NaN is no payment. */
  settle(rate: number): void {
    const paid = rate * this.close;
    if (paid === paid) this.funding += paid;
  }

  /** Base units open, of longs as of shorts. NaN before the first reading. */
  get openInterest(): number {
    return this.base;
  }

  /** Price at which the side's positions, taken together, lose and win nothing [quote]. NaN when none is open. */
  breakEven(side: Side): number {
    const { feeRate } = this.settings;
    const sign = side === 'long' ? 1 : -1;
    const { meanEntry, meanFunding } = side === 'long' ? this.longs : this.shorts;
    const paid = this.funding - meanFunding; // what longs paid, shorts received
    return (meanEntry * (1 + sign * feeRate) + paid) / (1 - sign * feeRate);
  }

  private addPrice(typical: number, volume: number): void {
    if (!(typical > 0 && typical < Infinity)) return;
    this.bars++;
    this.sum += typical;
    if (!(volume > 0)) return;
    this.volume += volume;
    this.turnover += volume * typical;
  }

  private open(amount: number): void {
    const entry = this.volume > 0 ? this.turnover / this.volume : this.sum / this.bars;
    this.longs.open(entry, amount, this.row, this.funding);
    this.shorts.open(entry, amount, this.row, this.funding);
  }

  private shut(amount: number): void {
    const { longs, shorts } = this;
    switch (this.settings.closing) {
      case 'fifo':
        longs.closeFirst(amount);
        shorts.closeFirst(amount);
        return;
      case 'proportional':
        longs.closeEvenly(amount);
        shorts.closeEvenly(amount);
        return;
      case 'underWater': {
        const moved = this.close - this.closeThen;
        if (moved < 0) longs.closeFirst(amount);
        else longs.closeEvenly(amount);
        if (moved > 0) shorts.closeFirst(amount);
        else shorts.closeEvenly(amount);
      }
    }
  }
}
