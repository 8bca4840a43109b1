import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { planPaneOf } from './plan-pointer';

/** What is asked in a dialog of the Plans workspace. */
export type PlanDialog =
  | { readonly kind: 'evidence'; readonly claim: number | null }
  | { readonly kind: 'sign' }
  | { readonly kind: 'revoke'; readonly signer: string }
  | { readonly kind: 'keys' }
  | { readonly kind: 'recompute' };

/** A field of the plan that is to be brought into view; a number of its own each time that it is asked for. */
export interface PlanTarget {
  readonly pointer: string;
  readonly asked: number;
}

export interface PlanViewState {
  readonly dialog: PlanDialog | null;
  readonly target: PlanTarget | null;
  /** What a person says was done, for the next version; empty: the changed parts are named. */
  readonly note: string;
  readonly show: (dialog: PlanDialog) => void;
  readonly close: () => void;
  readonly goTo: (pointer: string) => void;
  readonly setNote: (note: string) => void;
}

export const createPlanView = () =>
  createStore<PlanViewState>()((set, get) => ({
    dialog: null,
    target: null,
    note: '',
    show: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
    goTo: (pointer) => set({ target: { pointer, asked: (get().target?.asked ?? 0) + 1 } }),
    setNote: (note) => set({ note }),
  }));

export const planView = createPlanView();
export const usePlanView = <T>(select: (state: PlanViewState) => T): T => useStore(planView, select);
export const selectNote = (s: PlanViewState): string => s.note;
export const selectPlanDialog = (s: PlanViewState): PlanDialog | null => s.dialog;
/** The field that a pane is to show; null when it is one of another pane. */
export const selectTargetOf =
  (pane: ReturnType<typeof planPaneOf>) =>
  (s: PlanViewState): PlanTarget | null =>
    s.target && planPaneOf(s.target.pointer) === pane ? s.target : null;
export const showPlanDialog = (dialog: PlanDialog): void => planView.getState().show(dialog);
export const closePlanDialog = (): void => planView.getState().close();
