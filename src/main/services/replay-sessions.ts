import { randomUUID } from 'node:crypto';
import { ReplaySessionSchema, type ReplaySession, type ReplaySessionState } from '#shared/replay';
import { BallastError } from '../errors';
import type { StoredDocument } from '../store/types';
import type { Connections } from './connections';
import { parsedJson } from './parsed-json';

export interface ReplaySessions {
  /** The one that was gone on with last comes first. One that this version cannot read is left out. */
  list(): ReplaySession[];
  /** @param id of the session as it now stands; undefined: a new one. */
  save(id: string | undefined, state: ReplaySessionState): Promise<ReplaySession>;
  /** Decisions that were recorded in it stay in the journal. */
  remove(id: string): Promise<void>;
}

const KIND = 'replaySession';

function toSession({ id, json, updated }: StoredDocument): ReplaySession | undefined {
  const { data } = ReplaySessionSchema.safeParse(parsedJson(json));
  return data && { ...data, id, savedAt: updated };
}

export function createReplaySessions(connections: Connections, now: () => number): ReplaySessions {
  const assertStored = (id: string): void => {
    if (!connections.reader().document(KIND, id)) throw new BallastError('notFound', 'This replay is not stored.');
  };
  return {
    list: () =>
      connections
        .reader()
        .documents(KIND)
        .map(toSession)
        .filter((session) => session !== undefined),
    save: async (id, state) => {
      if (id !== undefined) assertStored(id);
      const session = { ...state, id: id ?? randomUUID(), savedAt: now() };
      await connections.writer().putDocument({
        kind: KIND,
        id: session.id,
        title: state.name,
        json: JSON.stringify(state),
        updated: session.savedAt,
      });
      return session;
    },
    remove: async (id) => {
      assertStored(id);
      await connections.writer().removeDocument(KIND, id);
    },
  };
}
