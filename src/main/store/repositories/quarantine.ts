import type { Connection } from '../connection';
import type { Ms } from '#core/time/ms';
import type {
  Contradiction,
  QuarantinedRecord,
  QuarantinedRow,
  QuarantineFilter,
  QuarantineReason,
  RowValues,
  SeriesId,
} from '../types';
import { LATEST, fromNumber, toNumber } from './values';

interface QuarantineTableRow {
  id: number;
  file: string;
  line: number;
  reason: QuarantineReason;
  series_id: number | null;
  t_ms: number | null;
  detail: string;
  text: string;
  stored: string | null;
  newer: string | null;
  at_ms: number | null;
}

const FROM = 'quarantine LEFT JOIN quarantine_conflict ON quarantine_id = id';
const WHERE =
  'file = ifnull(?, file) AND reason = ifnull(?, reason) AND ifnull(series_id, 0) = ifnull(?, ifnull(series_id, 0)) ' +
  `AND ifnull((SELECT t_ms + known_lag_ms FROM series WHERE series.id = series_id), ${LATEST}) <= ?`;
type FilterBindings = [string | null, string | null, number | null, number];
const MAX_TEXT = 1_000;

export function createQuarantineRepository(db: Connection, now: () => Ms = Date.now) {
  const select = db.prepare<[...FilterBindings, number, number], QuarantineTableRow>(
    `SELECT * FROM ${FROM} WHERE ${WHERE} ORDER BY file, line, id LIMIT ? OFFSET ?`,
  );
  const count = db.prepare<FilterBindings, number>(`SELECT count(*) FROM quarantine WHERE ${WHERE}`).pluck();
  const insert = db.prepare<[string, number, string, number | null, number | null, string, string]>(
    'INSERT OR IGNORE INTO quarantine (file, line, reason, series_id, t_ms, detail, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const selectOne = db.prepare<[number], QuarantineTableRow>(`SELECT * FROM ${FROM} WHERE id = ?`);
  const selectSame = db
    .prepare<[string, number, string, number | null, string], number>(
      'SELECT id FROM quarantine WHERE file = ? AND line = ? AND reason = ? AND series_id IS ? AND text = ?',
    )
    .pluck();
  const upsertConflict = db.prepare<[number, string, string, number]>(
    `INSERT INTO quarantine_conflict (quarantine_id, stored, newer, at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET stored = excluded.stored`,
  );
  const remove = db.prepare<[number]>('DELETE FROM quarantine WHERE id = ?');
  const bindings = ({ file, reason, series, asOf }: QuarantineFilter): FilterBindings => [
    file ?? null,
    reason ?? null,
    series ?? null,
    asOf ?? LATEST,
  ];
  return {
    read: (filter: QuarantineFilter, offset: number, limit: number): QuarantinedRecord[] =>
      select.all(...bindings(filter), limit, offset).map(toRecord),
    count: (filter: QuarantineFilter): number => count.get(...bindings(filter)) as number,
    get(id: number): QuarantinedRecord | undefined {
      const row = selectOne.get(id);
      return row && toRecord(row);
    },
    /**
     * A row that is there already (same file, reason and series, and same line or, without lines, text) is not doubled; what
     * is stored against it is noted as it is now.
     */
    add(row: QuarantinedRow, conflict?: Omit<Contradiction, 'at'> & { readonly series?: SeriesId }): void {
      const { file, reason, t, detail } = row;
      const line = Number.isNaN(row.line) ? 0 : row.line;
      const text = row.text.slice(0, MAX_TEXT);
      insert.run(file, line, reason, conflict?.series ?? null, fromNumber(t), detail, text);
      if (!conflict) return;
      const id = selectSame.get(file, line, reason, conflict.series ?? null, text) as number | undefined;
      // A line that was read otherwise before (another mapping) keeps the row it is known by.
      if (id !== undefined)
        upsertConflict.run(id, JSON.stringify(conflict.stored), JSON.stringify(conflict.newer), now());
    },
    remove(ids: readonly number[]): void {
      for (const id of ids) remove.run(id);
    },
  };
}

const toRecord = ({
  series_id: series,
  t_ms: t,
  stored,
  newer,
  at_ms: at,
  ...row
}: QuarantineTableRow): QuarantinedRecord => ({
  id: row.id,
  file: row.file,
  line: row.line,
  reason: row.reason,
  detail: row.detail,
  text: row.text,
  t: toNumber(t),
  series: series ?? undefined,
  conflict:
    stored === null || newer === null || at === null
      ? undefined
      : { stored: toValues(stored), newer: toValues(newer), at },
});

const toValues = (json: string): RowValues =>
  Object.fromEntries(
    Object.entries(JSON.parse(json) as Record<string, number | null>).map(([name, value]) => [name, toNumber(value)]),
  );
