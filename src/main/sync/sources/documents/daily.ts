import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { FetchedSeries, Range } from '../../source';

/** One figure of a day. */
export interface Daily {
  /** Start of the day. */
  readonly t: Ms;
  readonly value: number;
}

/** A metric with one figure per day. */
export interface DailyMetric {
  readonly instrument: string;
  readonly field: string;
  readonly unit: string;
  /** How long after the start of its day a figure is known. */
  readonly knownLag: Ms;
}

/** Figures within the range as a series; missing ones are left out. */
export function dailySeries(
  { instrument, field, unit, knownLag }: DailyMetric,
  figures: readonly Daily[],
  { from, to }: Range,
): FetchedSeries {
  const kept = figures.filter(({ t, value }) => t >= from && t < to && Number.isFinite(value));
  return {
    instrument,
    kind: 'metric',
    interval: MS_PER_DAY,
    field,
    traits: { knownLag, volumeUnit: 'base', unit, synthetic: false },
    coverage: [],
    columns: { t: Float64Array.from(kept, ({ t }) => t), value: Float64Array.from(kept, ({ value }) => value) },
  };
}
