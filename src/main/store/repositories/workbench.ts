import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { DocumentKind, NamedJson, StoredDocument } from '../types';

export function createSettingRepository(db: Connection) {
  const select = db.prepare<[string], string>('SELECT json FROM setting WHERE key = ?').pluck();
  const selectAll = db.prepare<[], { key: string; json: string }>('SELECT key, json FROM setting ORDER BY key');
  const upsert = db.prepare<[string, string]>('INSERT OR REPLACE INTO setting VALUES (?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  return {
    get(key: string): unknown {
      const json = select.get(key) as string | undefined;
      return json === undefined ? undefined : JSON.parse(json);
    },
    all: (): Record<string, unknown> =>
      Object.fromEntries(selectAll.all().map(({ key, json }) => [key, JSON.parse(json) as unknown])),
    put(key: string, value: unknown): void {
      if (value === undefined) remove.run(key);
      else upsert.run(key, JSON.stringify(value));
    },
  };
}

/** Layouts and import templates: JSON under a name that a person or a file gave. */
export function createNamedJsonRepository(db: Connection, table: 'layout' | 'template', now: () => Ms = Date.now) {
  const key = table === 'layout' ? 'name' : 'signature';
  const select = db.prepare<[string], string>(`SELECT json FROM ${table} WHERE ${key} = ?`).pluck();
  const selectAll = db.prepare<[], NamedJson>(
    `SELECT ${key} AS name, json, updated_ms AS updated FROM ${table} ORDER BY ${key}`,
  );
  const upsert = db.prepare<[string, string, number]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`);
  const remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE ${key} = ?`);
  return {
    get: (name: string): string | undefined => select.get(name) as string | undefined,
    all: (): NamedJson[] => selectAll.all(),
    put(name: string, json: string): void {
      upsert.run(name, json, now());
    },
    remove(name: string): void {
      remove.run(name);
    },
  };
}

export function createDocumentRepository(db: Connection) {
  const columns = 'kind, id, title, json, updated_ms AS updated';
  const selectAll = db.prepare<[string], StoredDocument>(
    `SELECT ${columns} FROM document WHERE kind = ? ORDER BY updated_ms DESC, id`,
  );
  const select = db.prepare<[string, string], StoredDocument>(
    `SELECT ${columns} FROM document WHERE kind = ? AND id = ?`,
  );
  const upsert = db.prepare<[string, string, string, string, number]>(
    'INSERT OR REPLACE INTO document (kind, id, title, json, updated_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM document WHERE kind = ? AND id = ?');
  return {
    all: (kind: DocumentKind): StoredDocument[] => selectAll.all(kind),
    get: (kind: DocumentKind, id: string): StoredDocument | undefined => select.get(kind, id),
    put({ kind, id, title, json, updated }: StoredDocument): void {
      upsert.run(kind, id, title, json, updated);
    },
    remove(kind: DocumentKind, id: string): void {
      remove.run(kind, id);
    },
  };
}
