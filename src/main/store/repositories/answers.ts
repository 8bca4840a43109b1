import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { StoredAnswer, StoredSimulation } from '../types';

/** Answers that are kept of each kind: an older one can be computed again. One of a hedge holds a row for every path, one of a time-shift a path for every instance. */
const KEPT = { study_result: 500, hedge_result: 60, time_shift_result: 60 } as const;

/** Computed answers by their question. */
export function createAnswerRepository(db: Connection, table: keyof typeof KEPT) {
  const select = db.prepare<[string], StoredAnswer>(
    `SELECT question, fingerprint, computed_ms AS computed, json FROM ${table} WHERE question = ?`,
  );
  const selectNewest = db.prepare<[number], StoredAnswer>(
    `SELECT question, fingerprint, computed_ms AS computed, json FROM ${table} ORDER BY computed_ms DESC, question LIMIT ?`,
  );
  const selectFingerprint = db.prepare<[string]>(`SELECT 1 FROM ${table} WHERE fingerprint = ? LIMIT 1`);
  const upsert = db.prepare<[string, string, number, string]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
  const prune = db.prepare<[number]>(
    `DELETE FROM ${table} WHERE question IN (SELECT question FROM ${table} ORDER BY computed_ms DESC LIMIT -1 OFFSET ?)`,
  );
  return {
    get: (question: string): StoredAnswer | undefined => select.get(question),
    newest: (limit: number): StoredAnswer[] => selectNewest.all(limit),
    has: (fingerprint: string): boolean => selectFingerprint.get(fingerprint) !== undefined,
    put({ question, fingerprint, computed, json }: StoredAnswer): void {
      upsert.run(question, fingerprint, computed, json);
      prune.run(KEPT[table]);
    },
  };
}

/** What of kept simulations can be told without their paths, newest first. */
export function createSimulationFacts(db: Connection) {
  const select = db.prepare<[], { readonly fingerprint: string; readonly computed: Ms; readonly facts: string }>(
    `SELECT fingerprint, computed_ms AS computed, json_object('plan', json -> 'plan', 'start', json -> 'start', 'step', json -> 'step',
       'steps', json -> 'steps', 'paths', json -> 'paths', 'source', json -> 'source', 'costPerYear', json -> '$.costPerYear.mean') AS facts
     FROM hedge_result WHERE json_valid(json) AND json_type(json, '$.hedged') = 'object' ORDER BY computed_ms DESC, question`,
  );
  return (): StoredSimulation[] =>
    select.all().map(({ facts, ...row }) => ({ ...row, ...(JSON.parse(facts) as Omit<StoredSimulation, 'fingerprint' | 'computed'>) })); // prettier-ignore
}
