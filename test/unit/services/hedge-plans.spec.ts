import { describe, expect, it } from 'vitest';
import type { Connections } from '#main/services/connections';
import { createHedgePlans } from '#main/services/hedge-plans';
import type { StoredDocument } from '#main/store/types';
import { hedgePlan } from '../../support/hedge-plan';

function plans() {
  const stored = new Map<string, StoredDocument>();
  const connections = {
    reader: () => ({ documents: () => [...stored.values()], document: (_: string, id: string) => stored.get(id) }),
    writer: () => ({
      putDocument: async (document: StoredDocument) => void stored.set(document.id, document),
      removeDocument: async (_: string, id: string) => void stored.delete(id),
    }),
  } as unknown as Connections;
  let now = 0;
  return { stored, service: createHedgePlans(connections, () => ++now) };
}

describe('saved plans', () => {
  it('keep their number when they are renamed, and are listed by name', async () => {
    const { service } = plans();
    const { id } = await service.save(undefined, hedgePlan({ name: 'B' }));
    await service.save(undefined, hedgePlan({ name: 'A' }));
    const renamed = await service.save(id, hedgePlan({ name: 'C' }));
    expect(renamed).toEqual({ id, savedAt: 3, plan: hedgePlan({ name: 'C' }) });
    expect(service.list().map(({ plan }) => plan.name)).toEqual(['A', 'C']);
  });

  it('are copied under a free name', async () => {
    const { service } = plans();
    const { id } = await service.save(undefined, hedgePlan({ name: 'A' }));
    const first = await service.duplicate(id);
    const second = await service.duplicate(id);
    expect([first, second].map(({ plan }) => plan.name)).toEqual(['A copy', 'A copy 2']);
    expect(new Set([id, first.id, second.id]).size).toBe(3);
    const long = await service.save(undefined, hedgePlan({ name: 'x'.repeat(120) }));
    expect((await service.duplicate(long.id)).plan.name).toBe(`${'x'.repeat(115)} copy`);
  });

  it('that are not there are neither saved over, copied nor removed', async () => {
    const { service } = plans();
    for (const attempt of [() => service.save('p', hedgePlan()), () => service.duplicate('p'), () => service.remove('p')])
      await expect(attempt()).rejects.toMatchObject({ code: 'notFound' });
    const { id } = await service.save(undefined, hedgePlan());
    await service.remove(id);
    expect(service.list()).toEqual([]);
  }); // prettier-ignore

  it('of another version, or damaged, are left out', async () => {
    const { stored, service } = plans();
    const { id } = await service.save(undefined, hedgePlan());
    stored.set('old', { ...stored.get(id)!, id: 'old', json: '{"name":"old"}' });
    stored.set('damaged', { ...stored.get(id)!, id: 'damaged', json: '{"name":' });
    expect(service.list().map((plan) => plan.id)).toEqual([id]);
    await expect(service.save('old', hedgePlan())).rejects.toMatchObject({ code: 'notFound' });
  });
});
