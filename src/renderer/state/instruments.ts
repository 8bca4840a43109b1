import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Instrument } from '#shared/market';
import { tryCall } from '../lib/call';

export interface InstrumentsState {
  /** False until the first answer, so that the welcome screen does not flash. */
  readonly loaded: boolean;
  readonly list: readonly Instrument[];
  readonly byId: ReadonlyMap<string, Instrument>;
  readonly set: (list: readonly Instrument[]) => void;
}

export const createInstruments = () =>
  createStore<InstrumentsState>()((set) => ({
    loaded: false,
    list: [],
    byId: new Map(),
    set: (list) => set({ loaded: true, list, byId: new Map(list.map((one) => [one.id, one])) }),
  }));

export const instruments = createInstruments();
export const useInstruments = <T>(select: (state: InstrumentsState) => T): T => useStore(instruments, select);

export const selectInstruments = (s: InstrumentsState): readonly Instrument[] => s.list;
export const selectLoaded = (s: InstrumentsState): boolean => s.loaded;
/** Whether anything is stored at all: no data opens the welcome screen. */
export const selectHasData = (s: InstrumentsState): boolean => s.list.length > 0;
export const selectInstrument =
  (id: string | null) =>
  (s: InstrumentsState): Instrument | undefined =>
    id === null ? undefined : s.byId.get(id);

/** The one with the most to show: candles above all, then the most kinds of series. The first of equals. */
export function firstInstrument(list: readonly Instrument[]): Instrument | undefined {
  const worth = (one: Instrument): number => (one.barIntervals.length > 0 ? 100 : 0) + one.kinds.length;
  return list.toSorted((a, b) => worth(b) - worth(a))[0];
}

export async function loadInstruments(): Promise<void> {
  const list = await tryCall('instruments:list');
  if (list) instruments.getState().set(list);
}
