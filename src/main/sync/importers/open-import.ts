import type { Page } from '#main/store/types';
import type { ImportHooks, ImportOptions } from './types';

/**
 * Reads a file page by page, in bounded memory. Nothing is yielded for a file that cannot be understood: `ImportError`.
 * A run that goes on from a cursor yields what comes after it; a cursor of another file or of other options is ignored.
 */
export async function* openImport(
  _path: string,
  _options: ImportOptions = {},
  _hooks: ImportHooks = {},
): AsyncGenerator<Page> {
  // filled in the next step
}
