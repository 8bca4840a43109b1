import type { Connection } from '../connection';
import type { StoredAnswer } from '../types';

/** Answers that are kept of each kind: an older one can be computed again. One of a hedge holds a row for every path. */
const KEPT = { study_result: 500, hedge_result: 60 } as const;

/** Computed answers by their question. */
export function createAnswerRepository(db: Connection, table: keyof typeof KEPT) {
  const select = db.prepare<[string], StoredAnswer>(
    `SELECT question, fingerprint, computed_ms AS computed, json FROM ${table} WHERE question = ?`,
  );
  const selectNewest = db.prepare<[number], StoredAnswer>(
    `SELECT question, fingerprint, computed_ms AS computed, json FROM ${table} ORDER BY computed_ms DESC, question LIMIT ?`,
  );
  const upsert = db.prepare<[string, string, number, string]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
  const prune = db.prepare<[number]>(
    `DELETE FROM ${table} WHERE question IN (SELECT question FROM ${table} ORDER BY computed_ms DESC LIMIT -1 OFFSET ?)`,
  );
  return {
    get: (question: string): StoredAnswer | undefined => select.get(question),
    newest: (limit: number): StoredAnswer[] => selectNewest.all(limit),
    put({ question, fingerprint, computed, json }: StoredAnswer): void {
      upsert.run(question, fingerprint, computed, json);
      prune.run(KEPT[table]);
    },
  };
}
