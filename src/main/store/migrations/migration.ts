import type { Database } from 'better-sqlite3';

export interface Migration {
  /** Multiples of ten, ascending; a released migration is never edited. */
  readonly version: number;
  readonly up: (db: Database) => void;
}
