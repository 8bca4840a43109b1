import type { Bars, Columns, Coverage, LiquidationBuckets, Prints } from '../series/schema';
import type { Ms } from '../time/ms';

/** Side of the positions that were closed by force: `long` in a falling market, `short` in a squeeze. */
export type Side = 'long' | 'short';

/** What found an event: liquidations themselves, the proxy where none are recorded, or a plain price move. */
export type CascadeRule = 'liquidations' | 'proxy' | 'absoluteMove';

/** Half-open span [from, to). */
export interface Span {
  readonly from: Ms;
  readonly to: Ms;
}

/** From this instant on (until the next entry) the series has this coverage. Lists are ascending by `from`. */
export interface CoverageSpan {
  readonly from: Ms;
  readonly coverage: Coverage;
}

/** Columns whose row at t is known at t + interval, and tells the state then. Interval 0: a snapshot, known at t. */
export interface Timed<C> {
  readonly columns: C;
  readonly interval: Ms;
}

/** Liquidations as single prints (each known at its t) or as sums per interval (known at t + interval). */
export type LiquidationSeries =
  | { readonly kind: 'prints'; readonly columns: Prints }
  | { readonly kind: 'buckets'; readonly columns: LiquidationBuckets; readonly interval: Ms };

/** What describes an event besides its liquidations. What is absent gives NaN fields. */
export interface MarketContext {
  readonly bars?: Timed<Bars> | undefined;
  readonly oi?: Timed<Columns<'oi'>> | undefined;
  readonly funding?: Columns<'funding'> | undefined;
  readonly coverage?: readonly CoverageSpan[] | undefined;
}

export interface CascadeInput extends MarketContext {
  readonly liquidations: LiquidationSeries;
  /**
   * When the feed was alive: ascending, disjoint. A bin outside (or only partly inside) is unknown, never zero.
   * Without it every bin between the first and the last row counts as covered, and an absent one as zero.
   */
  readonly covered?: readonly Span[] | undefined;
  /**
   * The instant at which the question is asked; the feed is taken as alive until then. Rows not known by then are not
   * read. Default: the end of `covered`, else the instant at which the last row was known.
   */
  readonly asOf?: Ms | undefined;
}

/** One cascade. Times epoch ms; NaN is a value that could not be known at the decision. */
export interface CascadeEvent {
  readonly rule: CascadeRule;
  readonly side: Side;
  /** Open of the first hot bin. */
  readonly start: Ms;
  /** Open of the bin with the largest liquidations of this side (proxy: largest return; absolute move: deepest close). */
  readonly peak: Ms;
  /** End of the last hot bin. */
  readonly end: Ms;
  /** When the event was known to be over. No field uses anything known later. */
  readonly decision: Ms;
  /** USD of longs and of shorts liquidated in [start, end). */
  readonly notionalLongUsd: number;
  readonly notionalShortUsd: number;
  /** Prints of this side in [start, end); NaN when only sums are known. */
  readonly prints: number;
  /** Close of the last bar known at the start. */
  readonly priceStart: number;
  /** Lowest low (short: highest high) of the bars that overlap [start, decision) and are known by the decision. */
  readonly priceExtreme: number;
  /** Close of the last bar known at the end. */
  readonly priceEnd: number;
  /** 10⁴·ln(priceStart/priceExtreme) for longs, mirrored for shorts: positive when the move hurt this side. */
  readonly dropBp: number;
  /** Open interest known at the start, and the last one known in [end, decision]. USD, or base units (`oiUnit`). */
  readonly oiBefore: number;
  readonly oiAfter: number;
  readonly oiChange: number;
  readonly oiUnit: 'usd' | 'base';
  /** 1 − after/before, in base units when they are known, so that a falling price closes nothing by itself. */
  readonly oiShareClosed: number;
  /** Last funding rate settled at or before the start; last one settled in [end, decision]. */
  readonly fundingBefore: number;
  readonly fundingAfter: number;
  /** The worst coverage in force in [start, decision); null when the series does not state one. */
  readonly coverage: Coverage | null;
  /** Share of the bins in [start, decision) for which there is data; below 1 the sums understate. */
  readonly coveredShare: number;
}
