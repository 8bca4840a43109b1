import type { Coverage, SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { CoverageSpan, ImportCursor } from '#main/store/types';
import type { ImportFormat } from './format/schema';

/** `auto`: each stamp by its magnitude or its text; `date`: text only. */
export type TimeUnit = 'auto' | 's' | 'ms' | 'us' | 'ns' | 'date';
/** Order of day, month and year where the text leaves it open (`03/04/2024`). */
export type DateOrder = 'mdy' | 'dmy';

/**
 * Record field → column name, or `@constant`. Fields are those of the kind (`t`, `o`, `h`, `long`, `rate` …) plus
 * `instrument`. `metric` and `macro` take `value`, or `value:<field>` several times; macro also `released`.
 */
export type FieldMapping = Readonly<Record<string, string>>;

/** What a user decides about a file. All of it is optional where the format is recognised. Plain data: crosses threads. */
export interface ImportOptions {
  readonly kind?: SeriesKind | undefined;
  readonly instrument?: string | undefined;
  /** Bar interval, 0 when irregular. */
  readonly interval?: Ms | undefined;
  readonly source?: string | undefined;
  readonly mapping?: FieldMapping | undefined;
  readonly timeUnit?: TimeUnit | undefined;
  /** IANA zone of stamps that carry none; UTC by default. */
  readonly timeZone?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly coverage?: Coverage | undefined;
  readonly volumeUnit?: 'base' | 'quote' | undefined;
  /** Factor a field is multiplied with: `{ rate: 0.01 }` for percent. */
  readonly scale?: Readonly<Record<string, number>> | undefined;
  /** Column → value: other rows are passed over. */
  readonly where?: Readonly<Record<string, string>> | undefined;
  /** Name of the format to use instead of the one that sniffing would choose. */
  readonly template?: string | undefined;
  /** Formats that the user saved; they are tried before the shipped ones. */
  readonly formats?: readonly ImportFormat[] | undefined;
}

export interface ImportProgress {
  /** Bytes of the file as it lies on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Rows read so far, quarantined ones included. */
  readonly rows: number;
}

/** How one run goes; nothing here changes what is read. */
export interface ImportHooks {
  /** The clock, for stamps in the future. Default: the computer's. */
  readonly now?: Ms;
  readonly resumeFrom?: ImportCursor | undefined;
  readonly signal?: AbortSignal;
  /** Asked between batches of rows; true ends the run as an abort does. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Most text per page, 8 MiB unless told. */
  readonly pageBytes?: number;
}

export type ColumnType = 'time' | 'number' | 'boolean' | 'text' | 'empty';
export type Compression = 'none' | 'gzip' | 'zip';

export interface PreviewEntry {
  readonly name: string;
  /** Unpacked size in bytes; NaN when the container does not tell. */
  readonly size: number;
  readonly format: string;
  readonly kind: SeriesKind | undefined;
}

/** What the importer makes of a file before anything is stored. */
export interface ImportPreview {
  readonly path: string;
  /** Size on disk in bytes. */
  readonly size: number;
  readonly compression: Compression;
  readonly container: 'csv' | 'parquet';
  /** Files inside a zip that would be read; a plain file has one. What follows describes the first. */
  readonly entries: readonly PreviewEntry[];
  /** Same for all files with these columns: the key under which a mapping is remembered. */
  readonly signature: string;
  /** Name of the recognised format, or `generic`. */
  readonly format: string;
  /** What the format is and how its units are turned into ours, for a person. */
  readonly title: string;
  readonly notes: string;
  readonly kind: SeriesKind | undefined;
  readonly source: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly types: readonly ColumnType[];
  /** Complete enough to be given back as `mapping`. */
  readonly mapping: FieldMapping;
  readonly timeUnit: TimeUnit | undefined;
  readonly timeZone: string;
  /** Guessed bar interval; 0 irregular, undefined when the kind has none or it cannot be told. */
  readonly interval: Ms | undefined;
  /** Instruments met in the first part of the file. */
  readonly instruments: readonly string[];
  readonly coverage: readonly CoverageSpan[];
  /** Fields that a person has to map before the file can be read. */
  readonly missing: readonly string[];
  /** Why the file cannot be imported as it stands, and the way out; empty when it can. */
  readonly problems: readonly string[];
}
