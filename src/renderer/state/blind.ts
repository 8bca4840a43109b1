import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';
import { tryCall } from '../lib/call';
import { setVeil, type Veil } from '../lib/veil';
import { loadInstruments } from './instruments';
import { link, LINK_IDS, type LinkId } from './link';
import { notify } from './notices';

/** Whether symbol, dates and prices are hidden. What is on the screen is drawn anew when it changes. */
export interface BlindState {
  readonly veil: Veil | null;
  /** Grows with each change: a key for what has to be drawn anew. */
  readonly drawing: number;
  readonly set: (veil: Veil | null) => void;
}

export const createBlind = () =>
  createStore<BlindState>()((set) => ({
    veil: null,
    drawing: 0,
    set: (veil) => set((s) => (s.veil === veil ? s : { veil, drawing: s.drawing + 1 })),
  }));

export const blind = createBlind();
export const useBlind = <T>(select: (state: BlindState) => T): T => useStore(blind, select);
export const selectIsBlind = (s: BlindState): boolean => s.veil !== null;
export const selectDrawing = (s: BlindState): number => s.drawing;

/** What the link groups showed before: it comes back with the names. */
let before: Readonly<Partial<Record<LinkId, string | null>>> = {};

/** One change after the other. */
let changing: Promise<unknown> = Promise.resolve();
function inTurn<T>(change: () => Promise<T>): Promise<T> {
  const done = changing.then(change);
  changing = done;
  return done;
}

async function draw(veil: Veil | null): Promise<void> {
  setVeil(veil);
  await loadInstruments(); // under their veiled names, or under their own again
  blind.getState().set(veil);
}

/**
 * Hides symbol, dates and prices: 100 is the last price that was known at `origin`.
 * @returns false where no price was known then; a notice says so, and nothing is hidden.
 */
export const hideMarket = (instrument: string, origin: Ms): Promise<boolean> => inTurn(() => hide(instrument, origin));
export const showMarket = (): Promise<void> => inTurn(show);

async function hide(instrument: string, origin: Ms): Promise<boolean> {
  await show();
  const known = await tryCall('instruments:list', { asOf: origin });
  const price = known?.find(({ id }) => id === instrument)?.lastPrice ?? NaN;
  if (!(price > 0)) {
    notify({ tone: 'warning', title: 'Blind mode is not possible here', detail: 'No price was known where this replay was entered, so that prices have nothing to be measured by. Everything stays visible.' }); // prettier-ignore
    return false;
  }
  const { groups, setInstrument } = link.getState();
  before = Object.fromEntries(LINK_IDS.map((id) => [id, groups[id].instrument]));
  for (const id of LINK_IDS) setInstrument(id, instrument);
  await draw({ instrument, origin, scale: 100 / price });
  return true;
}

async function show(): Promise<void> {
  if (!blind.getState().veil) return;
  const { active, setInstrument } = link.getState();
  for (const id of LINK_IDS) if (id !== active) setInstrument(id, before[id] ?? null);
  await draw(null);
}
