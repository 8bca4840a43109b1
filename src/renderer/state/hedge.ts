import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { HedgePlan } from '#core/hedge/types';
import { isSame } from '../lib/same';
import { readLocal, writeLocal } from '../lib/storage';
import type { PlanEdit } from './hedge-edit';

/** Steps that can be taken back. */
const MOST_STEPS = 200;

export interface HedgeState {
  /** Null until there is an instrument to make one of. */
  readonly plan: HedgePlan | null;
  /** As it was opened or last saved; null: never saved. */
  readonly saved: HedgePlan | null;
  /** Under which it is stored; null: it is not. */
  readonly savedId: string | null;
  /** Counts the plans that were opened: what was begun on one of them is no matter of the next. */
  readonly opening: number;
  /** Oldest first, the last one is the step that undo goes back to. */
  readonly past: readonly HedgePlan[];
  /** The first one is the step that redo goes to. */
  readonly future: readonly HedgePlan[];
  /** Id of the selected layer. */
  readonly selected: string | null;
  /** A gesture is going on: the plan changes with every frame. */
  readonly moving: boolean;
  /** A second plan, to be set beside the first. */
  readonly compare: HedgePlan | null;
  /** Another plan in place of this one, with a history of its own. @param id under which it is stored as it is; null: it is not */
  readonly open: (plan: HedgePlan, id: string | null) => void;
  /**
   * Changes the plan and remembers what it was.
   * @param gesture names a movement that is still going on: all its changes are one step
   */
  readonly edit: (change: PlanEdit, gesture?: string) => void;
  /** The next change of the same gesture is a step of its own. */
  readonly settle: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** A plan was stored: clean when it still is the one on the screen. */
  readonly markSaved: (plan: HedgePlan, id: string) => void;
  /** What was stored is gone: the plan on the screen is a draft again. */
  readonly forgetSaved: () => void;
  readonly select: (layer: string | null) => void;
  readonly setCompare: (plan: HedgePlan | null) => void;
}

type Kept = Pick<HedgeState, 'plan' | 'saved' | 'savedId'>;

export const createHedge = (kept?: Kept, keep: (kept: Kept) => void = () => undefined) =>
  createStore<HedgeState>()((set, get) => {
    let gesture: string | undefined;
    const change = (next: Partial<HedgeState>): void => {
      set({ ...next, moving: gesture !== undefined });
      const { plan, saved, savedId, selected } = get();
      if (selected !== null && !plan?.layers.some(({ id }) => id === selected)) set({ selected: null });
      if (gesture === undefined) keep({ plan, saved, savedId });
    };
    const step = (from: 'past' | 'future', to: 'past' | 'future'): void => {
      gesture = undefined;
      const { plan } = get();
      const next = from === 'past' ? get().past.at(-1) : get().future[0];
      if (!plan || !next) return;
      const back = from === 'past';
      change({
        plan: next,
        [from]: back ? get().past.slice(0, -1) : get().future.slice(1),
        [to]: back ? [plan, ...get().future] : [...get().past, plan],
      });
    };
    return {
      plan: kept?.plan ?? null,
      saved: kept?.saved ?? null,
      savedId: kept?.savedId ?? null,
      opening: 0,
      past: [],
      future: [],
      selected: null,
      moving: false,
      compare: null,
      open: (plan, savedId) => {
        gesture = undefined;
        const opening = get().opening + 1;
        change({ plan, saved: savedId === null ? null : plan, savedId, opening, past: [], future: [], selected: null });
      },
      edit: (edit, name) => {
        const { plan, past } = get();
        if (!plan) return;
        const next = edit(plan);
        const goesOn = name !== undefined && name === gesture;
        if (next === plan) return;
        gesture = name;
        change({ plan: next, future: [], ...(goesOn ? {} : { past: [...past, plan].slice(-MOST_STEPS) }) });
      },
      settle: () => {
        if (gesture === undefined) return;
        gesture = undefined;
        set({ moving: false });
        const { plan, saved, savedId } = get();
        keep({ plan, saved, savedId });
      },
      undo: () => step('past', 'future'),
      redo: () => step('future', 'past'),
      markSaved: (saved, savedId) => change({ saved, savedId }),
      forgetSaved: () => change({ saved: null, savedId: null }),
      select: (selected) => set({ selected }),
      setCompare: (compare) => set({ compare }),
    };
  });

const KEY = 'hedge';
const VERSION = 1;

const isPlan = (value: unknown): value is HedgePlan => {
  if (typeof value !== 'object' || value === null) return false;
  const { name, asset, positions, layers, beta, surface, costs, budget } = value as Partial<HedgePlan>;
  return (
    [name, asset].every((one) => typeof one === 'string') &&
    [positions, layers].every((one) => Array.isArray(one)) &&
    [beta, surface, costs].every((one) => typeof one === 'object' && one !== null) &&
    typeof budget === 'number'
  );
};

/** The draft of the last session; undefined when it is of another version or broken. */
export function readDraft(stored: unknown): Kept | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { version, plan, saved, savedId } = stored as Partial<Kept> & { version?: unknown };
  if (version !== VERSION || !isPlan(plan)) return undefined;
  // Two copies of one plan: what tells a draft from a saved plan is that they are the same object.
  if (!isPlan(saved) || typeof savedId !== 'string') return { plan, saved: null, savedId: null };
  return { plan, saved: isSame(saved, plan) ? plan : saved, savedId };
}

export const hedge = createHedge(readDraft(readLocal(KEY)), (kept) => writeLocal(KEY, { version: VERSION, ...kept }));
export const useHedge = <T>(select: (state: HedgeState) => T): T => useStore(hedge, select);

export const selectPlan = (s: HedgeState): HedgePlan | null => s.plan;
export const selectCompare = (s: HedgeState): HedgePlan | null => s.compare;
export const selectSelectedLayer = (s: HedgeState): string | null => s.selected;
/** Undone changes bring the very object back: a plan is clean when it is the one that was saved. */
export const selectDirty = (s: HedgeState): boolean => s.plan !== s.saved;
export const selectSavedId = (s: HedgeState): string | null => s.savedId;
export const selectCanUndo = (s: HedgeState): boolean => s.past.length > 0;
export const selectCanRedo = (s: HedgeState): boolean => s.future.length > 0;

export const editPlan = (change: PlanEdit, gesture?: string): void => hedge.getState().edit(change, gesture);
