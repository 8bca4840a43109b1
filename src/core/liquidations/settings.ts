import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '../time/ms';

/** Every number of the cascade detector that a user may edit (method.md, section 2). */
export interface CascadeSettings {
  /** Grid [ms]; a bucket series with a longer interval brings its own. Default 1 minute. */
  readonly gridMs: Ms;
  /** The baseline is the longer of a time [ms] and a number of bins. Default 7 days, 60 bins. */
  readonly baselineMs: Ms;
  readonly baselineBins: number;
  /** Robust sigmas above the median by width of the bin: below 1 h, from 1 h, from 1 day. Default 4, 3, 2. */
  readonly kBelowHour: number;
  readonly kFromHour: number;
  readonly kDaily: number;
  /** Hot bins closer than this [ms] merge, and as long a time without one ends the event; at least one bin. Default 15 min. */
  readonly mergeMs: Ms;
  /** A hot bin exceeds this amount [USD]. Default 1,000. */
  readonly binFloorUsd: number;
  /**
   * The total of an event exceeds the larger of an amount [USD] and a share of an average day's liquidations of its side
   * over the baseline before its first hot bin: a floor that grows and shrinks with the market. Default 10,000 and 0.4.
   */
  readonly eventFloorUsd: number;
  readonly eventFloorDayShare: number;
  /** The MAD is at least this (in log1p), so that a flat baseline does not make every ripple hot. Default 0.1. */
  readonly minMad: number;
  /**
   * With a larger share of empty bins in the baseline, median and MAD say nothing about size (log1p puts zero a dozen
   * units below a typical bin, so the MAD measures how often bins are empty): a hot bin then exceeds a multiple of the
   * average bin instead. Default 0.1 and 15.
   */
  readonly maxEmptyShare: number;
  readonly sparseMultiple: number;
  /** A price or an open interest describes an instant for this many of its intervals (at least bins). Default 3. */
  readonly staleIntervals: number;
}

export const DEFAULT_CASCADE_SETTINGS: CascadeSettings = {
  gridMs: MS_PER_MINUTE,
  baselineMs: 7 * MS_PER_DAY,
  baselineBins: 60,
  kBelowHour: 4,
  kFromHour: 3,
  kDaily: 2,
  mergeMs: 15 * MS_PER_MINUTE,
  binFloorUsd: 1_000,
  eventFloorUsd: 10_000,
  eventFloorDayShare: 0.4,
  minMad: 0.1,
  maxEmptyShare: 0.1,
  sparseMultiple: 15,
  staleIntervals: 3,
};

/** k for bins of this width. */
export function kFor(settings: CascadeSettings, binMs: Ms): number {
  if (binMs < MS_PER_HOUR) return settings.kBelowHour;
  return binMs < MS_PER_DAY ? settings.kFromHour : settings.kDaily;
}

/** Bins in a full baseline: the longer of `baselineMs` and `baselineBins`. */
export function baselineLength(settings: CascadeSettings, binMs: Ms): number {
  return Math.max(settings.baselineBins, Math.ceil(settings.baselineMs / binMs));
}

/** Bins without a hot one that end an event. */
export function quietBins(mergeMs: Ms, binMs: Ms): number {
  return Math.max(1, Math.ceil(mergeMs / binMs));
}
