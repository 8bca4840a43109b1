import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ReplayAct } from '#shared/replay';

/** What was done with the hedge in the replay that goes on, in the order of the instants. */
export interface ReplayActsState {
  readonly acts: readonly ReplayAct[];
  readonly put: (acts: readonly ReplayAct[]) => void;
}

export const createReplayActs = () =>
  createStore<ReplayActsState>()((set) => ({ acts: [], put: (acts) => set({ acts }) }));

export const replayActs = createReplayActs();
export const useReplayActs = <T>(select: (state: ReplayActsState) => T): T => useStore(replayActs, select);
