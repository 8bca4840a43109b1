import type { SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import { addCounts } from '../counts';
import type { ImportCursor, ImportRun, ImportStatus, PageCounts, SeriesId } from '../types';
import { toFlag, toNumber } from './values';

interface RunRow {
  id: number;
  path: string;
  fingerprint: string;
  source: string;
  kind: SeriesKind;
  started_ms: number;
  finished_ms: number | null;
  status: ImportStatus;
  message: string;
  counts: string;
}
interface CursorRow extends Omit<ImportCursor, 'done'> {
  done: number;
}

/** Runs kept one by one of each file or data set. One that is fetched every few minutes for months would fill the log. */
const KEPT_RUNS = 20;

export function createImportRepository(db: Connection, now: () => Ms = Date.now) {
  const selectRuns = db.prepare<[number], RunRow>('SELECT * FROM import_run ORDER BY id DESC LIMIT ?');
  const selectRunsOf = db.prepare<[number], RunRow>(
    `SELECT run.* FROM import_run run JOIN import_series part USING (fingerprint) WHERE part.series_id = ? ORDER BY run.id DESC`,
  );
  // Of a file or data set one run is open at most. No order is asked for: SQLite would prepare the statement anew for each page.
  const selectOpenRun = db.prepare<[string], { id: number; counts: string }>(
    `SELECT id, counts FROM import_run WHERE fingerprint = ? AND status = 'running'`,
  );
  const insertRun = db.prepare<[string, string, string, string, number, string]>(
    `INSERT INTO import_run (path, fingerprint, source, kind, started_ms, status, counts) VALUES (?, ?, ?, ?, ?, 'running', ?)`,
  );
  const selectOld = db.prepare<[string], { id: number; counts: string }>(
    `SELECT id, counts FROM import_run WHERE fingerprint = ? AND status <> 'running' ORDER BY id DESC LIMIT -1 OFFSET ${KEPT_RUNS}`,
  );
  const updateSum = db.prepare<[string, string, number, number]>(
    `UPDATE import_run SET counts = ?, status = 'done', message = ?,
     finished_ms = (SELECT finished_ms FROM import_run WHERE id = ?) WHERE id = ?`,
  );
  const deleteRun = db.prepare<[number]>('DELETE FROM import_run WHERE id = ?');
  const updateCounts = db.prepare<[string, number]>('UPDATE import_run SET counts = ? WHERE id = ?');
  const closeRun = db.prepare<[string, string, number, string]>(
    `UPDATE import_run SET status = ?, message = ?, finished_ms = ? WHERE fingerprint = ? AND status = 'running'`,
  );
  const selectCursor = db.prepare<[string], CursorRow>('SELECT * FROM import_cursor WHERE fingerprint = ?');
  const upsertCursor = db.prepare<[string, string, string, string, number, number, number]>(
    'INSERT OR REPLACE INTO import_cursor (fingerprint, path, source, kind, offset, line, done) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const deleteCursor = db.prepare<[string]>('DELETE FROM import_cursor WHERE fingerprint = ?');
  const deleteCursorsOf = db.prepare<[number]>(
    'DELETE FROM import_cursor WHERE fingerprint IN (SELECT fingerprint FROM import_series WHERE series_id = ?)',
  );
  const insertPart = db.prepare<[number, string]>('INSERT OR IGNORE INTO import_series VALUES (?, ?)');
  const upsertDuplicates = db.prepare<[number, string, number, number]>(
    'INSERT OR REPLACE INTO import_duplicate (series_id, fingerprint, offset, rows) VALUES (?, ?, ?, ?)',
  );

  /** Adds the oldest runs of a file or data set together, into the first of them. */
  const fold = (fingerprint: string): void => {
    const old = selectOld.all(fingerprint);
    const [latest, first] = [old[0], old.at(-1)];
    if (!latest || !first || latest === first) return;
    const sum = old.map(({ counts }) => JSON.parse(counts) as PageCounts).reduce(addCounts);
    updateSum.run(JSON.stringify(sum), 'Earlier runs, added together.', latest.id, first.id);
    for (const { id } of old) if (id !== first.id) deleteRun.run(id);
  };
  const close = (fingerprint: string, status: ImportStatus, message: string): void => {
    closeRun.run(status, message, now(), fingerprint);
    fold(fingerprint);
  };

  return {
    runs: (limit: number): ImportRun[] => selectRuns.all(limit).map(toRun),
    runsOf: (id: SeriesId): ImportRun[] => selectRunsOf.all(id).map(toRun),
    cursor(fingerprint: string): ImportCursor | undefined {
      const row = selectCursor.get(fingerprint);
      return row && { ...row, done: row.done === 1 };
    },
    /** Moves the cursor and adds a page's counts to the run it belongs to: the open one of its file, else a new one. */
    advance(cursor: ImportCursor, counts: PageCounts): void {
      const { fingerprint, path, source, kind, offset, line, done } = cursor;
      upsertCursor.run(fingerprint, path, source, kind, offset, line, toFlag(done));
      const open = selectOpenRun.get(fingerprint);
      if (open) {
        updateCounts.run(JSON.stringify(addCounts(JSON.parse(open.counts) as PageCounts, counts)), open.id);
      } else {
        insertRun.run(path, fingerprint, source, kind, now(), JSON.stringify(counts));
      }
      if (done) close(fingerprint, 'done', '');
    },
    finish: close,
    forgetCursor(fingerprint: string): void {
      deleteCursor.run(fingerprint);
    },
    /** Lets the files that fed a series be read again from their start. */
    forgetCursorsOf(id: SeriesId): void {
      deleteCursorsOf.run(id);
    },
    attribute(id: SeriesId, { fingerprint, offset }: ImportCursor, duplicates: number): void {
      insertPart.run(id, fingerprint);
      if (duplicates > 0) upsertDuplicates.run(id, fingerprint, offset, duplicates);
    },
  };
}

const toRun = (row: RunRow): ImportRun => ({
  id: row.id,
  path: row.path,
  fingerprint: row.fingerprint,
  source: row.source,
  kind: row.kind,
  started: row.started_ms,
  finished: toNumber(row.finished_ms),
  status: row.status,
  message: row.message,
  counts: JSON.parse(row.counts) as PageCounts,
});
