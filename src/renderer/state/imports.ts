import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Files that wait for the import wizard: chosen in a dialog, or dropped on the window. */
export interface ImportsState {
  readonly paths: readonly string[];
  /** Changes with every offer, so that the same file can be offered twice. */
  readonly offered: number;
  readonly offer: (paths: readonly string[]) => void;
  /** The wizard is done with them. */
  readonly clear: () => void;
}

export const createImports = () =>
  createStore<ImportsState>()((set) => ({
    paths: [],
    offered: 0,
    offer: (paths) => set((s) => (paths.length === 0 ? s : { paths, offered: s.offered + 1 })),
    clear: () => set({ paths: [] }),
  }));

export const imports = createImports();
export const useImports = <T>(select: (state: ImportsState) => T): T => useStore(imports, select);
export const selectOffered = (s: ImportsState): number => s.offered;
