import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MacroEntry } from '#shared/macro';
import { call } from '../lib/call';
import { notify } from './notices';

/** What was done to a figure that a person typed in. Null: there was none before, or there is none after. */
interface Act {
  readonly before: MacroEntry | null;
  readonly after: MacroEntry | null;
}

/** What the dialog works on: a typed entry, or what a new one starts from. */
export interface Editing {
  readonly entry: MacroEntry | null;
  /** Series that a new one is of; null: none is chosen. */
  readonly series: string | null;
}

export interface MacroEntriesState {
  /** Oldest first. */
  readonly past: readonly Act[];
  readonly editing: Editing | null;
  readonly edit: (editing: Editing | null) => void;
}

export const createMacroEntries = () =>
  createStore<MacroEntriesState>()((set) => ({ past: [], editing: null, edit: (editing) => set({ editing }) }));

export const macroEntries = createMacroEntries();
export const useMacroEntries = <T>(select: (state: MacroEntriesState) => T): T => useStore(macroEntries, select);
export const selectEditing = (s: MacroEntriesState): Editing | null => s.editing;
export const selectCanUndoEntry = (s: MacroEntriesState): boolean => s.past.length > 0;

const MOST = 50;

const isSameKey = (a: MacroEntry, b: MacroEntry): boolean =>
  a.series === b.series && a.period === b.period && a.released === b.released;

const remove = ({ series, period, released }: MacroEntry): Promise<void> =>
  call('macro:remove', { series, period, released });

/** The new one first: where it is refused, the old one is still there. Where the old one cannot go, the new one goes again. */
async function replace(before: MacroEntry | null, after: MacroEntry | null): Promise<void> {
  if (after) await call('macro:put', after);
  if (!before || (after && isSameKey(before, after))) return;
  try {
    await remove(before);
  } catch (cause) {
    if (after) await remove(after);
    throw cause;
  }
}

/**
 * Keeps an entry in the place of another, adds one, or takes one out; it can be undone.
 * @throws {CallError} the other process refused: nothing was changed
 */
export async function changeEntry(before: MacroEntry | null, after: MacroEntry | null): Promise<void> {
  await replace(before, after);
  macroEntries.setState(({ past }) => ({ past: [...past, { before, after }].slice(-MOST) }));
  if (after === null)
    notify({
      tone: 'info',
      title: 'The typed figure was deleted',
      detail: 'What came from a source stays.',
      action: { label: 'Undo', command: 'macro.undoEntry' },
    });
}

/** Takes back what was typed in, changed or deleted last. */
export async function undoEntry(): Promise<void> {
  const act = macroEntries.getState().past.at(-1);
  if (!act) return;
  macroEntries.setState(({ past }) => ({ past: past.slice(0, -1) }));
  try {
    await replace(act.after, act.before);
  } catch (cause) {
    macroEntries.setState(({ past }) => ({ past: [...past, act] }));
    notify({ tone: 'error', title: 'It could not be undone', detail: `${String(cause)} What was typed stays.` });
  }
}
