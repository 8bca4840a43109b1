import type { Connection } from '../connection';
import type { StoredStudy } from '../types';

export function createStudyRepository(db: Connection) {
  const select = db.prepare<[string], StoredStudy>(
    'SELECT question, fingerprint, computed_ms AS computed, json FROM study_result WHERE question = ?',
  );
  const upsert = db.prepare<[string, string, number, string]>(
    'INSERT OR REPLACE INTO study_result VALUES (?, ?, ?, ?)',
  );
  const prune = db.prepare<[number]>(
    'DELETE FROM study_result WHERE question IN (SELECT question FROM study_result ORDER BY computed_ms DESC LIMIT -1 OFFSET ?)',
  );
  return {
    get: (question: string): StoredStudy | undefined => select.get(question),
    put({ question, fingerprint, computed, json }: StoredStudy): void {
      upsert.run(question, fingerprint, computed, json);
      prune.run(KEPT);
    },
  };
}

/** Answers that are kept: an older one can be computed again. */
const KEPT = 500;
