import type { Coverage } from '#core/series/schema';
import type { Ms } from '#core/time/ms';

export const CASCADE_RULES = ['liquidations', 'proxy', 'absoluteMove'] as const;
export type CascadeRule = (typeof CASCADE_RULES)[number];

/** A detected event. NaN: not computable, the series for it is missing. */
export interface CascadeRow {
  readonly id: string;
  readonly instrument: string;
  readonly rule: CascadeRule;
  /** Side of the positions that were closed: `long` in a fall, `short` in a squeeze. */
  readonly side: 'long' | 'short';
  readonly start: Ms;
  readonly peak: Ms;
  readonly end: Ms;
  /** First instant at which the event could be known to be over. */
  readonly decision: Ms;
  /** Width of a bin of the grid it was found on. */
  readonly grid: Ms;
  readonly notionalLongUsd: number;
  readonly notionalShortUsd: number;
  /** Number of prints, NaN where the series holds sums. */
  readonly prints: number;
  readonly priceStart: number;
  /** Low of a fall, high of a squeeze. */
  readonly priceLow: number;
  readonly priceEnd: number;
  /** Start to low in basis points, positive in the direction of the squeeze. */
  readonly dropBp: number;
  readonly oiBefore: number;
  readonly oiAfter: number;
  /** (after − before) / before. */
  readonly oiChange: number;
  readonly fundingBefore: number;
  readonly fundingAfter: number;
  /** Null: the series does not say how complete it is, or the rule reads no liquidations. */
  readonly coverage: Coverage | null;
  readonly synthetic: boolean;
  /** Instrument and source of the bars behind the price fields; '' when there are none. */
  readonly priceSource: string;
}

/** One event bin by bin, with as much before and after it as was asked for. */
export interface CascadeTimeline {
  readonly event: CascadeRow;
  readonly t: Float64Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Close of the bar that ends with the bin; NaN without bars. */
  readonly price: Float64Array;
  readonly oi: Float64Array;
}
