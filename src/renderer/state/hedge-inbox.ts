import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';

/** One option of a structure; quantity in units of the underlying, short below 0. */
export interface HedgeLeg {
  readonly kind: 'call' | 'put';
  readonly quantity: number;
  readonly strike: number;
  readonly expiry: Ms;
}

/** A structure that some pane hands to the hedge builder. */
export interface PendingStructure {
  readonly label: string;
  readonly legs: readonly HedgeLeg[];
  /** What it costs per unit of underlying [quote currency]; received below 0. Undefined: to be priced. */
  readonly price?: number;
}

/** What waits for the hedge builder, in the order it was sent: panes never import each other. */
export interface HedgeInbox {
  readonly pending: readonly PendingStructure[];
  readonly send: (structure: PendingStructure) => void;
  /** Everything that waits, which then waits no more. */
  readonly take: () => readonly PendingStructure[];
}

export const createHedgeInbox = () =>
  createStore<HedgeInbox>()((set, get) => ({
    pending: [],
    send: (structure) => set((s) => ({ pending: [...s.pending, structure] })),
    take: () => {
      const { pending } = get();
      if (pending.length > 0) set({ pending: [] });
      return pending;
    },
  }));

export const hedgeInbox = createHedgeInbox();
export const sendToHedge = (structure: PendingStructure): void => hedgeInbox.getState().send(structure);
