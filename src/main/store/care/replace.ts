import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openReadOnly, type Connection } from '../connection';
import { StoreError, storeError } from '../errors';
import type { Task } from '../types';
import { copyVerified, sync } from './copy';

/** Makes a verified copy of `fromPath` beside `path`, ready to take its place. @returns its path. */
export async function stageRestore(fromPath: string, path: string, task: Task = {}): Promise<string> {
  const staged = `${path}.restored`;
  const source = openReadOnly(fromPath, { older: true });
  try {
    await copyVerified(source, fromPath, staged, task);
  } finally {
    source.close();
  }
  return staged;
}

/**
 * Puts the staged file in the place of `path`, which stays beside it as `.before-restore`. No connection to `path` may be
 * open. Killed at any moment, `path` is the old file or the new one, whole.
 */
export function swapIn(staged: string, path: string): void {
  assertUnused(path);
  if (existsSync(path)) keepBeside(path, freeName(`${path}.before-restore`));
  renameSync(staged, path);
  sync(dirname(path));
}

/** Copies a live database into another folder and verifies it there. @returns the new path. */
export async function copyIntoFolder(db: Connection, path: string, folder: string, task: Task = {}): Promise<string> {
  const target = join(resolve(folder), basename(path));
  if (target === resolve(path))
    throw new StoreError('io', `The database is in ${folder} already. Nothing was changed.`);
  if (existsSync(target))
    throw new StoreError('io', `There is a file ${target} already. Nothing was changed. Choose another folder.`);
  mkdirSync(folder, { recursive: true });
  await copyVerified(db, path, target, task);
  return target;
}

/**
 * SQLite removes the log when the last connection closes. A log that is left belongs to somebody who still reads: moving
 * the file away under them would lose what they hold.
 */
export function assertUnused(path: string): void {
  if (existsSync(`${path}-wal`)) throw storeError('locked', 'open', path);
}

/** A second name for the same file where the disk can do that, so that `path` exists at every moment; else a copy. */
function keepBeside(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch {
    const partial = `${name}.partial`;
    copyFileSync(path, partial);
    sync(partial);
    renameSync(partial, name);
    rmSync(partial, { force: true });
  }
}

function freeName(name: string): string {
  for (let k = 1; ; k++) {
    const candidate = k === 1 ? name : `${name}-${k}`;
    if (!existsSync(candidate)) return candidate;
  }
}
