import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PlanDocument } from '#core/plan/types';
import { isSame } from '../lib/same';
import { readLocal, writeLocal } from '../lib/storage';

/** Steps that can be taken back. */
const MOST_STEPS = 200;

/** One change of a plan. Gives the same plan back when nothing changes. */
export type DocumentEdit = (plan: PlanDocument) => PlanDocument;

/** Changes of a plan that are not a version of it yet. */
export interface PlanDraft {
  /** Version that it was begun on. */
  readonly version: number;
  /** That version as it was. */
  readonly base: PlanDocument;
  readonly plan: PlanDocument;
  /** Oldest first, the last one is the step that undo goes back to. */
  readonly past: readonly PlanDocument[];
  /** The first one is the step that redo goes to. */
  readonly future: readonly PlanDocument[];
}

/** What is being changed, plan by plan: opening another one, or closing the window, loses nothing of it. */
export interface PlanDraftsState {
  readonly byId: Readonly<Record<string, PlanDraft>>;
  /** The version that is edited from now on. A draft of the same words ends; any other one goes on, on the new base. */
  readonly rebase: (id: string, version: number, base: PlanDocument) => void;
  /**
   * Changes a plan that `rebase` was told of, and remembers what it was.
   * @param gesture names what is being typed in: all its changes are one step
   */
  readonly edit: (id: string, change: DocumentEdit, gesture?: string) => void;
  /** The next change of the same gesture is a step of its own. */
  readonly settle: () => void;
  readonly undo: (id: string) => void;
  readonly redo: (id: string) => void;
  readonly discard: (id: string) => void;
  /** The plan is gone. */
  readonly forget: (id: string) => void;
}

/** As they are kept between sessions, without their steps. */
export type KeptDrafts = Readonly<Record<string, Pick<PlanDraft, 'version' | 'plan'>>>;

/** Undone changes bring the very object back: a draft is clean when it is the version that it was begun on. */
export const isChanged = (draft: PlanDraft | undefined): draft is PlanDraft =>
  draft !== undefined && draft.plan !== draft.base;

export const createPlanDrafts = (kept: KeptDrafts = {}, keep: (kept: KeptDrafts) => void = () => undefined) =>
  createStore<PlanDraftsState>()((set, get) => {
    let gesture: string | undefined;
    /** Kept of the last session, until their plan is opened. */
    let waiting: KeptDrafts = kept;
    const put = (id: string, draft: PlanDraft | undefined): void => {
      const { [id]: _before, ...rest } = get().byId;
      set({ byId: draft ? { ...rest, [id]: draft } : rest });
      const changed = Object.entries(get().byId).filter(([, one]) => isChanged(one));
      keep({ ...waiting, ...Object.fromEntries(changed.map(([key, { version, plan }]) => [key, { version, plan }])) });
    };
    const take = (id: string): KeptDrafts[string] | undefined => {
      const { [id]: found, ...rest } = waiting;
      waiting = rest;
      return found;
    };
    const step = (id: string, from: 'past' | 'future', to: 'past' | 'future'): void => {
      gesture = undefined;
      const draft = get().byId[id];
      const next = from === 'past' ? draft?.past.at(-1) : draft?.future[0];
      if (!draft || !next) return;
      const back = from === 'past';
      put(id, {
        ...draft,
        plan: next,
        [from]: back ? draft.past.slice(0, -1) : draft.future.slice(1),
        [to]: back ? [draft.plan, ...draft.future] : [...draft.past, draft.plan],
      });
    };
    return {
      byId: {},
      rebase: (id, version, base) => {
        const left = take(id);
        const before = get().byId[id] ?? (left && { ...left, base, past: [base], future: [] });
        if (!left && before?.version === version && isSame(before.base, base)) return;
        gesture = undefined;
        const clean = { version, base, plan: base, past: [], future: [] };
        if (!isChanged(before)) put(id, clean);
        else if (isSame(before.plan, base)) put(id, { ...clean, past: left ? [] : before.past });
        // What is on the screen but not in the store is never dropped, whatever became of the stored plan meanwhile.
        else put(id, { ...before, base, version: left ? left.version : version });
      },
      edit: (id, change, name) => {
        const draft = get().byId[id];
        if (!draft) return;
        const next = change(draft.plan);
        const goesOn = name !== undefined && name === gesture;
        if (next === draft.plan) return;
        gesture = name;
        const past = goesOn ? draft.past : [...draft.past, draft.plan].slice(-MOST_STEPS);
        put(id, { ...draft, plan: next, past, future: [] });
      },
      settle: () => void (gesture = undefined),
      undo: (id) => step(id, 'past', 'future'),
      redo: (id) => step(id, 'future', 'past'),
      discard: (id) => {
        gesture = undefined;
        const draft = get().byId[id];
        // A step like any other: even this can be taken back.
        if (isChanged(draft)) put(id, { ...draft, plan: draft.base, past: [...draft.past, draft.plan], future: [] });
      },
      forget: (id) => {
        take(id);
        put(id, undefined);
      },
    };
  });

const KEY = 'plan-drafts';
const VERSION = 1;

const isPlan = (value: unknown): value is PlanDocument => {
  if (typeof value !== 'object' || value === null) return false;
  const { title, thesis, claims, evidence, thresholds, hedge, tickets, valuation, exits, voids, assumptions, data } = value as Partial<PlanDocument>; // prettier-ignore
  return (
    typeof title === 'string' &&
    [claims, evidence, thresholds, tickets, exits, voids, assumptions].every((one) => Array.isArray(one)) &&
    [thesis, hedge, valuation, data].every((one) => typeof one === 'object' && one !== null)
  );
};

/** Drafts of the last session; those of another version of the program, or broken ones, are left out. */
export function readDrafts(stored: unknown): KeptDrafts {
  const { version, drafts } = (stored ?? {}) as { version?: unknown; drafts?: unknown };
  if (version !== VERSION || typeof drafts !== 'object' || drafts === null) return {};
  const all = Object.entries(drafts as Record<string, Partial<KeptDrafts[string]> | null>);
  return Object.fromEntries(
    all.flatMap(([id, one]) =>
      isPlan(one?.plan) && typeof one.version === 'number' ? [[id, { version: one.version, plan: one.plan }]] : [],
    ),
  );
}

export const planDrafts = createPlanDrafts(readDrafts(readLocal(KEY)), (drafts) =>
  writeLocal(KEY, { version: VERSION, drafts }),
);
export const usePlanDrafts = <T>(select: (state: PlanDraftsState) => T): T => useStore(planDrafts, select);
export const selectDraft =
  (id: string | null) =>
  (s: PlanDraftsState): PlanDraft | undefined =>
    id === null ? undefined : s.byId[id];
export const selectHasChanges =
  (id: string) =>
  (s: PlanDraftsState): boolean =>
    isChanged(s.byId[id]);
