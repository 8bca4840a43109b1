import type { EntityRecord, ImportCursor, Page } from '#main/store/types';
import { ImportError, type ImportErrorDetail } from './importers/errors';
import type { StatementFile } from './importers/statements/form';
import type { ImportOptions, ImportPreview, ImportProgress } from './importers/types';

/** Pages read ahead of the consumer: one being stored, one ready. */
export const PAGES_AHEAD = 2;

export type ImporterRequest =
  | { readonly kind: 'preview'; readonly id: number; readonly path: string; readonly options: ImportOptions }
  | {
      readonly kind: 'statements';
      readonly id: number;
      readonly path: string;
      readonly stored: readonly EntityRecord[];
    }
  | {
      readonly kind: 'open';
      readonly id: number;
      readonly path: string;
      readonly options: ImportOptions;
      readonly now: number | undefined;
      readonly resumeFrom: ImportCursor | undefined;
      readonly pageBytes: number | undefined;
      /** One word of shared memory; 1 ends the run, also in the middle of a page. */
      readonly stop: Int32Array<SharedArrayBuffer>;
    }
  /** The consumer took a page: one more may be read. */
  | { readonly kind: 'more'; readonly id: number };

export type ImporterMessage = { readonly id: number } & (
  | { readonly kind: 'preview'; readonly preview: ImportPreview }
  | { readonly kind: 'statements'; readonly statements: StatementFile }
  | { readonly kind: 'page'; readonly page: Page; readonly progress: ImportProgress | undefined }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure }
);

/** An error as it crosses threads, where classes are lost. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly detail?: ImportErrorDetail;
}

export function toFailure(cause: unknown): Failure {
  if (cause instanceof ImportError) return { name: cause.name, message: cause.message, detail: cause.detail };
  return cause instanceof Error
    ? { name: cause.name, message: cause.message }
    : { name: 'Error', message: String(cause) };
}

export function fromFailure({ name, message, detail }: Failure): Error {
  if (detail) return Object.assign(new ImportError('', detail), { message });
  return name === 'AbortError' ? new DOMException(message, name) : Object.assign(new Error(message), { name });
}
