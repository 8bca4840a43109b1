import type { AnyColumns, Coverage, SeriesKind } from '../series/schema';
import type { Ms } from '../time/ms';
import type { EntityKind, StatementRow } from '../value/types';

/** Everything the sample market makes carries this source name and `synthetic: true`: it must never pass for market data. */
export const SAMPLE_SOURCE = 'sample';

export interface SampleInstrument {
  /** `SIM-BTC`: the name under which bars, liquidations, open interest, funding and chains are stored. */
  readonly id: string;
  readonly base: string;
  readonly quote: string;
  readonly kind: 'perpetual';
  /** Smallest price step [quote currency]. */
  readonly tickSize: number;
  /** Base units of one contract. */
  readonly contractSize: number;
  /** Series name of its volatility index, undefined when it has none. */
  readonly volatilityIndex: string | undefined;
  readonly hasOptions: boolean;
}

/** What the whole market holds, known before anything is generated. */
export interface SampleDescription {
  readonly synthetic: true;
  readonly source: typeof SAMPLE_SOURCE;
  readonly seed: number;
  /** Grows when the same seed stops giving the same bytes. */
  readonly version: number;
  readonly from: Ms;
  /** From here on 1-minute bars and 5-minute open interest exist beside the hourly ones. */
  readonly minuteFrom: Ms;
  /** Exclusive: the first instant after the last bar. */
  readonly to: Ms;
  readonly instruments: readonly SampleInstrument[];
  /** Names of the units, for progress; length = `units`. */
  readonly unitNames: readonly string[];
}

/** One stored series: key and traits named as the store names them. */
export interface SampleSeries {
  readonly instrument: string;
  readonly kind: Exclude<SeriesKind, 'macro'>;
  /** Bar interval [ms], 0 when irregular. */
  readonly interval: Ms;
  readonly source: typeof SAMPLE_SOURCE;
  readonly field: string;
  /** How long after its stamp a row can be known [ms]. */
  readonly knownLag: Ms;
  readonly volumeUnit: 'base' | 'quote';
  /** Unit of values or premiums: `USDT`, `BTC`, `fraction`. */
  readonly unit: string;
  readonly synthetic: true;
  readonly coverage: readonly { readonly from: Ms; readonly coverage: Coverage }[];
  /** Columns of `SHAPES[shapeOf(kind, interval)]`, sorted by key. */
  readonly columns: AnyColumns;
}

export interface SampleMacroRelease {
  readonly seriesId: string;
  /** Start of the reference period (of the meeting day for a policy rate). */
  readonly period: Ms;
  readonly released: Ms;
  /** Per cent; NaN for a release that is only scheduled. */
  readonly value: number;
  /** When the date of a scheduled release became known; a revision comes unannounced. */
  readonly announced?: Ms;
}

export type SampleSide = 'long' | 'short';

/** One true cascade of one instrument, from the simulator's causal graph. */
export interface SampleCascade {
  /** Unique within its instrument, from 0, in order of start. */
  readonly id: number;
  readonly instrument: string;
  /** Side of the closed positions: `long` = prices fell. */
  readonly side: SampleSide;
  /** Instants of the first and the last forced closure. */
  readonly start: Ms;
  readonly end: Ms;
  /** Sum over its prints [USD]. */
  readonly notionalUsd: number;
  readonly prints: number;
  /** Prints whose parent is another print: they would not have happened without it. */
  readonly endogenous: number;
  /** Price before the first and the worst price until the end [quote currency]. */
  readonly startPrice: number;
  readonly extremePrice: number;
  /** Open interest before [USD]. */
  readonly openInterestUsd: number;
}

/** The known truth of one instrument. `cascade` and `parent` are aligned with the rows of its print series. */
export interface SampleTruth {
  readonly instrument: string;
  /** Per print: id of its cascade, −1 when it belongs to none. */
  readonly cascade: Int32Array;
  /** Per print: row of the closure that caused it, −1 when exogenous. */
  readonly parent: Int32Array;
  readonly cascades: readonly SampleCascade[];
}

/** Something that can be valued, with its dated figures. */
export interface SampleEntity {
  readonly id: string;
  readonly name: string;
  readonly kind: EntityKind;
  readonly symbol: string;
  /** Whose prices are its own. */
  readonly instrument: string;
  readonly note: string;
  readonly rows: readonly StatementRow[];
}

/** What one unit made: blocks to store, and the truth beside them. */
export interface SampleUnit {
  readonly name: string;
  readonly series: readonly SampleSeries[];
  readonly macro: readonly SampleMacroRelease[];
  /** Present for instrument units. */
  readonly truth: SampleTruth | undefined;
  /** Undefined for a unit of whose market nothing is valued. */
  readonly valued: SampleEntity | undefined;
}

/**
 * A seeded market in steps: `run(0)` … `run(units − 1)` in any order or in several workers, each a few tenths of a second,
 * so that a caller can show progress and stop between them. A unit's result depends on the seed and its number alone.
 */
export interface SampleMarket {
  readonly units: number;
  describe(): SampleDescription;
  /** @throws {RangeError} `unit` is not an integer in [0, units). */
  run(unit: number): SampleUnit;
}
