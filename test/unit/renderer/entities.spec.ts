import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatementRowInput, StoredRow } from '#shared/value';
import {
  addRows,
  createEntities,
  deleteEntity,
  entities,
  putRow,
  removeRows,
  saveEntity,
  sayFarewell,
  undoDelete,
  undoRows,
} from '../../../src/renderer/state/entities';
import { createFakeBridge } from '../../support/fake-bridge';

const DAY = 86_400_000;
const T = Date.UTC(2025, 0, 10);
const bridge = createFakeBridge({ empty: true });
const ask = async <T>(channel: Parameters<typeof bridge.call>[0], args: unknown): Promise<T> => {
  const outcome = await (bridge.call as (...given: unknown[]) => Promise<{ ok: boolean; value: T }>)(channel, args);
  if (!outcome.ok) throw new Error(channel);
  return outcome.value;
};
const rowsOf = async (id: string) => (await ask<{ rows: readonly StoredRow[] }>('value:entity', { id })).rows;
const row = (value: number, to = T): StatementRowInput => ({ item: 'cash', from: null, to, published: to, value, source: 'typed in', estimated: false }); // prettier-ignore

beforeEach(() => void vi.stubGlobal('window', { ballast: bridge }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function made(name: string): Promise<string> {
  expect(
    await saveEntity('value', undefined, {
      name,
      kind: 'protocol',
      symbol: '',
      instrument: null,
      figures: null,
      note: '',
    }),
  ).toBe(true);
  return entities.getState().chosen.value!;
}

describe('figures of an entity', () => {
  it('are changed in place, also when their day moves, and each change can be taken back', async () => {
    const id = await made('A');
    await putRow(id, row(1), null);
    const [first] = await rowsOf(id);
    await putRow(id, row(2), first!);
    expect((await rowsOf(id)).map(({ value }) => value)).toEqual([2]);
    await undoRows();
    expect((await rowsOf(id)).map(({ value }) => value)).toEqual([1]);
    await putRow(id, row(3, T + DAY), first!);
    expect((await rowsOf(id)).map(({ to, value }) => [to, value])).toEqual([[T + DAY, 3]]);
    await undoRows();
    expect((await rowsOf(id)).map(({ to, value }) => [to, value])).toEqual([[T, 1]]);
    await undoRows(); // nothing is left to take back
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('are removed unless they were synced, and come back', async () => {
    const id = await made('B');
    await addRows(id, [row(1), row(2, T + DAY)]);
    const [first, second] = await rowsOf(id);
    await removeRows(id, [first!, { ...second!, own: false }]);
    expect((await rowsOf(id)).map(({ value }) => value)).toEqual([2]);
    await undoRows();
    expect((await rowsOf(id)).map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});

describe('an entity that is deleted', () => {
  it('leaves the store ten seconds later, unless it is had back', async () => {
    const id = await made('C');
    const [entity] = (await ask<readonly { id: string }[]>('value:entities', {})).filter((one) => one.id === id);
    vi.useFakeTimers();
    await deleteEntity(entity as never);
    expect(entities.getState().leaving?.id).toBe(id);
    undoDelete();
    await vi.advanceTimersByTimeAsync(11_000);
    expect((await rowsOf(id)).length).toBe(0);
    await deleteEntity(entity as never);
    await vi.advanceTimersByTimeAsync(11_000);
    await expect(rowsOf(id)).rejects.toThrow();
    expect(entities.getState().leaving).toBeNull();
    await sayFarewell(); // a second one has nothing to do
  });
});

it('the entity that is shown is that of the last session, in each pane; anything else is none', () => {
  const kept: unknown[] = [];
  const store = createEntities({ value: 'x', pools: 7 }, (chosen) => kept.push(chosen));
  expect(store.getState().chosen).toEqual({ value: 'x', pools: null });
  store.getState().choose('pools', 'p');
  expect(kept).toEqual([{ value: 'x', pools: 'p' }]);
  expect(createEntities(null).getState().chosen).toEqual({ value: null, pools: null });
});
