import type { AnyColumns, Coverage, SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';

export type SeriesId = number;

/** What makes two series the same one. Disagreeing sources of one quantity stay apart. */
export interface SeriesKey {
  /** Instrument, asset or index: `BTCUSDT`, `BTC`, `VIX`. A metric or macro series carries its own name here too. */
  readonly instrument: string;
  readonly kind: SeriesKind;
  /** Bar interval, 0 when irregular. */
  readonly interval: Ms;
  /** Venue or provider the figures come from: `binance`, `coinglass`, `file`, `sample`. */
  readonly source: string;
  /** Which figure, where an instrument has several of one kind (`metric`: `orderbookBidsUsd`); else ''. */
  readonly field: string;
}

/** How long after its stamp a row can be known: a bar its interval, a print nothing (method.md, section 0). */
export interface SeriesTraits {
  readonly knownLag: Ms;
  readonly volumeUnit: 'base' | 'quote';
  /** Unit of premiums or values, for display: `USD`, `BTC`, `fraction`. */
  readonly unit: string;
  readonly synthetic: boolean;
}

export interface SeriesRecord extends SeriesKey, SeriesTraits {
  readonly id: SeriesId;
  readonly rows: number;
  /** First and last stamp; NaN when empty. */
  readonly from: Ms;
  readonly to: Ms;
  /** Identical rows that arrived again within one file: a fault of that file worth showing. */
  readonly duplicates: number;
  /** Grows with each change of its rows: a cache key. */
  readonly revision: number;
}

/** Coverage holds from an instant on, until the next span of the series. */
export interface CoverageSpan {
  readonly from: Ms;
  readonly coverage: Coverage;
}

export type QuarantineReason =
  | 'unparseable'
  | 'highBelowLow'
  | 'closeOutsideRange'
  | 'negativeVolume'
  | 'nonPositivePrice'
  | 'futureTime'
  | 'timeOutOfRange'
  | 'unitMixUp'
  | 'conflict'
  | 'wrongColumnCount';

export interface QuarantinedRow {
  readonly file: string;
  /** 1-based line in the unpacked file; row number for Parquet. */
  readonly line: number;
  /** Stamp of the row, NaN when it could not be read. */
  readonly t: Ms;
  readonly reason: QuarantineReason;
  /** One sentence for a person: field, value, what was expected. */
  readonly detail: string;
  /** The row as it stood in the file, at most 1,000 characters. */
  readonly text: string;
}

/** One series' share of a page. Rows need not be sorted; `line[i]` is the file line of row i. */
export interface PageBlock {
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly CoverageSpan[];
  readonly columns: AnyColumns;
  readonly line: Float64Array;
}

export interface MacroRelease {
  readonly seriesId: string;
  /** Start of the reference period. */
  readonly period: Ms;
  /** Instant of publication; NaN when the source does not tell: such a series is not point-in-time. */
  readonly released: Ms;
  /** NaN for a release that is only scheduled. */
  readonly value: number;
}

/** A unit of work that is committed whole, with its cursor and provenance, or not at all. */
export interface Page {
  readonly blocks: readonly PageBlock[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly cursor: ImportCursor;
}

/** Where an import stands: written in the page's own transaction, so that an interrupted run goes on from here. */
export interface ImportCursor {
  /** SHA-256 of the file's identity (content head and tail, size) and of the mapping. */
  readonly fingerprint: string;
  readonly path: string;
  readonly source: string;
  readonly kind: SeriesKind;
  /** Bytes (of the file as it lies on disk or unpacked, as the importer chooses) and lines already committed. */
  readonly offset: number;
  readonly line: number;
  readonly done: boolean;
}

/** rows = added + unchanged + merged + quarantined. */
export interface PageCounts {
  readonly rows: number;
  /** New rows. */
  readonly added: number;
  /** Rows that were there already, to the last digit. */
  readonly unchanged: number;
  /** Rows that filled missing values of one that was there. */
  readonly merged: number;
  readonly quarantined: number;
  readonly reasons: Partial<Record<QuarantineReason, number>>;
}

export interface ReadRange {
  readonly from?: Ms;
  /** Exclusive. */
  readonly to?: Ms;
  /** Only what was known by then. */
  readonly asOf?: Ms;
}
