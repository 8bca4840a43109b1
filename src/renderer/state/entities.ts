import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';
import { ITEMS } from '#core/value/types';
import type { Entity, EntityFields, EntityReading, StatementRowInput, StoredRow } from '#shared/value';
import { call, tryCall } from '../lib/call';
import { formatCount } from '../lib/format';
import { readLocal, writeLocal } from '../lib/storage';
import { asOfArgs } from './clock';
import { notify } from './notices';
import { useRestedAsOf } from './rested-clock';
import { useReply, type ReplyState } from './use-reply';

/** The panes that show one entity each: what is valued, and a pool. */
export type EntityPlace = 'value' | 'pools';

/** What has a dated statement: which one is shown, and what was done to them a moment ago. */
export interface EntitiesState {
  readonly chosen: Readonly<Record<EntityPlace, string | null>>;
  /** Grows with each change from here: lists and statements are read again. */
  readonly round: number;
  /** About to be deleted: out of sight, and still to be had back. */
  readonly leaving: Entity | null;
  /** Brings the figures of the last change back; null: nothing to bring back. */
  readonly takeBack: (() => Promise<void>) | null;
  readonly choose: (place: EntityPlace, id: string | null) => void;
  readonly set: (next: Partial<Pick<EntitiesState, 'round' | 'leaving' | 'takeBack'>>) => void;
}

type Chosen = EntitiesState['chosen'];

export const createEntities = (kept: unknown = {}, keep: (chosen: Chosen) => void = () => undefined) =>
  createStore<EntitiesState>()((set, get) => {
    const { value, pools } = (kept ?? {}) as Partial<Record<EntityPlace, unknown>>;
    const idOf = (one: unknown): string | null => (typeof one === 'string' ? one : null);
    return {
      chosen: { value: idOf(value), pools: idOf(pools) },
      round: 0,
      leaving: null,
      takeBack: null,
      choose: (place, id) => {
        set((s) => ({ chosen: { ...s.chosen, [place]: id } }));
        keep(get().chosen);
      },
      set: (next) => set(next),
    };
  });

const KEY = 'entities-chosen';
export const entities = createEntities(readLocal(KEY), (chosen) => writeLocal(KEY, chosen));
export const useEntities = <T>(select: (state: EntitiesState) => T): T => useStore(entities, select);
const selectRound = (s: EntitiesState): number => s.round;
const selectLeaving = (s: EntitiesState): Entity | null => s.leaving;
export const selectChosen =
  (place: EntityPlace) =>
  (s: EntitiesState): string | null =>
    s.chosen[place];

const readAgain = (): void => entities.getState().set({ round: entities.getState().round + 1 });

/** All that is kept, as it was known at the clock; without what is about to be deleted. */
export function useEntityList(): ReplyState<readonly Entity[]> {
  const asOf = useRestedAsOf();
  const round = useEntities(selectRound);
  const leaving = useEntities(selectLeaving);
  const reply = useReply(`entities ${asOf ?? 'live'} ${round}`, () => call('value:entities', asOfArgs(asOf)));
  return leaving ? { ...reply, value: reply.value?.filter(({ id }) => id !== leaving.id) } : reply;
}

/** With the instant that it is read at. */
export type ShownReading = EntityReading & { readonly at: Ms };

/** An entity with its figures as they were known at the clock. One of another id is not shown for it. */
export function useEntity(id: string | null): ReplyState<ShownReading> {
  const asOf = useRestedAsOf();
  const round = useEntities(selectRound);
  const question = id === null ? null : `entity ${id} ${asOf ?? 'live'} ${round}`;
  const reply = useReply(question, async () => ({
    ...(await call('value:entity', { id: id ?? '', ...asOfArgs(asOf) })),
    at: asOf ?? Date.now(),
  }));
  return reply.value?.entity.id === id ? reply : { ...reply, value: undefined };
}

/** Keeps an entity and shows it. @returns whether it was kept; a notice says why not. */
export async function saveEntity(place: EntityPlace, id: string | undefined, entity: EntityFields): Promise<boolean> {
  const saved = await tryCall('value:saveEntity', { ...(id === undefined ? {} : { id }), entity });
  if (!saved) return false;
  readAgain();
  entities.getState().choose(place, saved.id);
  return true;
}

/** As the bridge takes a figure: a stock has no beginning. */
const given = ({ item, from, to, published, value, source, estimated }: StoredRow): StatementRowInput => ({
  ...{ item, to, published, value, source, estimated },
  from: Number.isNaN(from) ? null : from,
});

const withUndo = (title: string, takeBack: () => Promise<void>): void => {
  entities.getState().set({ takeBack });
  notify({ tone: 'info', title, action: { label: 'Undo', command: 'value.undoRows' } });
};

async function put(id: string, rows: readonly StatementRowInput[]): Promise<boolean> {
  const done = rows.length === 0 || (await tryCall('value:putRows', { id, rows: [...rows] })) !== undefined;
  readAgain();
  return done;
}

async function remove(id: string, rows: readonly StatementRowInput[]): Promise<boolean> {
  const done = await tryCall('value:removeRows', { id, rows: [...rows] });
  readAgain();
  return done !== undefined;
}

/**
 * Keeps a figure. One whose item, period or publication changed takes the place of the one it was.
 * @param before null: a new one
 */
export async function putRow(id: string, row: StatementRowInput, before: StoredRow | null): Promise<boolean> {
  const old = before && given(before);
  const isMoved = old !== null && (['item', 'from', 'to', 'published'] as const).some((key) => old[key] !== row[key]);
  if (!(await put(id, [row]))) return false;
  if (isMoved) await remove(id, [old]);
  if (old)
    withUndo(`${ITEMS[row.item].title} was changed`, async () => {
      if (isMoved) await remove(id, [row]);
      await put(id, [old]);
    });
  return true;
}

/** Keeps several new figures at once. */
export async function addRows(id: string, rows: readonly StatementRowInput[]): Promise<boolean> {
  if (!(await put(id, rows))) return false;
  withUndo(`${formatCount(rows.length, 'figure')} kept`, async () => void (await remove(id, rows)));
  return true;
}

/** Takes figures out that were typed in or imported. */
export async function removeRows(id: string, rows: readonly StoredRow[]): Promise<void> {
  const old = rows.filter(({ own }) => own).map(given);
  if (old.length === 0 || !(await remove(id, old))) return;
  withUndo(`${formatCount(old.length, 'figure')} removed`, async () => void (await put(id, old)));
}

export async function undoRows(): Promise<void> {
  const { takeBack, set } = entities.getState();
  set({ takeBack: null });
  await takeBack?.();
}

/** Asks for a CSV file of statements; what it holds is stored, each with its entity. */
export async function importStatements(place: EntityPlace): Promise<void> {
  const done = await tryCall('value:import');
  if (!done) return;
  readAgain();
  const [first] = done.entities;
  if (first !== undefined) entities.getState().choose(place, first);
  notify({
    tone: 'info',
    title: `${formatCount(done.rows, 'figure')} imported`,
    detail: [
      `Of ${formatCount(done.entities.length, 'entity', 'entities')}: ${formatCount(done.changed, 'figure')} changed, ${formatCount(done.unchanged, 'figure')} there already.`,
      done.words,
    ]
      .join(' ')
      .trim(),
  });
}

/** Time to have a deleted entity back. */
const GRACE = 10_000;
let farewell: ReturnType<typeof setTimeout> | undefined;

/** Takes an entity off the list. It leaves the store a little later, so that a slip can be taken back. */
export async function deleteEntity(entity: Entity): Promise<void> {
  await sayFarewell();
  entities.getState().set({ leaving: entity });
  farewell = setTimeout(() => void sayFarewell(), GRACE);
  notify({ tone: 'info', title: `${entity.name} was deleted`, detail: `With ${formatCount(entity.rows, 'figure')}.`, action: { label: 'Undo', command: 'value.undoDelete' } }); // prettier-ignore
}

export function undoDelete(): void {
  clearTimeout(farewell);
  entities.getState().set({ leaving: null });
}

/** What is about to leave the store leaves it now. */
export async function sayFarewell(): Promise<void> {
  clearTimeout(farewell);
  const { leaving, set } = entities.getState();
  if (!leaving) return;
  await tryCall('value:deleteEntity', { id: leaving.id });
  set({ leaving: null });
  readAgain();
}
