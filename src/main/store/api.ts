import type { AnyColumns, Bars } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';
import type {
  CoverageSpan,
  Damage,
  DatasetKey,
  DocumentKind,
  EntityRecord,
  EventFilter,
  Gaps,
  ImportCursor,
  ImportRun,
  ImportStatus,
  InstrumentRecord,
  MacroRelease,
  MacroSeriesRecord,
  MacroValue,
  MonthCoverage,
  NamedJson,
  NewEvent,
  NewPlanVersion,
  NewJournalEntry,
  Page,
  PageCounts,
  QuarantineFilter,
  QuarantinedRecord,
  ReadRange,
  SeriesFilter,
  SeriesId,
  SeriesKey,
  SeriesRecord,
  SettledDataset,
  SettledSpan,
  SourceRecord,
  SqlResult,
  StatementCounts,
  StatementKey,
  StatementRecord,
  StatementSummary,
  StoredAnswer,
  StoredDocument,
  StoredEvent,
  StoredPlanSignature,
  StoredPlanVersion,
  StoredSimulation,
  StoredJournalEntry,
  StoreInfo,
  Task,
  VerifyReport,
} from './types';
import type { TypedOutcome } from './repositories/macro';
import type { MacroColumns } from './repositories/macro-columns';

/**
 * A read-only connection: synchronous, in the thread that opened it. Each call sees the last committed state.
 * A range and an as-of instant cut what comes back; an unknown id is a caller's bug and throws `RangeError`.
 */
export interface StoreReader {
  readonly path: string;

  /** With `asOf` as it was known by then: a series of which nothing was has no rows. */
  listSeries(filter?: SeriesFilter, asOf?: Ms): SeriesRecord[];
  findSeries(key: SeriesKey): SeriesRecord | undefined;
  /** The series with this id, undefined when it was removed. */
  getSeries(id: SeriesId): SeriesRecord | undefined;
  /** Ascending; neighbours differ. */
  coverage(id: SeriesId): CoverageSpan[];
  /** First and last stamp, undefined when empty. */
  span(id: SeriesId): { from: Ms; to: Ms } | undefined;
  /** Columns of the rows in [from, to) that were known by `asOf`; all columns of the shape, or those named. */
  read(id: SeriesId, range?: ReadRange, columns?: readonly string[]): AnyColumns;
  /**
   * Bars of a `bars` series at its own interval or any multiple of it. `from` and `to` bound the coarser bar's open.
   * With `asOf` the last bar is closed by then; without it the last bar may still be forming.
   */
  readBars(id: SeriesId, level: Ms, range?: ReadRange): Bars;
  /** Missing runs of a regular series between its first row and the last that was known by `asOf`; none for an irregular one. */
  gaps(id: SeriesId, limit?: number, asOf?: Ms): Gaps;
  /** What a regular series holds, ascending: the time from a row to the last one before a gap, each row its interval. */
  runs(id: SeriesId): Range[];
  /** Rows per UTC month that were known by `asOf`, for the coverage map. */
  coverageByMonth(ids: readonly SeriesId[], asOf?: Ms): MonthCoverage[];

  macroSeries(): MacroSeriesRecord[];
  /** Latest value of each period published by `asOf` (all when left out), ascending by period. */
  macroAsOf(series: string, asOf?: Ms): MacroValue[];
  /** Every release of a series, or of one period, in the order of publication. */
  macroVintages(series: string, period?: Ms): MacroRelease[];
  /** Another one when figures or releases of a series were added, revised or taken away. */
  macroDigest(series: string): readonly number[];
  /** Every release of every series. For a worker: it may take a tenth of a second. */
  macroColumns(): ReadonlyMap<string, MacroColumns>;
  /** What a person typed in, by series and period. */
  macroTyped(): MacroRelease[];
  /** Releases with `from <= released < to` of every series, scheduled ones included, ascending. */
  macroCalendar(from: Ms, to: Ms): MacroRelease[];

  instruments(): InstrumentRecord[];
  sources(): SourceRecord[];

  quarantine(filter?: QuarantineFilter, offset?: number, limit?: number): QuarantinedRecord[];
  quarantineCount(filter?: QuarantineFilter): number;
  cursor(fingerprint: string): ImportCursor | undefined;
  /** Newest first. */
  imports(limit?: number): ImportRun[];
  /** Runs that fed a series, newest first: where its figures come from. */
  importsOf(id: SeriesId): ImportRun[];

  /** What of a data set its source has settled: ascending, neither overlapping nor, of one state, touching. */
  settled(dataset: DatasetKey): SettledSpan[];
  /** Data sets of which anything is settled, by name. */
  settledDatasets(): SettledDataset[];

  /** Ascending by decision time; with `asOf` only those decided by then. */
  events(filter?: EventFilter, offset?: number, limit?: number): StoredEvent[];
  eventCount(filter?: EventFilter): number;

  setting(key: string): unknown;
  settings(): Record<string, unknown>;
  layouts(): NamedJson[];
  layout(name: string): string | undefined;
  /** Import mapping remembered for files with this header. */
  template(signature: string): string | undefined;
  templates(): NamedJson[];
  documents(kind: DocumentKind): StoredDocument[];
  document(kind: DocumentKind, id: string): StoredDocument | undefined;
  /** The newest version of every plan, the one saved last first. */
  plans(): StoredPlanVersion[];
  /** Every version of a plan, newest first. */
  planVersions(plan: string): StoredPlanVersion[];
  /** The newest without a number. */
  planVersion(plan: string, version?: number): StoredPlanVersion | undefined;
  /** The version saved last with this content, of whichever plan. */
  planHolding(content: string): StoredPlanVersion | undefined;
  /** In the order in which they were given. */
  planSignatures(content: string): StoredPlanSignature[];
  studyResult(question: string): StoredAnswer | undefined;
  /** Answers to studies, newest first. */
  studyResults(limit: number): StoredAnswer[];
  hedgeResult(question: string): StoredAnswer | undefined;
  timeShiftResult(question: string): StoredAnswer | undefined;
  /** Kept simulations of hedges, newest first. */
  simulations(): StoredSimulation[];
  /** An answer of a study or about a hedge with this fingerprint is kept. */
  hasAnswer(fingerprint: string): boolean;
  /** Newest decision first; with `asOf` those decided by then. */
  journal(asOf?: Ms): StoredJournalEntry[];
  /** PNG of an entry; undefined when it has none. */
  journalPicture(id: string): Uint8Array<ArrayBuffer> | undefined;
  /** By name. */
  entities(): EntityRecord[];
  entity(id: string): EntityRecord | undefined;
  /** Figures of an entity that were published by `asOf`, ascending by date, then publication. */
  statements(entity: string, asOf?: Ms): StatementRecord[];
  /** How much is stored and was known of each entity that has figures. */
  statementSummaries(asOf?: Ms): StatementSummary[];

  /** Runs one SELECT, WITH or EXPLAIN; anything else is refused. See docs/data-model.md for the tables. */
  sql(select: string, options?: { limit?: number; asOf?: Ms }): SqlResult;
  info(): StoreInfo;
  /** Size of the stored rows by kind of series. Goes through the heads of all chunks: not for a thread that draws. */
  bytesByKind(): Record<string, number>;
  /** SQLite's own check, foreign keys, and every chunk's checksum and content. Never throws for damage: it reports. */
  verify(task?: Task): VerifyReport;
  /** SHA-256 over everything imported (not the run log, not what is settled): equal when two databases hold the same. */
  contentDigest(): string;
  close(): void;
}

/**
 * The one read-write connection: synchronous, in the thread that opened it. Each call is one transaction; when it throws
 * `StoreError`, everything before the call is kept and nothing of the call is.
 */
export interface StoreWriter {
  readonly path: string;

  /** Stores a page with its cursor and provenance, or nothing of it. Storing the same page again changes nothing. */
  commitPage(page: Page): PageCounts;
  /** Closes the open run of a file that ended without its last page. A run that is done stays done. */
  finishRun(fingerprint: string, status: Exclude<ImportStatus, 'running' | 'done'>, message?: string): void;
  /** Forgets where an import stands, so that the file is read from its start. */
  forgetCursor(fingerprint: string): void;
  /** Forgets what of a data set is settled, so that it is asked for again. Stored rows stay. */
  forgetSettled(dataset: DatasetKey): void;
  /** Removes a series with its rows and what was decided of them; the files and data sets that fed it can then be brought in again. */
  removeSeries(id: SeriesId): void;
  /**
   * Removes chunks that cannot be read, and forgets where the imports of their series stand and what is settled of the
   * data sets that fed it, so that importing the same files, or syncing, brings their rows back. Coarser bars are rebuilt. @returns what was removed.
   */
  discardDamaged(): Damage[];
  /** Replaces what is claimed about a series from each of these instants on. */
  setCoverage(id: SeriesId, spans: readonly CoverageSpan[]): void;
  /**
   * Forgets quarantined rows. Of a contradiction the stored row stands, and the same values are not set aside again; other
   * values of that row are.
   */
  removeQuarantined(ids: readonly number[]): void;
  /**
   * Puts the newer rows of contradictions in the place of the stored ones, all of them or none.
   * @throws {StoreError} `mismatch`: one is no contradiction of a series, or its stored row has changed since.
   */
  acceptQuarantined(ids: readonly number[]): void;

  putInstrument(instrument: InstrumentRecord): void;
  putSource(source: SourceRecord): void;
  /** Stores a page with the instrument that it is of and what a person wrote of it, or nothing of the three. */
  putScenario(page: Page, instrument: InstrumentRecord, document: StoredDocument): PageCounts;
  /** Removes the instrument of a scenario with its series, its events and its document, or none of them. */
  removeScenario(instrument: string): void;
  putMacroSeries(series: MacroSeriesRecord): void;
  /** Keeps what a person typed in; a source's figure of the same release stands and comes back as a conflict. */
  putTypedRelease(release: MacroRelease, name: Pick<MacroSeriesRecord, 'label' | 'unit'>): TypedOutcome;
  /** @returns false where nobody typed any */
  removeTypedRelease(key: Omit<MacroRelease, 'value'>): boolean;
  /** Replaces the events of one instrument, rule and settings by those detected on this data revision. */
  replaceEvents(
    instrument: string,
    rule: string,
    settings: string,
    revision: string,
    events: readonly NewEvent[],
  ): void;

  /** `value` is any JSON value; undefined removes the key. */
  putSetting(key: string, value: unknown): void;
  putLayout(name: string, json: string): void;
  removeLayout(name: string): void;
  putTemplate(signature: string, json: string): void;
  removeTemplate(signature: string): void;
  putDocument(document: StoredDocument): void;
  removeDocument(kind: DocumentKind, id: string): void;
  /**
   * The next version of a plan, together with signatures. The content of its newest version again is no version; the signatures
   * are stored all the same, each once.
   */
  putPlanVersion(version: NewPlanVersion, signatures: readonly StoredPlanSignature[]): void;
  /** Each is kept once. */
  putPlanSignatures(signatures: readonly StoredPlanSignature[]): void;
  /** Signatures stay: they belong to their content, which another plan may have too. */
  removePlan(plan: string): void;
  /** Replaces the answer to the same question; of all answers the newest are kept. */
  putStudyResult(study: StoredAnswer): void;
  putHedgeResult(answer: StoredAnswer): void;
  putTimeShiftResult(answer: StoredAnswer): void;
  putJournalEntry(entry: NewJournalEntry): void;
  /** Takes an entry out; those that were out before it are gone for good, with their pictures. */
  removeJournalEntry(id: string): void;
  /** Puts back the entry that was taken out last. @returns false when it is gone. */
  restoreJournalEntry(id: string): boolean;
  /** Stores entities, then figures of theirs or of stored ones: all or none. The same figure again changes nothing. */
  putStatements(entities: readonly EntityRecord[], rows: readonly StatementRecord[]): StatementCounts;
  /** @returns how many were there. */
  removeStatements(keys: readonly StatementKey[]): number;
  /** Removes an entity with its figures. @returns false when it was not there. */
  removeEntity(id: string): boolean;

  verify(task?: Task): VerifyReport;
  info(): StoreInfo;
  contentDigest(): string;
  /** Copies the database, verified before it takes its name; an older file of that name is replaced last. */
  backup(toPath: string, task?: Task): Promise<void>;
  /**
   * Puts a verified copy of `fromPath` in this database's place; the old file stays beside as `.before-restore`.
   * Every other connection must be closed. The writer goes on with the restored file.
   */
  restore(fromPath: string, task?: Task): Promise<void>;
  /** Moves the database file to another folder, verified before the old one goes. The writer goes on there. */
  move(toFolder: string, task?: Task): Promise<string>;
  /** Gives unused pages back to the disk. */
  compact(): void;
  /** Moves the write-ahead log into the database file. */
  checkpoint(): void;
  close(): void;
}

/** Work that the caller watches and may stop. */
export interface ClientTask {
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

type Promised<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
type LongWork = 'verify' | 'backup' | 'restore' | 'move';

/**
 * The writer, in its own thread. Calls run one after the other in the order made; a rejected call rejects with the
 * `StoreError` the writer threw. `commitPage` moves the page's buffers: the caller's columns are empty afterwards.
 */
export type WriterClient = {
  readonly [M in Exclude<keyof StoreWriter, 'path' | 'close' | LongWork>]: Promised<StoreWriter[M]>;
} & {
  /** Where the database is; changes with `move`. */
  readonly path: string;
  /** Settles when the file is open and up to date; readers may be opened from then on. */
  readonly opened: Promise<void>;
  verify(task?: ClientTask): Promise<VerifyReport>;
  backup(toPath: string, task?: ClientTask): Promise<void>;
  restore(fromPath: string, task?: ClientTask): Promise<void>;
  move(toFolder: string, task?: ClientTask): Promise<string>;
  /** Finishes the calls made so far, closes the database and ends the thread. */
  dispose(): Promise<void>;
};

export interface WriterOptions {
  /** How long to wait for another program's lock [ms]; default 5,000. */
  readonly busyTimeout?: number;
  /** Upper bound of the file in pages, for tests of a full disk. */
  readonly maxPages?: number;
}
