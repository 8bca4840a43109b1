import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What is selected across panes. */
export interface SelectionState {
  /** Id of the selected cascade. */
  readonly cascade: string | null;
  readonly selectCascade: (id: string | null) => void;
}

export const createSelection = () =>
  createStore<SelectionState>()((set) => ({
    cascade: null,
    selectCascade: (cascade) => set({ cascade }),
  }));

export const selection = createSelection();
export const useSelection = <T>(select: (state: SelectionState) => T): T => useStore(selection, select);
export const selectCascadeId = (s: SelectionState): string | null => s.cascade;
