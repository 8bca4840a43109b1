import type { Columns, Coverage, SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';

/** One thing in the picker. `BTC` (an asset) and `BTCUSDT` (a contract) are different instruments that share a base. */
export interface Instrument {
  readonly id: string;
  readonly base: string;
  readonly quote: string;
  readonly label: string;
  readonly venue: string;
  readonly synthetic: boolean;
  /** Least price step, 0 when unknown. */
  readonly tick: number;
  /** Kinds of series that are stored for it. */
  readonly kinds: readonly SeriesKind[];
  /** Intervals of its stored bars, finest first; empty when there are none. */
  readonly barIntervals: readonly Ms[];
  readonly from: Ms;
  readonly to: Ms;
  /** Close of the newest stored bar, and of the one 24 h before it; NaN when unknown. */
  readonly lastPrice: number;
  readonly dayAgoPrice: number;
}

export interface CoverageSpanInfo {
  readonly from: Ms;
  readonly coverage: Coverage;
}

/** A row of the Data pane. NaN stamps mean that the series is empty. */
export interface SeriesSummary {
  readonly id: number;
  readonly instrument: string;
  readonly kind: SeriesKind;
  readonly interval: Ms;
  readonly source: string;
  readonly field: string;
  readonly from: Ms;
  readonly to: Ms;
  readonly rows: number;
  /** Runs of missing bars between the first and the last; of a recording, times in which nobody listened. */
  readonly gaps: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly coverage: readonly CoverageSpanInfo[];
  readonly synthetic: boolean;
  readonly unit: string;
}

/**
 * Share of the rows a month should hold, per series: 0 none, 1 whole, NaN outside the span or not countable (then 1 where any);
 * of a recording, the share of the month in which somebody listened.
 */
export interface CoverageMap {
  /** First month drawn, as months since January 1970. */
  readonly firstMonth: number;
  readonly months: number;
  readonly rows: readonly {
    readonly id: number;
    readonly share: Float64Array;
    /** Quarantined rows per month. */
    readonly quarantined: Float64Array;
  }[];
}

/** A bar that is not closed yet: made of the finer bars that were known. */
export interface FormingBar {
  readonly t: Ms;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v: number;
  /** Close of the last finer bar in it. */
  readonly until: Ms;
}

export interface BarsReply {
  readonly instrument: string;
  readonly source: string;
  /** Interval of the bars in this reply: the one asked for, or the finest that fits in `maxBars`. */
  readonly interval: Ms;
  readonly bars: Columns<'bars'>;
  /** The bar that the as-of instant falls into, as far as it had been told; null where nothing finer tells of it. */
  readonly forming: FormingBar | null;
  /** Span of all that is stored (known by the as-of instant), not of this reply. */
  readonly from: Ms;
  readonly to: Ms;
  readonly synthetic: boolean;
  readonly volumeUnit: 'base' | 'quote';
}

export interface LiquidationsReply {
  readonly source: string;
  /** Width of a bucket. */
  readonly interval: Ms;
  readonly buckets: Columns<'buckets'>;
  readonly coverage: readonly CoverageSpanInfo[];
  readonly synthetic: boolean;
}

export interface PointsReply {
  readonly source: string;
  readonly instrument: string;
  readonly interval: Ms;
  readonly t: Float64Array;
  readonly value: Float64Array;
  /** `USD`, `BTC`, `fraction`, `decimal per year`… */
  readonly unit: string;
  readonly synthetic: boolean;
}

/** Where computed figures come from. */
export interface Derived {
  /** Instruments and source of the series behind them. */
  readonly source: string;
  /** Of the bars they are computed on. */
  readonly interval: Ms;
  readonly synthetic: boolean;
}

/** `t`: instant from which a row is known, here and below. */
export type BreadthColumns = {
  readonly t: Float64Array;
  /** Advancers minus decliners, summed since the first bar. */
  readonly line: Float64Array;
  /** (A − D) / (A + D) of the row; NaN where nothing moved. */
  readonly normalised: Float64Array;
  /** Members with a bar in the row. */
  readonly members: Float64Array;
};
export type BreadthReply = Derived & { readonly columns: BreadthColumns };

/** Survivors' break-even by side [quote]. */
export type BreakEvenColumns = {
  readonly t: Float64Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
};
export type BreakEvenReply = Derived & { readonly columns: BreakEvenColumns };

/** How well estimated levels told where liquidations came. */
export interface Lift {
  /** Share in the top tenth of places over that of a uniform map: 1 is chance. NaN: not measurable. */
  readonly times: number;
  /** Prints or buckets it was measured on. */
  readonly liquidations: number;
}

/** Estimated liquidation levels: USD by price bin and side. */
export interface LevelsFigures {
  /** What they were known by: the end of the last bar read; NaN without one. */
  readonly t: Ms;
  /** Lower edge of each bin, ascending; its upper edge is that times e^(binBp/10⁴). */
  readonly price: Float64Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
  readonly binBp: number;
  readonly lift: {
    /** Over all that is stored, and over the detected cascades alone. */
    readonly all: Lift;
    readonly cascades: Lift;
    /** Why there is none; '' where there is. */
    readonly lacks: string;
  };
}
export type LevelsReply = Derived & LevelsFigures;

/** One quarantined row as the Data pane shows it. */
export interface QuarantineEntry {
  readonly id: number;
  readonly seriesId: number | null;
  readonly series: string;
  readonly file: string;
  readonly line: number;
  readonly t: Ms;
  readonly reason: string;
  readonly detail: string;
  readonly text: string;
  /** For a row that contradicts a stored one: both by column, and when the newer one came. */
  readonly conflict: {
    readonly stored: Readonly<Record<string, number>>;
    readonly newer: Readonly<Record<string, number>>;
    readonly at: Ms;
    /** False for a release of known time: it is revised by a release of its own. */
    readonly replaceable: boolean;
  } | null;
}

export interface GapEntry {
  readonly seriesId: number;
  readonly series: string;
  /** `rows`: bars are missing. `recording`: nobody listened to the feed, and whether anything happened is not known. */
  readonly what: 'rows' | 'recording';
  readonly from: Ms;
  /** Stamp of the next row that is stored; of a recording, when it went on. */
  readonly to: Ms;
  /** Rows; NaN of a recording. */
  readonly missing: number;
}

export interface DatabaseInfo {
  readonly path: string;
  readonly bytes: number;
  readonly diskFree: number;
  readonly rowsByKind: Readonly<Record<string, number>>;
  readonly bytesByKind: Readonly<Record<string, number>>;
  readonly lastCheck: { readonly at: Ms; readonly sound: boolean; readonly message: string } | null;
  readonly backups: readonly { readonly path: string; readonly at: Ms; readonly bytes: number }[];
}
