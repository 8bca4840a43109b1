import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { ReplayAct } from '#shared/replay';

/** Steps that can be taken back. */
const MOST_STEPS = 200;

type Acts = readonly ReplayAct[];

/** What was done with the hedge in the replay that goes on, in the order of the instants. */
export interface ReplayActsState {
  readonly acts: Acts;
  /** Oldest first, the last one is what undo goes back to. */
  readonly past: readonly Acts[];
  /** The first one is what redo goes to. */
  readonly future: readonly Acts[];
  /** Those of another session, with a history of their own. */
  readonly put: (acts: Acts) => void;
  /** Puts a plan on at an instant, or with null takes everything off; it replaces what was done at the same instant. */
  readonly act: (at: Ms, plan: HedgePlan | null) => void;
  readonly remove: (at: Ms) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export const createReplayActs = () =>
  createStore<ReplayActsState>()((set, get) => {
    const change = (acts: Acts): void =>
      set((s) => ({ acts, past: [...s.past, s.acts].slice(-MOST_STEPS), future: [] }));
    return {
      acts: [],
      past: [],
      future: [],
      put: (acts) => set({ acts, past: [], future: [] }),
      act: (at, plan) => {
        const rest = get().acts.filter((one) => one.at !== at);
        change([...rest, { at, plan }].sort((a, b) => a.at - b.at));
      },
      remove: (at) => {
        const rest = get().acts.filter((one) => one.at !== at);
        if (rest.length < get().acts.length) change(rest);
      },
      undo: () => {
        const { acts, past, future } = get();
        const before = past.at(-1);
        if (before) set({ acts: before, past: past.slice(0, -1), future: [acts, ...future] });
      },
      redo: () => {
        const { acts, past, future } = get();
        const [next] = future;
        if (next) set({ acts: next, past: [...past, acts], future: future.slice(1) });
      },
    };
  });

export const replayActs = createReplayActs();
export const useReplayActs = <T>(select: (state: ReplayActsState) => T): T => useStore(replayActs, select);
export const selectActs = (s: ReplayActsState): Acts => s.acts;
export const selectCanUndoAct = (s: ReplayActsState): boolean => s.past.length > 0;
export const selectCanRedoAct = (s: ReplayActsState): boolean => s.future.length > 0;
