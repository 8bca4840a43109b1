import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Counts the changes of stored data: what is shown reloads when the number changes. */
export interface DataState {
  readonly revision: number;
  readonly bump: () => void;
}

export const createData = () =>
  createStore<DataState>()((set) => ({
    revision: 0,
    bump: () => set((s) => ({ revision: s.revision + 1 })),
  }));

export const data = createData();
export const useData = <T>(select: (state: DataState) => T): T => useStore(data, select);
export const selectRevision = (s: DataState): number => s.revision;
