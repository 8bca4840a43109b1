import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Rule } from '#core/evidence/types';
import type { SavedRule } from '#shared/evidence';
import { tryCall } from '../lib/call';

/** Rules that a person saved under a name. */
export interface RulesState {
  readonly list: readonly SavedRule[];
  readonly set: (list: readonly SavedRule[]) => void;
}

export const createRules = () => createStore<RulesState>()((set) => ({ list: [], set: (list) => set({ list }) }));

export const rules = createRules();
export const useRules = <T>(select: (state: RulesState) => T): T => useStore(rules, select);
export const selectRules = (s: RulesState): readonly SavedRule[] => s.list;

export async function loadRules(): Promise<void> {
  const list = await tryCall('rules:list');
  if (list) rules.getState().set(list);
}

/** @returns the rule as it is stored, undefined when it was refused (a notice says why). */
export async function saveRule(name: string, rule: Rule): Promise<SavedRule | undefined> {
  const saved = await tryCall('rules:save', { name, rule });
  if (saved) await loadRules();
  return saved;
}

export async function deleteRule(name: string): Promise<void> {
  await tryCall('rules:delete', { name });
  await loadRules();
}
