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

/** One row by its columns; NaN where missing. */
export type RowValues = Readonly<Record<string, number>>;

/** A row that came and the stored one that it contradicts, both in full. */
export interface Contradiction {
  /** As it was stored when the newer row last came. */
  readonly stored: RowValues;
  readonly newer: RowValues;
  /** When the newer row first came. */
  readonly at: Ms;
}

/** A row, its key included, that came and contradicts what is stored of a series or, by name, of a macro series. */
export interface RefusedRow {
  readonly owner: SeriesId | string;
  readonly values: RowValues;
}

/** One series' share of a page. Rows need not be sorted; `line[i]` is the file line of row i. */
export interface PageBlock {
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly CoverageSpan[];
  readonly columns: AnyColumns;
  readonly line: Float64Array;
  /** Chunks of these very rows that are packed already; the commit packs the others. */
  readonly packed?: readonly PackedChunk[];
  /** Where the arrays are to be used again: one word of shared memory, set to 1 by whoever is done with the page. */
  readonly lease?: Int32Array<SharedArrayBuffer> | undefined;
}

/** Packed columns as they rest in the file. */
export interface PackedBlock {
  readonly data: Uint8Array;
  readonly crc: number;
}
/** Coarser bars of one chunk. */
export interface CoarseBlock extends PackedBlock {
  readonly level: Ms;
  readonly rows: number;
}
export interface PackedChunk extends PackedBlock {
  readonly bucket: Ms;
  readonly rows: number;
  readonly coarse: readonly CoarseBlock[];
}

export interface MacroRelease {
  readonly seriesId: string;
  /** Start of the reference period. */
  readonly period: Ms;
  /** Instant of publication; NaN when the source does not tell: such a series is not point-in-time. */
  readonly released: Ms;
  /** NaN for a release that is only scheduled. */
  readonly value: number;
  /** Instant at which `released` itself became known, absent where nobody tells. One that is not before the release says nothing. */
  readonly announced?: Ms;
  /** Of a stored one: a person typed the figure in, and may take it out. */
  readonly typed?: true;
  /** Line of the file it comes from, where there is one. */
  readonly line?: number;
}

/** A unit of work that is committed whole, with its cursor and provenance, or not at all. */
export interface Page {
  readonly blocks: readonly PageBlock[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly cursor: ImportCursor;
  /** Ranges of data sets that this page settles: never asked for again. */
  readonly settled?: readonly PageSpan[];
}

/** A data set of a network source, by the names that it is asked for with. */
export interface DatasetKey {
  readonly source: string;
  readonly offer: string;
  readonly instrument: string;
  readonly interval: Ms;
}

/** A range of a data set of which a source has told all it has: rows, or that there are none to be had. */
export interface SettledSpan extends DatasetKey {
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
  readonly state: 'fetched' | 'notAvailable';
  /** When the source said so. */
  readonly at: Ms;
}

/** A settled range as a page brings it. */
export interface PageSpan extends SettledSpan {
  /** It is forgotten with the series of its own instrument alone. Default: with any series that the page feeds. */
  readonly isOwn?: boolean;
}

/** A data set of which something is settled. */
export interface SettledDataset extends DatasetKey {
  /** When its source last told anything of it. */
  readonly at: Ms;
}

/** Where an import stands: written in the page's own transaction, so that an interrupted run goes on from here. */
export interface ImportCursor {
  /** SHA-256 of the file's identity (content head and tail, size) and of the mapping; of its names for a data set. */
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
  /**
   * Rows that were there already, to the last digit, and rows that contradict a stored one in the very values that a person
   * refused before: neither changes anything, nor asks anything of a person.
   */
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

export interface SeriesFilter {
  readonly instrument?: string;
  readonly kind?: SeriesKind;
  readonly interval?: Ms;
  readonly source?: string;
  readonly field?: string;
}

/** A run of rows that a regular series lacks: stamps `from`, `from + interval`, …, `to`. */
export interface GapRun {
  readonly from: Ms;
  readonly to: Ms;
  readonly rows: number;
}

export interface Gaps {
  /** Number of runs, also when the list is cut. */
  readonly count: number;
  /** Rows missing in all of them. */
  readonly rows: number;
  readonly runs: readonly GapRun[];
}

export interface MonthCoverage {
  readonly id: SeriesId;
  /** First instant of the UTC month. */
  readonly month: Ms;
  readonly rows: number;
  /** Rows a regular series would hold in the month; NaN for an irregular one. */
  readonly expected: number;
}

/** What was known of one period at an instant. */
export interface MacroValue {
  readonly period: Ms;
  readonly released: Ms;
  readonly value: number;
}

export interface MacroSeriesRecord {
  readonly id: string;
  readonly label: string;
  /** `%`, `index`, `USD`. */
  readonly unit: string;
  /** `monthly`, `daily`; '' when unknown. */
  readonly frequency: string;
  readonly source: string;
  /** False when the release instants are unknown: it cannot be used in a study or a replay. */
  readonly pointInTime: boolean;
}

export interface InstrumentRecord {
  readonly id: string;
  readonly label: string;
  readonly base: string;
  readonly quote: string;
  readonly venue: string;
  /** Size of one contract in `contractUnit`; NaN when not a contract. */
  readonly contractSize: number;
  /** `base` or `quote` for a contract, else ''. */
  readonly contractUnit: string;
  /** Least price step, NaN when unknown. */
  readonly tick: number;
  readonly synthetic: boolean;
}

export interface SourceRecord {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  /** What its figures are and are not. */
  readonly notes: string;
}

export interface QuarantineFilter {
  readonly file?: string;
  readonly reason?: QuarantineReason;
  readonly series?: SeriesId;
  /** Only rows of a series, once they could be known: of a row that reached none nobody can say when that was. */
  readonly asOf?: Ms;
}

export interface QuarantinedRecord extends QuarantinedRow {
  readonly id: number;
  /** The series whose stored row it contradicts; undefined when the row never reached one. */
  readonly series: SeriesId | undefined;
  readonly conflict: Contradiction | undefined;
}

export type ImportStatus = 'running' | 'done' | 'cancelled' | 'failed';

/**
 * Provenance: one run over one file or one data set. A run that was interrupted and went on is one run. Of very many of one
 * file or data set the oldest are kept as one, their counts added together.
 */
export interface ImportRun {
  readonly id: number;
  readonly path: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly kind: SeriesKind;
  readonly started: Ms;
  /** NaN while it runs. */
  readonly finished: Ms;
  readonly status: ImportStatus;
  readonly message: string;
  readonly counts: PageCounts;
}

export interface EventFilter {
  readonly instrument?: string;
  readonly rule?: string;
  /** Fingerprint of the detector's settings. */
  readonly settings?: string;
  /** Bounds of the decision time, [from, to). */
  readonly from?: Ms;
  readonly to?: Ms;
  readonly asOf?: Ms;
}

export interface NewEvent {
  readonly start: Ms;
  readonly end: Ms;
  /** Known from here on. */
  readonly decision: Ms;
  readonly side: string;
  readonly notional: number;
  /** The event in full, as the detector wrote it. */
  readonly json: string;
}

export interface StoredEvent extends NewEvent {
  readonly id: number;
  readonly instrument: string;
  readonly rule: string;
  readonly settings: string;
  readonly revision: string;
}

export interface NamedJson {
  readonly name: string;
  readonly json: string;
  readonly updated: Ms;
}

/** The latest answer to a question that was put to the data. */
export interface StoredAnswer {
  /** SHA-256 of what was asked. */
  readonly question: string;
  /** SHA-256 of the question, the revisions of what was read, and the version of the engine. */
  readonly fingerprint: string;
  readonly computed: Ms;
  readonly json: string;
}

/** What of a kept simulation can be told without its paths. */
export interface StoredSimulation {
  readonly fingerprint: string;
  readonly computed: Ms;
  /** Name of the hedge. */
  readonly plan: string;
  readonly start: Ms;
  readonly step: Ms;
  readonly steps: number;
  readonly paths: number;
  readonly source: string;
  /** Share of the book; text: it is missing. */
  readonly costPerYear: number | string;
}

export type DocumentKind = 'plan' | 'hedgePlan' | 'rule' | 'replaySession' | 'scenario';

/** Something a person wrote and expects to find again: a plan, a layered hedge, a rule, a replay session, a scenario. */
export interface StoredDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly title: string;
  readonly json: string;
  readonly updated: Ms;
}

/** What is saved as the next version of a plan. */
export interface NewPlanVersion {
  readonly plan: string;
  /** Version of the document's form, so that an older program knows that it cannot read it. */
  readonly format: number;
  readonly title: string;
  /** SHA-256 of `json`. */
  readonly content: string;
  readonly saved: Ms;
  readonly note: string;
  /** Signatures that the change leaves without effect. */
  readonly voided: number;
  readonly json: string;
}
export interface StoredPlanVersion extends NewPlanVersion {
  readonly version: number;
}

/** What a key said of a content, whichever plans and versions hold it. */
export interface StoredPlanSignature {
  readonly content: string;
  readonly key: string;
  readonly action: string;
  readonly at: Ms;
  readonly signature: string;
}

export type SqlValue = number | string | bigint | Uint8Array | null;

export interface SqlResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** More rows were there than the limit let through. */
  readonly cut: boolean;
}

export interface StoreInfo {
  readonly path: string;
  readonly schemaVersion: number;
  /** Database file and write-ahead log on disk. */
  readonly bytes: number;
  readonly walBytes: number;
  readonly freeDiskBytes: number;
  readonly pageSize: number;
  readonly pages: number;
  /** Pages that `compact` would give back. */
  readonly freePages: number;
  readonly series: number;
  readonly rows: Partial<Record<SeriesKind, number>>;
  readonly quarantined: number;
}

/** Hooks of a long synchronous job. */
export interface Task {
  /** Share done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
  readonly shouldStop?: () => boolean;
}

export interface Damage {
  readonly what: 'database' | 'reference' | 'chunk' | 'pyramid';
  /** The series it belongs to, where that is known. */
  readonly series?: SeriesKey;
  readonly from?: Ms;
  readonly to?: Ms;
  readonly detail: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly chunks: number;
  readonly rows: number;
  readonly damage: readonly Damage[];
}

/** A decision as it is stored; its picture is read on its own. */
export interface StoredJournalEntry {
  readonly id: string;
  /** Clock instant of the decision. */
  readonly decided: Ms;
  /** Replay it was made in; null: live. */
  readonly session: string | null;
  readonly json: string;
  readonly hasPicture: boolean;
}

export interface NewJournalEntry extends Omit<StoredJournalEntry, 'hasPicture'> {
  /** PNG. */
  readonly picture: Uint8Array | null;
}

/** Something that is valued: a protocol, a token, a company. */
export interface EntityRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly symbol: string;
  /** Whose stored prices are its own; null: none. */
  readonly instrument: string | null;
  /** Whose stored metric series are read as its statements; null: none. */
  readonly figures: string | null;
  readonly note: string;
  readonly synthetic: boolean;
}

/** What tells a figure of a statement apart. */
export interface StatementKey {
  readonly entity: string;
  readonly item: string;
  /** Start of the period of a flow, NaN for a stock or a rate. */
  readonly from: Ms;
  readonly to: Ms;
  /** Known from here on. */
  readonly published: Ms;
}

export interface StatementRecord extends StatementKey {
  /** In the unit of its item. */
  readonly value: number;
  readonly source: string;
  readonly estimated: boolean;
}

export interface StatementCounts {
  readonly added: number;
  /** In the place of another value, source or mark of the same key. */
  readonly changed: number;
  readonly unchanged: number;
}

export interface StatementSummary {
  readonly entity: string;
  readonly stored: number;
  readonly known: number;
  /** Newest publication that was known; null: none was. */
  readonly newest: Ms | null;
}
