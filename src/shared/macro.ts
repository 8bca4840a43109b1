import { z } from 'zod';
import type { MacroBasis, MacroState } from '#core/macro/types';
import type { Ms } from '#core/time/ms';

const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);
const SeriesName = z.string().trim().min(1).max(80);
const Figure = z.number().min(-1e15).max(1e15);

export const MACRO_GROUPS = ['policy', 'prices', 'growth', 'labour', 'money', 'exchange', 'volatility', 'crossAsset', 'other'] as const; // prettier-ignore
export type MacroGroup = (typeof MACRO_GROUPS)[number];

export interface MacroSeriesInfo {
  /** Of a stored daily series of another kind: `close:SPY`, `slope:VIX/VIX3M`, `metric:MARKET.btcDominance`. */
  readonly id: string;
  readonly label: string;
  /** As it is printed: `%`, `pp`, `bp`, `index`, `USD`; '' unknown. */
  readonly unit: string;
  readonly frequency: string;
  readonly source: string;
  readonly group: MacroGroup;
  /** ISO 4217 of the economy, '' where it has none. */
  readonly currency: string;
  readonly basis: MacroBasis;
  /** One sentence: how its instants are known, or why it is refused where point-in-time is required. */
  readonly basisWords: string;
  /** Series of what was expected; null: none is stored. */
  readonly consensus: string | null;
  readonly synthetic: boolean;
  /** Figures known, and the first and last of their periods; NaN without one. */
  readonly figures: number;
  readonly from: Ms;
  readonly to: Ms;
  /** What it said at the instant asked for; null with `lacks`. */
  readonly state: MacroState | null;
  /** Why there is no state: `not point-in-time`, `nothing released`. '' when there is one. */
  readonly lacks: string;
}

export const MacroReadSchema = z
  .strictObject({
    series: SeriesName,
    /** Reference periods. */
    from: Instant,
    to: Instant,
    /** An earlier instant whose knowledge is drawn beside that of the clock. */
    then: Instant.nullable().default(null),
    asOf: Instant.optional(),
  })
  .refine((q) => q.from < q.to, 'from must come before to');
export type MacroReadQuery = z.output<typeof MacroReadSchema>;

/** A series by its periods, shape (n) each. Nothing was known later than the instant asked for. */
export interface MacroReading {
  readonly series: string;
  readonly unit: string;
  readonly basis: MacroBasis;
  readonly period: Float64Array;
  /** Since when a figure of the period was known first; NaN: not told. */
  readonly known: Float64Array;
  /** First print. */
  readonly first: Float64Array;
  /** As known at the clock. */
  readonly value: Float64Array;
  /** As known at `then`, NaN where nothing was; null when it was not asked for. */
  readonly then: Float64Array | null;
  /** Consensus before the first release, NaN where none is stored. */
  readonly consensus: Float64Array;
  readonly revisions: number;
  /** Why it is empty; '' when it is not. */
  readonly lacks: string;
}

/** A date of the calendar. Ahead of the clock only when the date itself was known by then. */
export interface MacroEvent {
  readonly t: Ms;
  /** `FOMC`, `CPI`, `PPI`, `GDP`, or the series. */
  readonly label: string;
  readonly series: string;
  readonly title: string;
  readonly period: Ms;
  /** When the date itself became known; NaN: not told. */
  readonly announced: Ms;
  readonly unit: string;
  readonly status: 'released' | 'scheduled';
  /** NaN: scheduled, or the figure is not stored. */
  readonly value: number;
  readonly previous: number;
  readonly consensus: number;
  readonly surprise: number;
  readonly source: string;
  readonly synthetic: boolean;
}

export interface MacroCalendarReply {
  /** In the order of their instants. */
  readonly events: readonly MacroEvent[];
  /** The next one of each label after the clock, soonest first. */
  readonly next: readonly MacroEvent[];
  /** What a person has to know: dates whose announcement is not stored are not shown ahead of a past clock, say. */
  readonly words: readonly string[];
}

/** A policy rate that a differential can be made of. */
export interface PolicyRate {
  readonly currency: string;
  readonly series: string;
  readonly label: string;
  readonly basis: MacroBasis;
  /** Decimal per year as known at the clock, and since when it holds. */
  readonly rate: number;
  readonly since: Ms;
  readonly lacks: string;
  readonly synthetic: boolean;
}

export const DifferentialSchema = z.strictObject({
  a: z.string().min(1).max(12),
  b: z.string().min(1).max(12),
  from: Instant,
  to: Instant,
  asOf: Instant.optional(),
});
export type DifferentialQuery = z.output<typeof DifferentialSchema>;

export interface DifferentialReading {
  readonly a: PolicyRate;
  readonly b: PolicyRate;
  /** Instants at which either rate was known to change, and what held from then on [decimal per year], shape (n). */
  readonly known: Float64Array;
  readonly rateA: Float64Array;
  readonly rateB: Float64Array;
  readonly value: Float64Array;
  /** Where |value| turned from growing to shrinking (`narrowing`) or the other way round. */
  readonly turns: readonly { readonly t: Ms; readonly kind: 'narrowing' | 'widening' }[];
  readonly lacks: string;
}

/** A figure or a date that a person types in. The same series, period and release again replaces what was typed before. */
export const MacroEntrySchema = z.strictObject({
  series: SeriesName,
  label: z.string().trim().max(120).default(''),
  unit: z.string().trim().max(20).default(''),
  period: Instant,
  /** Null: the instant is not known, and the series is not point-in-time. */
  released: Instant.nullable(),
  /** When the date itself became known; null: not told. */
  announced: Instant.nullable().default(null),
  /** Null: only scheduled. */
  value: Figure.nullable(),
});
export type MacroEntry = z.output<typeof MacroEntrySchema>;
export const MacroEntryKeySchema = MacroEntrySchema.pick({ series: true, period: true, released: true });
