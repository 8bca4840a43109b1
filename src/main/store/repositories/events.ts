import type { Connection } from '../connection';
import type { EventFilter, NewEvent, StoredEvent } from '../types';
import { EARLIEST, LATEST, fromNumber, toNumber } from './values';

interface EventRow {
  id: number;
  instrument: string;
  rule: string;
  settings: string;
  revision: string;
  decision_ms: number;
  start_ms: number;
  end_ms: number;
  side: string;
  notional: number | null;
  json: string;
}
type FilterBindings = [string | null, string | null, string | null, number, number, number];

const WHERE =
  'instrument = ifnull(?, instrument) AND rule = ifnull(?, rule) AND settings = ifnull(?, settings) ' +
  'AND decision_ms >= ? AND decision_ms < ? AND decision_ms <= ?';

export function createEventRepository(db: Connection) {
  const select = db.prepare<[...FilterBindings, number, number], EventRow>(
    `SELECT * FROM event WHERE ${WHERE} ORDER BY decision_ms, instrument, id LIMIT ? OFFSET ?`,
  );
  const count = db.prepare<FilterBindings, number>(`SELECT count(*) FROM event WHERE ${WHERE}`).pluck();
  const clear = db.prepare<[string, string, string]>(
    'DELETE FROM event WHERE instrument = ? AND rule = ? AND settings = ?',
  );
  const clearOf = db.prepare<[string]>('DELETE FROM event WHERE instrument = ?');
  const insert = db.prepare<[string, string, string, string, number, number, number, string, number | null, string]>(
    `INSERT INTO event (instrument, rule, settings, revision, decision_ms, start_ms, end_ms, side, notional, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    read: (filter: EventFilter, offset: number, limit: number): StoredEvent[] =>
      select.all(...bindings(filter), limit, offset).map(toEvent),
    count: (filter: EventFilter): number => count.get(...bindings(filter)) as number,
    removeOf(instrument: string): void {
      clearOf.run(instrument);
    },
    replace(instrument: string, rule: string, settings: string, revision: string, events: readonly NewEvent[]): void {
      clear.run(instrument, rule, settings);
      for (const { decision, start, end, side, notional, json } of events)
        insert.run(instrument, rule, settings, revision, decision, start, end, side, fromNumber(notional), json);
    },
  };
}

const bindings = ({ instrument, rule, settings, from, to, asOf }: EventFilter): FilterBindings => [
  instrument ?? null,
  rule ?? null,
  settings ?? null,
  from ?? EARLIEST,
  to ?? LATEST,
  asOf ?? LATEST,
];

const toEvent = (row: EventRow): StoredEvent => ({
  id: row.id,
  instrument: row.instrument,
  rule: row.rule,
  settings: row.settings,
  revision: row.revision,
  decision: row.decision_ms,
  start: row.start_ms,
  end: row.end_ms,
  side: row.side,
  notional: toNumber(row.notional),
  json: row.json,
});
