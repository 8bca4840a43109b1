import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { WriterOptions } from './api';
import { guard, storeError } from './errors';
import { APPLICATION_ID, CHECKPOINT_PAGES, PAGE_SIZE } from './identity';
import { migrate } from './migrate';
import { LATEST_VERSION } from './migrations';

export type Connection = Database.Database;

const BUSY_TIMEOUT = 5_000;
const BUSY_PAUSE = 20;
const SQLITE_MAGIC = 'SQLite format 3\0';

/** Opens for reading and writing; creates the file and its folder, and brings an older file up to date. */
export function openReadWrite(path: string, options: WriterOptions = {}): Connection {
  return guard('open', path, () => {
    if (existsSync(path)) {
      checkMagic(path);
      if ((statSync(path).mode & 0o222) === 0) throw storeError('readOnly', 'open', path, 'it is marked read-only');
    } else {
      mkdirSync(dirname(path), { recursive: true });
    }
    const db = new Database(path, { timeout: options.busyTimeout ?? BUSY_TIMEOUT });
    return closedOnFailure(db, () => {
      checkIdentity(db, path, { mayBeOlder: true });
      // Kept in this order: the page size is fixed by the first write, which switching to the log is.
      db.pragma(`page_size = ${PAGE_SIZE}`);
      patiently(options.busyTimeout ?? BUSY_TIMEOUT, () => db.pragma('journal_mode = WAL'));
      // Killing the process loses nothing either way; FULL also brings each commit through a power cut. Pages of an import
      // need less (see commit-page).
      db.pragma('synchronous = FULL');
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      db.pragma(`journal_size_limit = ${CHECKPOINT_PAGES * PAGE_SIZE}`);
      db.pragma('foreign_keys = ON');
      db.pragma('cache_size = -32000');
      db.pragma('temp_store = MEMORY');
      if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
      migrate(db);
    });
  });
}

/**
 * Opens for reading only. The file must be there and be of this program's version, or (`older: true`) of an earlier one.
 */
export function openReadOnly(path: string, { older = false }: { readonly older?: boolean } = {}): Connection {
  return guard('open', path, () => {
    if (!existsSync(path)) throw storeError('missing', 'open', path);
    checkMagic(path);
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT });
    return closedOnFailure(db, () => {
      checkIdentity(db, path, { mayBeOlder: older });
      db.pragma('cache_size = -16000');
      db.pragma('temp_store = MEMORY');
    });
  });
}

/** What is on the disk when a commit returns: all of it, or what a killed process needs, which is less than a power cut does. */
export type Durability = (kind: 'full' | 'normal') => void;

/** Switches when it has to: SQLite parses the switch anew each time. The connection was opened at `full`. */
export function createDurability(db: Connection): Durability {
  let now: Parameters<Durability>[0] = 'full';
  return (kind) => {
    if (kind !== now) db.pragma(`synchronous = ${kind}`);
    now = kind;
  };
}

/** SQLite's own patience does not cover the switch to the log, which two programs that create one file may do at once. */
function patiently(timeout: number, work: () => void): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const start = performance.now(); ;) {
    try {
      return work();
    } catch (cause) {
      const isBusy = String((cause as { code?: unknown }).code).startsWith('SQLITE_BUSY');
      if (!isBusy || performance.now() - start > timeout) throw cause;
      Atomics.wait(pause, 0, 0, BUSY_PAUSE);
    }
  }
}

function closedOnFailure(db: Connection, prepare: () => void): Connection {
  try {
    prepare();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** SQLite's own message for a text file or a damaged first page says little; and no foreign file may be changed. */
function checkMagic(path: string): void {
  const file = openSync(path, 'r');
  try {
    if (!fstatSync(file).isFile()) throw storeError('notBallast', 'open', path);
    if (fstatSync(file).size === 0) return;
    const head = Buffer.alloc(SQLITE_MAGIC.length);
    readSync(file, head, 0, head.length, 0);
    if (head.toString('latin1') !== SQLITE_MAGIC) throw storeError('notBallast', 'open', path);
  } finally {
    closeSync(file);
  }
}

/** An empty file counts as version 0: what is left when the very first start was killed. */
function checkIdentity(db: Connection, path: string, { mayBeOlder }: { readonly mayBeOlder: boolean }): void {
  // Of one instant: another program may be making the very database.
  const { id, version, isEmpty } = db.transaction(() => {
    const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    const found = db.pragma('application_id', { simple: true });
    return {
      id: found,
      version: db.pragma('user_version', { simple: true }) as number,
      isEmpty: found === 0 && tables === 0,
    };
  })();
  if (id !== APPLICATION_ID && !isEmpty) throw storeError('notBallast', 'open', path);
  const versions = `version ${version}, this program reads ${LATEST_VERSION}`;
  if (version > LATEST_VERSION) throw storeError('newer', 'open', path, versions);
  if (version < LATEST_VERSION && !mayBeOlder) throw storeError('older', 'open', path, versions);
}
