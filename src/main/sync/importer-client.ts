import type { Page } from '#main/store/types';
import type { ImportHooks, ImportOptions, ImportPreview } from './importers/types';

/** The importer in its own thread: parsing never blocks the caller. Failures arrive as the `ImportError` they were. */
export interface Importer {
  preview(path: string, options?: ImportOptions): Promise<ImportPreview>;
  /** Pages in file order; at most two are read ahead of the consumer. Leaving the loop ends the import. */
  pages(path: string, options?: ImportOptions, hooks?: Omit<ImportHooks, 'shouldStop'>): AsyncIterableIterator<Page>;
  dispose(): Promise<void>;
}

export function createImporter(_workerUrl: URL | string): Importer {
  throw new Error('filled in the next step');
}
