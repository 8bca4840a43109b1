import type { Settlement } from '#core/options/chain';
import type { CondorReport } from '#core/options/condor-report';
import type { FeeSettings } from '#core/options/fees';
import type { ModelledTenor } from '#core/options/modelled-report';
import type { SmileShape } from '#core/options/modelled-smile';
import type { ParityReport } from '#core/options/parity';
import type { SmileReport } from '#core/options/smile-report';
import type { SurfaceColumns } from '#core/options/surface-history';
import type { Ms } from '#core/time/ms';

/** Where a figure of a chain comes from. */
export interface FromChain {
  readonly instrument: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly settlement: Settlement;
}

/** A value of a stored volatility index [1/√yr], and from when it is known. */
export interface IndexValue {
  readonly instrument: string;
  readonly t: Ms;
  readonly value: number;
}

export type SmileReply = FromChain &
  SmileReport & {
    /** Last value of the index of the asset known by the quotes; undefined without one. */
    readonly venueIndex: IndexValue | undefined;
  };
export type ParityReply = FromChain & ParityReport & { readonly fees: FeeSettings };
export type CondorReply = FromChain &
  CondorReport & {
    /** End of the last day of the history of returns; NaN without one. */
    readonly returnsTo: Ms;
  };

/** A surface made of volatility indices where no chain is stored: a model, marked so wherever it is shown. */
export interface ModelledReply {
  /** Whose options it speaks of: the instrument's own, or those that the equity indices are made of. */
  readonly underlying: string;
  /** Instant of the newest level. */
  readonly t: Ms;
  readonly synthetic: boolean;
  readonly levels: readonly (IndexValue & { readonly days: number })[];
  readonly shape: SmileShape;
  readonly tenors: readonly ModelledTenor[];
}

/** What is known of the volatility of an instrument: a quoted surface, or where no chain is stored a modelled one, or nothing. */
export interface VolatilityReply {
  readonly quoted: SmileReply | null;
  readonly modelled: ModelledReply | null;
}

/** What a chain said at each of its captures, as far as it has been computed: ask again until `pending` is 0. */
export interface SurfaceHistory extends FromChain {
  readonly columns: SurfaceColumns;
  /** Captures of the span that are still to be fitted. */
  readonly pending: number;
}

/** History of one volatility index. Shapes (n), ascending by t. */
export interface IndexHistory {
  readonly instrument: string;
  readonly source: string;
  readonly synthetic: boolean;
  /** Tenor that it measures. */
  readonly days: number;
  /** From when each value is known. */
  readonly t: Float64Array;
  /** [1/√yr]. */
  readonly value: Float64Array;
}

/** Volatility indices that speak for an instrument: its asset's own, and those of equities by tenor. */
export interface IndicesReply {
  readonly own: IndexHistory | null;
  readonly equity: readonly IndexHistory[];
}
