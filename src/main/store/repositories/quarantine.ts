import type { Connection } from '../connection';
import type { QuarantinedRecord, QuarantinedRow, QuarantineFilter, QuarantineReason, SeriesId } from '../types';
import { fromNumber, toNumber } from './values';

interface QuarantineTableRow {
  id: number;
  file: string;
  line: number;
  reason: QuarantineReason;
  series_id: number | null;
  t_ms: number | null;
  detail: string;
  text: string;
}

const WHERE =
  'file = ifnull(?, file) AND reason = ifnull(?, reason) AND ifnull(series_id, 0) = ifnull(?, ifnull(series_id, 0))';
const MAX_TEXT = 1_000;

export function createQuarantineRepository(db: Connection) {
  const select = db.prepare<[string | null, string | null, number | null, number, number], QuarantineTableRow>(
    `SELECT * FROM quarantine WHERE ${WHERE} ORDER BY file, line, id LIMIT ? OFFSET ?`,
  );
  const count = db
    .prepare<[string | null, string | null, number | null], number>(`SELECT count(*) FROM quarantine WHERE ${WHERE}`)
    .pluck();
  const insert = db.prepare<[string, number, string, number | null, number | null, string, string]>(
    'INSERT OR IGNORE INTO quarantine (file, line, reason, series_id, t_ms, detail, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[number]>('DELETE FROM quarantine WHERE id = ?');
  const bindings = ({ file, reason, series }: QuarantineFilter): [string | null, string | null, number | null] => [
    file ?? null,
    reason ?? null,
    series ?? null,
  ];
  return {
    read: (filter: QuarantineFilter, offset: number, limit: number): QuarantinedRecord[] =>
      select.all(...bindings(filter), limit, offset).map(toRecord),
    count: (filter: QuarantineFilter): number => count.get(...bindings(filter)) as number,
    /** A row that is there already (same file, reason and series, and same line or, without lines, text) is not doubled. */
    add(row: QuarantinedRow, series?: SeriesId): void {
      const { file, line, reason, t, detail, text } = row;
      insert.run(
        file,
        Number.isNaN(line) ? 0 : line,
        reason,
        series ?? null,
        fromNumber(t),
        detail,
        text.slice(0, MAX_TEXT),
      );
    },
    remove(ids: readonly number[]): void {
      for (const id of ids) remove.run(id);
    },
  };
}

const toRecord = ({ series_id: series, t_ms: t, ...row }: QuarantineTableRow): QuarantinedRecord => ({
  ...row,
  t: toNumber(t),
  series: series ?? undefined,
});
