import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';

/** The instant up to which things are known. Live, or a moment in the past: then every read passes it as `asOf`. */
export interface ClockState {
  /** null = live. */
  readonly asOf: Ms | null;
  readonly goLive: () => void;
  readonly goTo: (t: Ms) => void;
}

export const createClock = () =>
  createStore<ClockState>()((set) => ({
    asOf: null,
    goLive: () => set({ asOf: null }),
    goTo: (t) => set({ asOf: t }),
  }));

export const clock = createClock();
export const useClock = <T>(select: (state: ClockState) => T): T => useStore(clock, select);
export const selectAsOf = (s: ClockState): Ms | null => s.asOf;
/** For what only tells the past from the present: it does not change with each step. */
export const selectIsPast = (s: ClockState): boolean => s.asOf !== null;
/** To be spread into the arguments of a read: `{ ...asOfArgs(asOf) }`. */
export const asOfArgs = (asOf: Ms | null): { readonly asOf?: Ms } => (asOf === null ? {} : { asOf });
