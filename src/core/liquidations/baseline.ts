import { MAD_TO_SIGMA } from '../stats/robust';
import { RollingMedian } from '../stats/rolling-median';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { baselineLength, kFor, type CascadeSettings } from './settings';

/**
 * What one side's liquidations per bin have been: the last N *covered* bins, strictly before the bin that is judged.
 * An outage longer than the baseline empties it. Shorter ones are skipped, not filled.
 *
 * Readings of method.md, section 2: median and MAD are those of the population (even counts: mean of the middle two),
 * 1.4826 as written, both inequalities strict; see {@link CascadeSettings} for flat and for sparse baselines.
 */
export class Baseline {
  /** Bins in a full baseline. */
  readonly length: number;
  private readonly settings: CascadeSettings;
  private readonly logs: RollingMedian;
  private readonly amounts: Float64Array;
  private readonly k: number;
  private readonly days: number;
  private next = 0;
  private sum = 0;
  private latest = -Infinity;

  constructor(settings: CascadeSettings, binMs: Ms) {
    this.settings = settings;
    this.length = baselineLength(settings, binMs);
    this.logs = new RollingMedian(this.length);
    this.amounts = new Float64Array(this.length);
    this.k = kFor(settings, binMs);
    this.days = (this.length * binMs) / MS_PER_DAY;
  }

  /** Call before judging bin i. Bins come in ascending order; those in between are not covered. */
  advanceTo(i: number): void {
    if (i - this.latest > this.length) {
      this.logs.clear();
      this.next = 0;
      this.sum = 0;
    }
    this.latest = i;
  }

  get full(): boolean {
    return this.logs.full;
  }

  /** What the total of an event that starts now has to exceed [USD]. Call when full. */
  get eventFloor(): number {
    return Math.max(this.settings.eventFloorUsd, (this.settings.eventFloorDayShare * this.sum) / this.days);
  }

  /** log1p(USD) that a hot bin exceeds: m + k·1.4826·d, or the multiple of a sparse baseline. Call when full. */
  threshold(): number {
    const { settings, logs, k, length } = this;
    if (logs.rankAtMost(0) > settings.maxEmptyShare * length)
      return Math.log1p((settings.sparseMultiple * Math.max(0, this.sum)) / length);
    const m = logs.median();
    return m + k * MAD_TO_SIGMA * Math.max(settings.minMad, logs.mad(m));
  }

  /** Whether a bin of this amount [USD] is hot. Never before a full baseline. */
  isHot(usd: number): boolean {
    return this.logs.full && usd > this.settings.binFloorUsd && Math.log1p(usd) > this.threshold();
  }

  /** Adds the bin that was judged. */
  push(usd: number): void {
    if (this.logs.full) this.sum -= this.amounts[this.next];
    this.logs.push(Math.log1p(usd));
    this.amounts[this.next] = usd;
    this.sum += usd;
    this.next = this.next + 1 === this.length ? 0 : this.next + 1;
  }
}
