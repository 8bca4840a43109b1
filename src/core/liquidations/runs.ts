/** A run of hot bins, by index: bins first…last, over when bin `closed` had been seen. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly peak: number;
  readonly closed: number;
  /** Sums over bins first…last. */
  readonly long: number;
  readonly short: number;
  readonly prints: number;
  /** Known bins among first…closed. */
  readonly known: number;
}

/**
 * Merges hot bins with fewer than `quiet` bins between them, and closes the run at the end of the first known bin that
 * is at least `quiet` bins after the last hot one. Bins that are not known are never pushed: they are neither hot nor
 * quiet, but time passes, so an outage of `quiet` bins parts two runs and delays the decision until the feed is back.
 */
export class RunTracker {
  private readonly quiet: number;
  private first = -1;
  private last = 0;
  private peak = 0;
  private peakWeight = 0;
  private long = 0;
  private short = 0;
  private prints = 0;
  private pendingLong = 0;
  private pendingShort = 0;
  private pendingPrints = 0;
  private known = 0;

  constructor(quiet: number) {
    this.quiet = quiet;
  }

  /** Whether a run is under way. */
  get open(): boolean {
    return this.first >= 0;
  }

  /**
   * Takes the next known bin.
   * @param weight what the peak is the largest of (first one on ties)
   * @returns the run that this bin shows to be over
   */
  step(i: number, hot: boolean, weight: number, long: number, short: number, prints: number): Run | undefined {
    if (this.first < 0) {
      if (hot) this.begin(i, weight, long, short, prints);
      return undefined;
    }
    this.known++;
    if (i - this.last > this.quiet || (!hot && i - this.last === this.quiet)) {
      const run = this.finish(i);
      if (hot) this.begin(i, weight, long, short, prints);
      return run;
    }
    this.pendingLong += long;
    this.pendingShort += short;
    this.pendingPrints += prints;
    if (hot) this.extend(i, weight);
    return undefined;
  }

  /** The run under way, as if it ended with its last hot bin. Call while `open`. */
  current(): Run {
    const { first, last, peak, long, short, prints } = this;
    return { first, last, peak, closed: last, long, short, prints, known: this.known };
  }

  private begin(i: number, weight: number, long: number, short: number, prints: number): void {
    this.first = i;
    this.known = 1;
    this.peakWeight = -Infinity;
    this.long = this.short = this.prints = 0;
    this.pendingLong = long;
    this.pendingShort = short;
    this.pendingPrints = prints;
    this.extend(i, weight);
  }

  private extend(i: number, weight: number): void {
    this.last = i;
    this.long += this.pendingLong;
    this.short += this.pendingShort;
    this.prints += this.pendingPrints;
    this.pendingLong = this.pendingShort = this.pendingPrints = 0;
    if (weight > this.peakWeight) {
      this.peakWeight = weight;
      this.peak = i;
    }
  }

  private finish(closed: number): Run {
    const { first, last, peak, long, short, prints, known } = this;
    this.first = -1;
    return { first, last, peak, closed, long, short, prints, known };
  }
}
