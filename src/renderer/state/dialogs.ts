import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type DialogId = 'palette' | 'settings' | 'about' | 'keyboard' | 'instruments' | 'connect' | 'scenario';

/** At most one dialog of the shell is open. */
export interface DialogsState {
  readonly open: DialogId | null;
  readonly show: (id: DialogId) => void;
  readonly close: () => void;
}

export const createDialogs = () =>
  createStore<DialogsState>()((set) => ({
    open: null,
    show: (open) => set({ open }),
    close: () => set({ open: null }),
  }));

export const dialogs = createDialogs();
export const useDialogs = <T>(select: (state: DialogsState) => T): T => useStore(dialogs, select);
export const selectIsOpen =
  (id: DialogId) =>
  (s: DialogsState): boolean =>
    s.open === id;
