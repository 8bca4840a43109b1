// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while holding a lock file, so that two commands started together do the costly thing once.
 * It saves work, it does not protect data: everything behind it is made aside and put in place by one rename.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Held by a process that is gone. An empty file is a holder between creating it and writing its number. @param {string} file */
function isAbandoned(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (!holder) return Date.now() - statSync(file).mtimeMs > 5_000;
    process.kill(holder, 0);
    return false;
  } catch (cause) {
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'ESRCH';
  }
}
