import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Args } from '#shared/ipc/contract';
import type { PlanFileFormat, PlanSummary, PlanView } from '#shared/plan-desk';
import { call, tryCall } from '../lib/call';
import { formatCount } from '../lib/format';
import { readLocal, writeLocal } from '../lib/storage';
import { asOfArgs, clock } from './clock';
import { hedge } from './hedge';
import { notify } from './notices';
import { isChanged, planDrafts } from './plan-drafts';
import { editNote } from './plan-saving';
import { planView } from './plan-view';

/** Plans that are kept, and the one that is open. */
export interface PlanDeskState {
  /** Newest first; null until it was read. */
  readonly list: readonly PlanSummary[] | null;
  readonly listError: string | null;
  /** About to be deleted: out of sight, and still to be had back. */
  readonly leaving: PlanSummary | null;
  readonly openId: string | null;
  /** Newest version of the open plan; null while it is read. */
  readonly view: PlanView | null;
  readonly viewError: string | null;
  /** What is going on, in a few words. */
  readonly busy: string | null;
  readonly set: (next: Partial<Omit<PlanDeskState, 'set'>>) => void;
}

export const createPlanDesk = (openId: string | null = null) =>
  createStore<PlanDeskState>()((set) => ({
    list: null,
    listError: null,
    leaving: null,
    openId,
    view: null,
    viewError: null,
    busy: null,
    set: (next) => set(next),
  }));

const KEY = 'plan-open';
const lastOpen = readLocal(KEY);
export const planDesk = createPlanDesk(typeof lastOpen === 'string' ? lastOpen : null);
export const usePlanDesk = <T>(select: (state: PlanDeskState) => T): T => useStore(planDesk, select);
export const selectPlanList = (s: PlanDeskState): readonly PlanSummary[] | null => s.list;
export const selectListError = (s: PlanDeskState): string | null => s.listError;
export const selectLeaving = (s: PlanDeskState): PlanSummary | null => s.leaving;
export const selectOpenId = (s: PlanDeskState): string | null => s.openId;
export const selectView = (s: PlanDeskState): PlanView | null => s.view;
export const selectViewError = (s: PlanDeskState): string | null => s.viewError;
export const selectBusy = (s: PlanDeskState): string | null => s.busy;

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Reads the list, and opens a plan of it when none is open. */
export async function loadPlans(): Promise<void> {
  try {
    const list = await call('plans:list');
    planDesk.getState().set({ list, listError: null });
    const { openId, view, leaving } = planDesk.getState();
    const shown = list.filter(({ id }) => id !== leaving?.id);
    const wanted = shown.find(({ id }) => id === openId) ?? shown[0];
    if (wanted && view?.id !== wanted.id) await openPlan(wanted.id);
  } catch (cause) {
    planDesk.getState().set({ listError: wordsOf(cause) });
  }
}

export async function openPlan(id: string): Promise<void> {
  const { view } = planDesk.getState();
  planDesk.getState().set({ openId: id, viewError: null, ...(view?.id === id ? {} : { view: null }) });
  writeLocal(KEY, id);
  try {
    const read = await call('plans:read', { id });
    if (planDesk.getState().openId === id) show(read);
  } catch (cause) {
    if (planDesk.getState().openId === id) planDesk.getState().set({ viewError: wordsOf(cause) });
  }
}

function show(view: PlanView): void {
  planDrafts.getState().rebase(view.id, view.version, view.plan);
  planDesk.getState().set({ openId: view.id, view, viewError: null });
  writeLocal(KEY, view.id);
}

/** Does one thing that ends in a version to show. A second one waits for nobody: it is refused while the first is going on. */
async function doing(what: string, ask: () => Promise<PlanView | null | undefined>): Promise<PlanView | undefined> {
  if (planDesk.getState().busy !== null) return undefined;
  planDesk.getState().set({ busy: what });
  try {
    const view = await ask();
    if (!view) return undefined;
    show(view);
    await loadPlans();
    return view;
  } finally {
    planDesk.getState().set({ busy: null });
  }
}

const now = (): { readonly asOf?: number } => asOfArgs(clock.getState().asOf);

/** A plan of what the hedge builder holds, priced as of the clock. */
export async function draftFromHedge(): Promise<void> {
  const { plan } = hedge.getState();
  if (!plan) return;
  const made = await doing('Pricing the hedge', () => tryCall('plans:draft', { hedge: plan, ...now() }));
  if (made) notify({ tone: 'info', title: `${made.plan.title} is a plan now`, detail: 'The steward check says what only you can fill in.' }); // prettier-ignore
}

export async function openPlanFile(): Promise<void> {
  const opened = await doing('Opening a file', () => tryCall('plans:open'));
  if (opened) notify({ tone: 'info', title: `${opened.plan.title} was opened`, detail: formatCount(opened.signatures.length, 'signature') + ' came with it.' }); // prettier-ignore
}

export async function copyPlan(id: string): Promise<void> {
  await doing('Duplicating', () => tryCall('plans:duplicate', { id }));
}

/** Makes the draft of the open plan its next version. */
export async function saveVersion(): Promise<void> {
  const { view } = planDesk.getState();
  const draft = view ? planDrafts.getState().byId[view.id] : undefined;
  if (!view || !isChanged(draft)) return;
  planDrafts.getState().settle();
  const note = planView.getState().note.trim() || editNote(draft.base, draft.plan);
  const saved = await doing('Saving', () => tryCall('plans:save', { id: view.id, plan: draft.plan as Args<'plans:save'>['plan'], note })); // prettier-ignore
  if (!saved) return;
  planView.getState().setNote('');
  const title = `Version ${saved.version} is saved`;
  if (saved.voided === 0) notify({ tone: 'info', title });
  else notify({ tone: 'warning', title, detail: `${formatCount(saved.voided, 'signature')} of the version before no longer count. History brings it back.` }); // prettier-ignore
}

/** Prices the orders of the newest version again, as of the clock. */
export async function priceAgain(): Promise<void> {
  const { view } = planDesk.getState();
  if (!view) return;
  const priced = await doing('Pricing', () => tryCall('plans:price', { id: view.id, ...now() }));
  if (priced && priced.version === view.version) notify({ tone: 'info', title: 'Priced again: nothing changed' });
  else if (priced) notify({ tone: 'info', title: `Version ${priced.version} is priced again` });
}

export async function restoreVersion(version: number): Promise<void> {
  const { view } = planDesk.getState();
  if (!view) return;
  const restored = await doing('Restoring', () => tryCall('plans:restore', { id: view.id, version }));
  if (restored) notify({ tone: 'info', title: `Version ${version} is back, as version ${restored.version}`, detail: `${formatCount(restored.verification.counted, 'signature')} of it ${restored.verification.counted === 1 ? 'counts' : 'count'}.` }); // prettier-ignore
}

/** @returns whether it was signed; a notice says why not. */
export async function signPlan(args: Args<'plans:sign'>): Promise<boolean> {
  return (await doing('Signing', () => tryCall('plans:sign', args))) !== undefined;
}

export async function revokeSignature(args: Args<'plans:revoke'>): Promise<boolean> {
  return (await doing('Revoking', () => tryCall('plans:revoke', args))) !== undefined;
}

/** Writes the newest version where a person says. */
export async function exportPlan(format: PlanFileFormat): Promise<void> {
  const { view, busy } = planDesk.getState();
  if (!view || busy !== null) return;
  planDesk.getState().set({ busy: 'Writing the file' });
  const path = await tryCall('plans:export', { id: view.id, format });
  planDesk.getState().set({ busy: null });
  if (path) notify({ tone: 'info', title: `Version ${view.version} was written`, detail: path });
}

/** Time to have a deleted plan back. */
const GRACE = 10_000;
let farewell: ReturnType<typeof setTimeout> | undefined;

/** Takes a plan off the list. It leaves the store a little later, so that a slip can be taken back. */
export async function deletePlan(id: string): Promise<void> {
  await sayFarewell();
  const { list, openId, set } = planDesk.getState();
  const leaving = list?.find((one) => one.id === id);
  if (!leaving) return;
  set({ leaving });
  farewell = setTimeout(() => void sayFarewell(), GRACE);
  notify({ tone: 'info', title: `${leaving.title} was deleted`, detail: 'With all its versions and signatures.', action: { label: 'Undo', command: 'plans.undoDelete' } }); // prettier-ignore
  if (openId !== id) return;
  const next = list?.find((one) => one.id !== id);
  if (next) await openPlan(next.id);
  else set({ openId: null, view: null });
}

export async function undoDelete(): Promise<void> {
  clearTimeout(farewell);
  const { leaving, set } = planDesk.getState();
  if (!leaving) return;
  set({ leaving: null });
  await openPlan(leaving.id);
}

/** What is about to leave the store leaves it now. */
export async function sayFarewell(): Promise<void> {
  clearTimeout(farewell);
  const { leaving } = planDesk.getState();
  if (!leaving) return;
  await tryCall('plans:delete', { id: leaving.id });
  planDrafts.getState().forget(leaving.id);
  planDesk.getState().set({ leaving: null });
  await loadPlans();
}
