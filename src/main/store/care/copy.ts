import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openReadOnly, type Connection } from '../connection';
import { StoreError, storeError, toStoreError } from '../errors';
import type { Task } from '../types';
import { verifyDatabase } from './verify';

/** Pages copied between two looks at the clock and the stop flag: 16 MB. */
const PAGES_PER_STEP = 1_024;
const COPY_SHARE = 0.6;

/**
 * Copies a live database to `toPath`. The copy is made under another name beside it, verified, and only then renamed: at
 * any moment `toPath` is whole, old or new.
 */
export async function copyVerified(db: Connection, fromPath: string, toPath: string, task: Task = {}): Promise<void> {
  const temporary = `${toPath}.partial`;
  try {
    removeDatabase(temporary);
    await db.backup(temporary, {
      progress: ({ totalPages, remainingPages }) => {
        if (task.shouldStop?.()) throw storeError('cancelled', 'read', toPath);
        if (totalPages > 0) task.onProgress?.(COPY_SHARE * (1 - remainingPages / totalPages));
        return PAGES_PER_STEP;
      },
    });
    verifyCopy(temporary, fromPath, {
      ...task,
      onProgress: (done) => task.onProgress?.(COPY_SHARE + (1 - COPY_SHARE) * done),
    });
    sync(temporary);
    renameSync(temporary, toPath);
    sync(dirname(toPath));
  } catch (cause) {
    throw toStoreError(cause, 'read', toPath);
  } finally {
    removeDatabase(temporary);
  }
}

/** @throws {StoreError} `corrupt` when a copy does not hold up; it names what it was copied from. */
export function verifyCopy(path: string, origin: string, task: Task = {}): void {
  const copy = openReadOnly(path, { older: true });
  try {
    const { ok, damage } = verifyDatabase(copy, path, task);
    if (!ok)
      throw storeError(
        'corrupt',
        'read',
        origin,
        damage
          .map(({ detail }) => detail)
          .slice(0, 3)
          .join('; '),
      );
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw toStoreError(cause, 'read', origin);
  } finally {
    copy.close();
  }
}

/** Removes a database file with its log; nothing happens when there is none. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Makes a file, or a folder's list of names, last through a power cut. */
export function sync(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } catch {
    // Some systems refuse to sync a folder; the rename is still atomic there.
  } finally {
    closeSync(file);
  }
}
