import { RobustThreshold } from '../stats/robust-threshold';
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
  private readonly logs: RobustThreshold;
  private readonly amounts: Float64Array;
  private readonly days: number;
  private next = 0;
  private empty = 0;
  private sum = 0;
  private latest = -Infinity;

  constructor(settings: CascadeSettings, binMs: Ms) {
    this.settings = settings;
    this.length = baselineLength(settings, binMs);
    this.logs = new RobustThreshold(this.length, kFor(settings, binMs), settings.minMad);
    this.amounts = new Float64Array(this.length);
    this.days = (this.length * binMs) / MS_PER_DAY;
  }

  /** Call before judging bin i. Bins come in ascending order; those in between are not covered. */
  advanceTo(i: number): void {
    if (i - this.latest > this.length) {
      this.logs.clear();
      this.next = 0;
      this.sum = 0;
      this.empty = 0;
    }
    this.latest = i;
  }

  /** What the total of an event that starts now has to exceed [USD]. Call when full. */
  get eventFloor(): number {
    return Math.max(this.settings.eventFloorUsd, (this.settings.eventFloorDayShare * this.sum) / this.days);
  }

  /** Whether a bin of this amount [USD] is hot. Never before a full baseline. */
  isHot(usd: number): boolean {
    const { settings, logs, length } = this;
    if (!logs.full || !(usd > settings.binFloorUsd)) return false;
    if (this.empty > settings.maxEmptyShare * length)
      return Math.log1p(usd) > Math.log1p((settings.sparseMultiple * Math.max(0, this.sum)) / length);
    return logs.exceeds(Math.log1p(usd));
  }

  /** Adds the bin that was judged. */
  push(usd: number): void {
    if (this.logs.full) {
      const old = this.amounts[this.next];
      this.sum -= old;
      if (old === 0) this.empty--;
    }
    if (usd === 0) this.empty++;
    this.logs.push(Math.log1p(usd));
    this.amounts[this.next] = usd;
    this.sum += usd;
    this.next = this.next + 1 === this.length ? 0 : this.next + 1;
  }
}
