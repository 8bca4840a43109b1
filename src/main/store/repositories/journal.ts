import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { NewJournalEntry, StoredJournalEntry } from '../types';

/** Decisions that a person wrote down, each with its picture in the same row: they come and go together. */
export function createJournalRepository(db: Connection) {
  type Row = Omit<StoredJournalEntry, 'hasPicture'> & { readonly pictured: 0 | 1 };
  const select = db.prepare<[number], Row>(
    `SELECT id, decided_ms AS decided, session, json, picture IS NOT NULL AS pictured FROM journal_entry
     WHERE removed = 0 AND decided_ms <= ? ORDER BY decided_ms DESC, id`,
  );
  const selectPicture = db
    .prepare<[string], Buffer | null>('SELECT picture FROM journal_entry WHERE id = ? AND removed = 0')
    .pluck();
  const upsert = db.prepare<[string, number, string | null, string, Uint8Array | null]>(
    'INSERT OR REPLACE INTO journal_entry (id, decided_ms, session, json, picture) VALUES (?, ?, ?, ?, ?)',
  );
  const purge = db.prepare<[string]>('DELETE FROM journal_entry WHERE removed = 1 AND id <> ?');
  const mark = db.prepare<[number, string]>('UPDATE journal_entry SET removed = ? WHERE id = ?');
  return {
    list: (asOf: Ms = Number.MAX_SAFE_INTEGER): StoredJournalEntry[] =>
      select.all(asOf).map(({ pictured, ...row }) => ({ ...row, hasPicture: pictured === 1 })),
    picture: (id: string): Uint8Array<ArrayBuffer> | undefined => {
      const bytes = selectPicture.get(id) as Buffer | null | undefined;
      return bytes ? new Uint8Array(bytes) : undefined;
    },
    put({ id, decided, session, json, picture }: NewJournalEntry): void {
      upsert.run(id, decided, session, json, picture);
    },
    /** Only another entry takes the place of the one that was removed last: the same one again, or none, leaves it there. */
    remove(id: string): void {
      if (mark.run(1, id).changes > 0) purge.run(id);
    },
    restore: (id: string): boolean => mark.run(0, id).changes > 0,
  };
}
