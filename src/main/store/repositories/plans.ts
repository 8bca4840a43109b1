import type { Connection } from '../connection';
import type { NewPlanVersion, StoredPlanSignature, StoredPlanVersion } from '../types';

/** Versions of plans and what keys said of their contents. */
export function createPlanRepository(db: Connection) {
  const columns = 'plan, version, format, title, content, saved_ms AS saved, note, voided, json';
  const selectNewest = db.prepare<[], StoredPlanVersion>(
    `SELECT ${columns} FROM plan_version AS one
     WHERE version = (SELECT max(version) FROM plan_version WHERE plan = one.plan) ORDER BY saved_ms DESC, plan`,
  );
  const selectAll = db.prepare<[string], StoredPlanVersion>(
    `SELECT ${columns} FROM plan_version WHERE plan = ? ORDER BY version DESC`,
  );
  const selectOne = db.prepare<[string, number], StoredPlanVersion>(
    `SELECT ${columns} FROM plan_version WHERE plan = ? AND version = ?`,
  );
  const selectHolding = db.prepare<[string], StoredPlanVersion>(
    `SELECT ${columns} FROM plan_version WHERE content = ? ORDER BY saved_ms DESC, plan, version DESC LIMIT 1`,
  );
  const selectHead = db.prepare<[string], StoredPlanVersion>(
    `SELECT ${columns} FROM plan_version WHERE plan = ? ORDER BY version DESC LIMIT 1`,
  );
  const insert = db.prepare<[string, number, number, string, string, number, string, number, string]>(
    'INSERT INTO plan_version (plan, version, format, title, content, saved_ms, note, voided, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM plan_version WHERE plan = ?');
  const selectSignatures = db.prepare<[string], StoredPlanSignature>(
    `SELECT content, key, action, at_ms AS at, signature FROM plan_signature WHERE content = ?
     ORDER BY at_ms, action = 'revoke', key, signature`,
  );
  const insertSignature = db.prepare<[string, string, string, number, string]>(
    'INSERT OR IGNORE INTO plan_signature (content, key, action, at_ms, signature) VALUES (?, ?, ?, ?, ?)',
  );
  const addSignatures = (signatures: readonly StoredPlanSignature[]): void => {
    for (const { content, key, action, at, signature } of signatures) insertSignature.run(content, key, action, at, signature); // prettier-ignore
  };
  return {
    newest: (): StoredPlanVersion[] => selectNewest.all(),
    versions: (plan: string): StoredPlanVersion[] => selectAll.all(plan),
    version: (plan: string, version?: number): StoredPlanVersion | undefined =>
      version === undefined ? selectHead.get(plan) : selectOne.get(plan, version),
    holding: (content: string): StoredPlanVersion | undefined => selectHolding.get(content),
    signatures: (content: string): StoredPlanSignature[] => selectSignatures.all(content),
    put({ plan, format, title, content, saved, note, voided, json }: NewPlanVersion, signatures: readonly StoredPlanSignature[]): void {
      const head = selectHead.get(plan);
      // Also where what is stored of it was damaged since.
      if (head?.content !== content || head.json !== json) insert.run(plan, (head?.version ?? 0) + 1, format, title, content, saved, note, voided, json);
      addSignatures(signatures);
    },
    addSignatures,
    remove(plan: string): void {
      remove.run(plan);
    },
  }; // prettier-ignore
}
