import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';
import { MS_PER_DAY } from '#core/time/ms';
import type { JournalEntry } from '#shared/journal';
import { call, tryCall } from '../lib/call';
import { addCommands } from './commands';
import { notify } from './notices';

/** What a person is about to state. It outlives the pane that it is written in. */
export interface DecisionDraft {
  /** Price whose low is asked about; null: the low of the last `span`. */
  readonly typed: number | null;
  /** How far back the low is looked for. */
  readonly span: Ms;
  readonly horizon: JournalEntry['horizon'];
  /** 0 … 1. */
  readonly probability: number;
  readonly reason: string;
  readonly action: string;
  readonly pictured: boolean;
}

export interface JournalState {
  /** Grows with each entry that comes or goes: the lists are asked for again. */
  readonly revision: number;
  readonly draft: DecisionDraft;
  readonly bump: () => void;
  readonly edit: (patch: Partial<DecisionDraft>) => void;
}

const FRESH: DecisionDraft = {
  typed: null,
  span: MS_PER_DAY,
  horizon: MS_PER_DAY,
  probability: 0.5,
  reason: '',
  action: '',
  pictured: true,
};

export const createJournalState = () =>
  createStore<JournalState>()((set) => ({
    revision: 0,
    draft: FRESH,
    bump: () => set((s) => ({ revision: s.revision + 1 })),
    edit: (patch) => set((s) => ({ draft: { ...s.draft, ...patch } })),
  }));

export const journal = createJournalState();
export const useJournal = <T>(select: (state: JournalState) => T): T => useStore(journal, select);
export const selectJournalRevision = (s: JournalState): number => s.revision;
export const selectDraft = (s: JournalState): DecisionDraft => s.draft;

/** @throws {CallError} */
export async function recordDecision(decision: Parameters<typeof call<'journal:record'>>[1]): Promise<JournalEntry> {
  const entry = await call('journal:record', decision);
  journal.getState().edit({ probability: FRESH.probability, reason: '', action: '' });
  journal.getState().bump();
  return entry;
}

let forget = (): void => undefined;

/** It can be put back until the next one is deleted. */
export async function deleteEntry(id: string): Promise<void> {
  await call('journal:delete', { id });
  journal.getState().bump();
  forget();
  forget = addCommands([
    { id: 'journal.undelete', title: 'Put the deleted decision back', group: 'Replay', run: () => void restore(id) },
  ]);
  notify({
    tone: 'info',
    title: 'The decision is deleted',
    detail: 'Its picture goes with it.',
    action: { label: 'Undo', command: 'journal.undelete' },
  });
}

async function restore(id: string): Promise<void> {
  forget();
  await tryCall('journal:restore', { id });
  journal.getState().bump();
}
