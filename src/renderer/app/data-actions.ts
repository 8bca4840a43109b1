import { pathsOf, tryCall } from '../lib/call';
import { imports } from '../state/imports';
import { startJob } from '../state/jobs';
import { notify } from '../state/notices';
import { showPane } from '../workspace/docks';

/** Hands files to the import wizard and opens it. */
export function offerFiles(paths: readonly string[]): void {
  if (paths.length === 0) return;
  imports.getState().offer(paths);
  showPane('import');
}

export async function chooseFiles(): Promise<void> {
  offerFiles((await tryCall('import:choose')) ?? []);
}

export function dropFiles(files: Iterable<File>): void {
  const paths = pathsOf(files);
  if (paths.length > 0) offerFiles(paths);
  else
    notify({ tone: 'warning', title: 'Nothing to import', detail: 'What was dropped is not a file on this computer.' });
}

export const openSample = (): void => void startJob({ kind: 'sample' });

/** The stored data are replaced, so the main process asks which copy, and keeps what was there until it is verified. */
export async function restoreBackup(): Promise<void> {
  const path = await tryCall('database:chooseBackup');
  if (path) await startJob({ kind: 'restore', path });
}
