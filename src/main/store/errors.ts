/** Why the store could not do what was asked. Each has one designed message (see `storeError`). */
export const STORE_ERROR_CODES = [
  'corrupt',
  'locked',
  'readOnly',
  'full',
  'newer',
  'older',
  'notBallast',
  'missing',
  'mismatch',
  'cancelled',
  'io',
] as const;
export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];

/** A failure that a person can act on: the message says what happened, what was kept and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type Action = 'open' | 'read' | 'write';

const KEPT: Record<Action, string> = {
  open: 'The file was not touched.',
  read: 'Nothing was changed.',
  write: 'What was committed before is kept; the unfinished step was rolled back.',
};

const MESSAGES: Record<StoreErrorCode, (path: string, kept: string, detail: string) => string> = {
  corrupt: (path, kept, detail) =>
    `The database ${path} is damaged${detail}. ${kept} Run an integrity check, export what can be read, or restore a backup.`,
  locked: (path, kept) =>
    `Another program is writing to the database ${path}. ${kept} Close the other program or wait until it is done, then try again.`,
  readOnly: (path, kept) =>
    `The database ${path} cannot be written to. ${kept} Allow writing to the file and its folder, or move the database elsewhere.`,
  full: (path, kept) =>
    `No space is left for the database ${path}. ${kept} Free space or move the database to another disk, then run the same step again: it goes on where it stopped.`,
  newer: (path, kept, detail) =>
    `The database ${path} was written by a newer version of Ballast${detail}. ${kept} Update Ballast, or open another database.`,
  older: (path, kept, detail) =>
    `The database ${path} was written by an earlier version of Ballast${detail}. ${kept} Start Ballast once so that it brings the file up to date.`,
  notBallast: (path, kept) => `The file ${path} is not a Ballast database. ${kept} Choose another file.`,
  missing: (path, kept) =>
    `There is no database at ${path}. ${kept} Choose another file, or import data to create one.`,
  mismatch: (_path, kept, detail) => `The data does not fit what is stored${detail}. ${kept}`,
  cancelled: (_path, kept) => `Stopped as asked. ${kept}`,
  io: (path, kept, detail) =>
    `The disk could not read or write the database ${path}${detail}. ${kept} Check the disk, then try again.`,
};

export function storeError(
  code: StoreErrorCode,
  action: Action,
  path: string,
  detail = '',
  cause?: unknown,
): StoreError {
  const message = MESSAGES[code](path, KEPT[action], detail === '' ? '' : ` (${detail})`);
  return new StoreError(code, message, cause === undefined ? undefined : { cause });
}

/** SQLite's and the file system's codes, in words of this program. Longest prefix first. */
const CODES: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'notBallast'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_PERM', 'readOnly'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CANTOPEN', 'io'],
  ['SQLITE_IOERR', 'io'],
  ['SQLITE_NOMEM', 'io'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
  ['EROFS', 'readOnly'],
  ['ENOENT', 'missing'],
  ['EBUSY', 'locked'],
  ['EIO', 'io'],
];

/** A `StoreError` for a failure of SQLite or the file system; anything else (a bug) comes back as it is. */
export function toStoreError(cause: unknown, action: Action, path: string): unknown {
  if (cause instanceof StoreError || !(cause instanceof Error)) return cause;
  const raw = (cause as { code?: unknown }).code;
  if (typeof raw !== 'string') return cause;
  const code = CODES.find(([prefix]) => raw.startsWith(prefix))?.[1];
  return code === undefined ? cause : storeError(code, action, path, cause.message, cause);
}

/** Runs `work`; failures of SQLite or the file system leave it as `StoreError`. */
export function guard<T>(action: Action, path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw toStoreError(cause, action, path);
  }
}
