import { describe, expect, it } from 'vitest';
import type { Rule } from '#core/evidence/types';
import type { Connections } from '#main/services/connections';
import { createRules } from '#main/services/rules';
import type { StoredDocument } from '#main/store/types';

const move = (fallBp: number): Rule => ({ kind: 'absoluteMove', side: 'long', fallBp, withinMs: 1, mergeMs: 1 });

/** Documents in memory; a write takes a turn, as it does through the writer's thread. */
function rules() {
  const stored = new Map<string, StoredDocument>();
  const turn = () => new Promise<void>((done) => setImmediate(done));
  const connections = {
    reader: () => ({ documents: () => [...stored.values()], document: (_: string, id: string) => stored.get(id) }),
    writer: () => ({
      putDocument: async (document: StoredDocument) => {
        await turn();
        stored.set(document.id, document);
      },
      removeDocument: async (_: string, id: string) => {
        await turn();
        stored.delete(id);
      },
    }),
  } as unknown as Connections;
  let now = 0;
  return createRules(connections, () => ++now);
}

describe('rules', () => {
  it('keeps every version, also of those that are saved at once', async () => {
    const service = rules();
    await Promise.all([1, 2, 3].map((fall) => service.save('fall', move(fall))));
    const [rule] = service.list();
    expect(rule!.history.map(({ version, rule: { kind }, savedAt }) => [version, kind, savedAt])).toEqual([
      [1, 'absoluteMove', 1],
      [2, 'absoluteMove', 2],
      [3, 'absoluteMove', 3],
    ]);
    expect(rule).toMatchObject({ version: 3, rule: move(3) });
  });

  it('adds no version for a rule as it stands', async () => {
    const service = rules();
    await service.save('fall', move(1));
    expect(await service.save('fall', move(1))).toMatchObject({ version: 1, savedAt: 1 });
  });

  it('goes on after a save that failed, and removes what was saved before', async () => {
    const service = rules();
    const [removed, saved, none] = await Promise.allSettled([
      service.remove('fall'),
      service.save('fall', move(1)),
      service.remove('fall'),
    ]);
    expect(removed).toMatchObject({ status: 'rejected', reason: { code: 'notFound' } });
    expect([saved.status, none.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(service.list()).toEqual([]);
  });
});
