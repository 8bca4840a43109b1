import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { EntityRecord, StatementCounts, StatementKey, StatementRecord, StatementSummary } from '../types';
import { EARLIEST, LATEST, fromNumber, toFlag, toNumber } from './values';

type EntityRow = Omit<EntityRecord, 'synthetic'> & { readonly synthetic: number };
type Stored = Omit<StatementRecord, 'from' | 'estimated'> & {
  readonly from: number | null;
  readonly estimated: number;
};
type Key = [entity: string, item: string, to: Ms, published: Ms, from: Ms];

// The very expressions of the unique index.
const KEY = `entity = ? AND item = ? AND to_ms = ? AND published_ms = ? AND ifnull(from_ms, ${EARLIEST}) = ?`;
const keyOf = ({ entity, item, from, to, published }: StatementKey): Key => [entity, item, to, published, Number.isNaN(from) ? EARLIEST : from]; // prettier-ignore

/** What is valued, and its dated figures. */
export function createStatementRepository(db: Connection) {
  const selectEntities = db.prepare<[], EntityRow>('SELECT * FROM entity ORDER BY name, id');
  const selectEntity = db.prepare<[string], EntityRow>('SELECT * FROM entity WHERE id = ?');
  const upsertEntity = db.prepare<[string, string, string, string, string | null, string | null, string, number]>(
    `INSERT INTO entity (id, name, kind, symbol, instrument, figures, note, synthetic) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind, symbol = excluded.symbol,
       instrument = excluded.instrument, figures = excluded.figures, note = excluded.note, synthetic = excluded.synthetic`,
  );
  const removeEntity = db.prepare<[string]>('DELETE FROM entity WHERE id = ?');
  const select = db.prepare<[string, number], Stored>(
    `SELECT entity, item, from_ms AS "from", to_ms AS "to", published_ms AS published, value, source, estimated
     FROM statement WHERE entity = ? AND published_ms <= ? ORDER BY to_ms, published_ms, item, from_ms`,
  );
  const selectSummaries = db.prepare<[number, number], StatementSummary>(
    `SELECT entity, count(*) AS stored, count(*) FILTER (WHERE published_ms <= ?) AS known,
       max(published_ms) FILTER (WHERE published_ms <= ?) AS newest FROM statement GROUP BY entity`,
  );
  const selectOne = db.prepare<Key, { id: number; value: number; source: string; estimated: number }>(
    `SELECT rowid AS id, value, source, estimated FROM statement WHERE ${KEY}`,
  );
  const insert = db.prepare<[string, string, number | null, number, number, number, string, number]>(
    'INSERT INTO statement (entity, item, from_ms, to_ms, published_ms, value, source, estimated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[number, string, number, number]>(
    'UPDATE statement SET value = ?, source = ?, estimated = ? WHERE rowid = ?',
  );
  const removeOne = db.prepare<Key>(`DELETE FROM statement WHERE ${KEY}`);

  const toEntity = ({ synthetic, ...row }: EntityRow): EntityRecord => ({ ...row, synthetic: synthetic === 1 });
  const putOne = (row: StatementRecord): keyof StatementCounts => {
    const { entity, item, from, to, published, value, source } = row;
    const estimated = toFlag(row.estimated);
    const stored = selectOne.get(...keyOf(row));
    if (stored?.value === value && stored.source === source && stored.estimated === estimated) return 'unchanged';
    if (stored) update.run(value, source, estimated, stored.id);
    else insert.run(entity, item, fromNumber(from), to, published, value, source, estimated);
    return stored ? 'changed' : 'added';
  };
  const putEntity = ({ id, name, kind, symbol, instrument, figures, note, synthetic }: EntityRecord): void =>
    void upsertEntity.run(id, name, kind, symbol, instrument, figures, note, toFlag(synthetic));
  return {
    entities: (): EntityRecord[] => selectEntities.all().map(toEntity),
    entity(id: string): EntityRecord | undefined {
      const found = selectEntity.get(id);
      return found && toEntity(found);
    },
    of: (entity: string, asOf: Ms = LATEST): StatementRecord[] =>
      select.all(entity, asOf).map(({ from, estimated, ...row }) => ({ ...row, from: toNumber(from), estimated: estimated === 1 })), // prettier-ignore
    summaries: (asOf: Ms = LATEST): StatementSummary[] => selectSummaries.all(asOf, asOf),
    removeEntity: (id: string): boolean => removeEntity.run(id).changes > 0,
    put(entities: readonly EntityRecord[], rows: readonly StatementRecord[]): StatementCounts {
      entities.forEach(putEntity);
      const counts = { added: 0, changed: 0, unchanged: 0 };
      for (const row of rows) counts[putOne(row)]++;
      return counts;
    },
    remove: (keys: readonly StatementKey[]): number =>
      keys.reduce((removed, key) => removed + removeOne.run(...keyOf(key)).changes, 0),
  };
}
