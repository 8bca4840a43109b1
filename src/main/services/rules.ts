import type { Rule } from '#core/evidence/types';
import type { SavedRule } from '#shared/evidence';
import { BallastError } from '../errors';
import type { StoredDocument } from '../store/types';
import type { Connections } from './connections';
import { createTurns } from './in-turn';

export interface Rules {
  /** By name. */
  list(): SavedRule[];
  /** Keeps every version: saving a rule as it already stands changes nothing. */
  save(name: string, rule: Rule): Promise<SavedRule>;
  remove(name: string): Promise<void>;
}

type Version = SavedRule['history'][number];

export function createRules(connections: Connections, now: () => number): Rules {
  const versionsOf = (document: StoredDocument | undefined): readonly Version[] =>
    document ? (JSON.parse(document.json) as Version[]) : [];
  /** Each change reads what the one before has written. */
  const inTurn = createTurns();
  const toSaved = (name: string, history: readonly Version[]): SavedRule => ({ name, ...history.at(-1)!, history });

  return {
    list: () =>
      connections
        .reader()
        .documents('rule')
        .map((document) => toSaved(document.id, versionsOf(document)))
        .sort((a, b) => a.name.localeCompare(b.name)),
    save: (name, rule) =>
      inTurn(async () => {
        const history = versionsOf(connections.reader().document('rule', name));
        const newest = history.at(-1);
        if (newest && JSON.stringify(newest.rule) === JSON.stringify(rule)) return toSaved(name, history);
        const savedAt = now();
        const next = [...history, { version: (newest?.version ?? 0) + 1, savedAt, rule }];
        await connections
          .writer()
          .putDocument({ kind: 'rule', id: name, title: name, json: JSON.stringify(next), updated: savedAt });
        return toSaved(name, next);
      }),
    remove: (name) =>
      inTurn(async () => {
        if (!connections.reader().document('rule', name))
          throw new BallastError('notFound', `No rule "${name}" is saved.`);
        await connections.writer().removeDocument('rule', name);
      }),
  };
}
