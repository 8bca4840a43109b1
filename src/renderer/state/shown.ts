import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';

/** The newest stamp that each pane shows, by its id: its header says it. */
export interface ShownState {
  readonly newest: Readonly<Record<string, Ms>>;
  /** @param t NaN or undefined: it shows nothing that has a time */
  readonly note: (pane: string, t: Ms | undefined) => void;
}

export const createShown = () =>
  createStore<ShownState>()((set) => ({
    newest: {},
    note: (pane, t) =>
      set((s) => {
        const known = t !== undefined && Number.isFinite(t);
        if (known ? s.newest[pane] === t : !(pane in s.newest)) return s;
        const { [pane]: _, ...rest } = s.newest;
        return { newest: known ? { ...rest, [pane]: t } : rest };
      }),
  }));

export const shown = createShown();
export const useShownAt = (pane: string): Ms | undefined => useStore(shown, ({ newest }) => newest[pane]);
export const useIsShown = (pane: string): boolean => useStore(shown, ({ newest }) => pane in newest);

/** Says what the newest stamp is that a pane shows. */
export function useShown(pane: string, t: Ms | undefined): void {
  useEffect(() => shown.getState().note(pane, t), [pane, t]);
  useEffect(() => () => shown.getState().note(pane, undefined), [pane]);
}
