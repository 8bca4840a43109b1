import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isScenario } from '#core/scenario/id';
import type { Ms } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import { tryCall } from '../lib/call';
import { asOfArgs, clock } from './clock';
import { restedClock } from './rested-clock';

export interface InstrumentsState {
  /** False until the first answer, so that the welcome screen does not flash. */
  readonly loaded: boolean;
  /** What was known at the instant of the clock. */
  readonly list: readonly Instrument[];
  readonly byId: ReadonlyMap<string, Instrument>;
  /** All that is stored and until when, whatever the clock says: for what is not shown. */
  readonly stored: ReadonlyMap<string, Ms>;
  /** The same: since when. */
  readonly since: ReadonlyMap<string, Ms>;
  readonly set: (stored: readonly Instrument[], known?: readonly Instrument[]) => void;
  readonly setKnown: (known: readonly Instrument[]) => void;
}

export const createInstruments = () =>
  createStore<InstrumentsState>()((set) => ({
    loaded: false,
    list: [],
    byId: new Map(),
    stored: new Map(),
    since: new Map(),
    set: (stored, known = stored) =>
      set({
        loaded: true,
        stored: new Map(stored.map(({ id, to }) => [id, to])),
        since: new Map(stored.map(({ id, from }) => [id, from])),
        ...listed(known),
      }),
    setKnown: (known) => set(listed(known)),
  }));

const listed = (list: readonly Instrument[]): Pick<InstrumentsState, 'list' | 'byId'> => ({
  list,
  byId: new Map(list.map((one) => [one.id, one])),
});

export const instruments = createInstruments();
export const useInstruments = <T>(select: (state: InstrumentsState) => T): T => useStore(instruments, select);

export const selectInstruments = (s: InstrumentsState): readonly Instrument[] => s.list;
export const selectLoaded = (s: InstrumentsState): boolean => s.loaded;
/** Whether anything is stored at all: no data opens the welcome screen. */
export const selectHasData = (s: InstrumentsState): boolean => s.stored.size > 0;
export const selectInstrument =
  (id: string | null) =>
  (s: InstrumentsState): Instrument | undefined =>
    id === null ? undefined : s.byId.get(id);

/** The one with the most to show: candles above all, then the most kinds of series. The first of equals; a scenario before nothing only. */
export function firstInstrument(list: readonly Instrument[]): Instrument | undefined {
  const worth = (one: Instrument): number =>
    (isScenario(one.id) ? -1_000 : 0) + (one.barIntervals.length > 0 ? 100 : 0) + one.kinds.length;
  return list.toSorted((a, b) => worth(b) - worth(a))[0];
}

/** All that is stored, and what of it was known at the instant of the clock. */
export async function loadInstruments(): Promise<void> {
  const { asOf } = clock.getState();
  const [stored, known] = await Promise.all([
    tryCall('instruments:list', {}),
    asOf === null ? undefined : tryCall('instruments:list', { asOf }),
  ]);
  if (!stored) return;
  const now = clock.getState().asOf;
  const isLater = (asOf ?? Infinity) > (now ?? Infinity); // the clock was set back meanwhile
  const { list, set } = instruments.getState();
  set(stored, isLater ? list : (known ?? (asOf === null ? stored : [])));
  if (now !== asOf) await followClock();
}

let following: Promise<void> | undefined;

/** Brings the list to the instant at which the clock has come to rest: while one is asked for, only the newest of those that come waits. */
export function followClock(): Promise<void> {
  following ??= follow().finally(() => (following = undefined));
  return following;
}

async function follow(): Promise<void> {
  let told: Ms | null | undefined;
  while (told !== restedClock.getState().asOf) {
    told = restedClock.getState().asOf;
    const known = await tryCall('instruments:list', asOfArgs(told));
    if (known && (told ?? Infinity) <= (clock.getState().asOf ?? Infinity)) instruments.getState().setKnown(known);
  }
}
