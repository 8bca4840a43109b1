import type { ErrorCode } from '#shared/outcome';

export type ImportFault =
  | 'notFound'
  | 'unsupported' // a container or encoding that no importer reads
  | 'corrupt' // the container breaks off or contradicts itself
  | 'unknownFormat' // no shipped format and no mapping fits
  | 'missingField' // a field of the kind has no column
  | 'unknownColumn' // a mapping names a column that the file lacks
  | 'unreadableRows' // not one row could be read
  | 'badOption';

export interface ImportErrorDetail {
  readonly fault: ImportFault;
  readonly file: string;
  /** 1-based line, where one line is to blame. */
  readonly line?: number | undefined;
  /** Record field or column, where one is to blame. */
  readonly field?: string | undefined;
  /** What to do: usually the `--map` to give. */
  readonly hint: string;
}

const CODES: Partial<Record<ImportFault, ErrorCode>> = { notFound: 'notFound', corrupt: 'corrupt' };

/** A file that cannot be understood. Nothing of it has been handed on. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** What the caller's boundary passes on. */
  readonly code: ErrorCode;
  readonly detail: ImportErrorDetail;

  constructor(what: string, detail: ImportErrorDetail) {
    const place = [detail.file, detail.line === undefined ? '' : `line ${detail.line}`, detail.field ?? ''];
    super(`${place.filter(Boolean).join(', ')}: ${what}${detail.hint ? ` ${detail.hint}` : ''}`);
    this.code = CODES[detail.fault] ?? 'invalid';
    this.detail = detail;
  }
}
