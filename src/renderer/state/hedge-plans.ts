import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SavedPlan } from '#shared/hedge';
import { tryCall } from '../lib/call';
import { hedge, type HedgeState } from './hedge';
import { notify } from './notices';

/** Plans that a person saved. */
export interface HedgePlansState {
  /** By name. */
  readonly list: readonly SavedPlan[];
  readonly set: (list: readonly SavedPlan[]) => void;
}

export const createHedgePlans = () =>
  createStore<HedgePlansState>()((set) => ({ list: [], set: (list) => set({ list }) }));

export const hedgePlans = createHedgePlans();
export const useHedgePlans = <T>(select: (state: HedgePlansState) => T): T => useStore(hedgePlans, select);
export const selectSavedPlans = (s: HedgePlansState): readonly SavedPlan[] => s.list;

export async function loadHedgePlans(): Promise<void> {
  const list = await tryCall('hedgePlans:list');
  if (list) hedgePlans.getState().set(list);
}

/** Stores the plan on the screen under its number, or as a new one. @returns whether it was stored; a notice says why not. */
export function savePlan(): Promise<boolean> {
  const asked = hedge.getState();
  const stored = saving.then(() => store(asked));
  saving = stored;
  return stored;
}

/** One after the other: a new plan that is saved twice at once is one plan. */
let saving: Promise<unknown> = Promise.resolve();

async function store({ plan, opening, ...asked }: HedgeState): Promise<boolean> {
  if (!plan) return false;
  const isOpen = (): boolean => hedge.getState().opening === opening;
  const { savedId } = isOpen() ? hedge.getState() : asked;
  const known = savedId !== null && hedgePlans.getState().list.some(({ id }) => id === savedId);
  const stored = await tryCall('hedgePlans:save', known ? { id: savedId, plan } : { plan });
  if (!stored) return false;
  // What was edited while it was written stays unsaved; the object on the screen stays the one that undo knows.
  if (isOpen()) hedge.getState().markSaved(plan, stored.id);
  await loadHedgePlans();
  notify({ tone: 'info', title: `${plan.name} is saved` });
  return true;
}

/** A copy on the screen, not yet stored. */
export function duplicatePlan(): void {
  const { plan, open } = hedge.getState();
  if (plan) open({ ...plan, name: copyName(plan.name) }, null);
}

const LONGEST_NAME = 120;

/** `Autumn book copy`, `Autumn book copy 2`: the first name that no saved plan has. */
export function copyName(name: string, taken: readonly SavedPlan[] = hedgePlans.getState().list): string {
  const stem = name.replace(/ copy( \d+)?$/, '');
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? ' copy' : ` copy ${n}`;
    const wanted = stem.slice(0, LONGEST_NAME - suffix.length) + suffix;
    if (!taken.some(({ plan }) => plan.name === wanted)) return wanted;
  }
}

export const openPlan = ({ id, plan }: SavedPlan): void => hedge.getState().open(plan, id);

export async function deletePlan(id: string): Promise<void> {
  await tryCall('hedgePlans:delete', { id });
  await loadHedgePlans();
  const isGone = !hedgePlans.getState().list.some((one) => one.id === id);
  if (isGone && hedge.getState().savedId === id) hedge.getState().forgetSaved();
}
