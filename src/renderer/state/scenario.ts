import { createStore } from 'zustand/vanilla';
import type { DrawnPoint } from '#core/hedge/simulation';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { JobProgress } from '#shared/jobs';
import type { ScenarioInfo, ScenarioSpec } from '#shared/scenario';
import { call } from '../lib/call';
import { dialogs } from './dialogs';
import { loadInstruments } from './instruments';
import { isActive, jobs, startJob } from './jobs';
import { link } from './link';
import { replay } from './replay';
import { enterReplay, leaveReplay } from './replay-clock';
import { timeline } from './timeline';

/** What a pane asks to have played. */
export type ScenarioWish = { readonly asset: string | null } & (
  | { readonly kind: 'shock' }
  | { readonly kind: 'drawn'; readonly points: readonly DrawnPoint[]; readonly volBeta: number | null }
  | { readonly kind: 'analog'; readonly instrument: string; readonly from: Ms; readonly hours: number }
);

/** What the dialog opens with; null: a shock of the instrument that is shown. */
export const scenarioWish = createStore<{ readonly wish: ScenarioWish | null }>()(() => ({ wish: null }));

export function openScenario(wish: ScenarioWish | null = null): void {
  scenarioWish.setState({ wish });
  dialogs.getState().show('scenario');
}

/** What led into a cascade and what came of it. */
const LEAD: Ms = 12 * MS_PER_HOUR;
const CASCADE_HOURS = 84;
export const playCascade = ({ instrument, start }: Pick<CascadeRow, 'instrument' | 'start'>): void =>
  openScenario({ kind: 'analog', asset: null, instrument, from: start - LEAD, hours: CASCADE_HOURS });

const ended = (id: string): Promise<JobProgress> =>
  new Promise((resolve) => {
    const look = (): boolean => {
      const job = jobs.getState().list.find((one) => one.id === id);
      if (job && !isActive(job)) resolve(job);
      return job !== undefined && !isActive(job);
    };
    if (look()) return;
    const stop = jobs.subscribe(() => {
      if (look()) stop();
    });
  });

/**
 * Stores a scenario. @param onStart hears of the job, by which it can be cancelled
 * @returns it; undefined when it was cancelled
 * @throws {Error} why nothing was stored
 */
export async function createScenario(
  spec: ScenarioSpec,
  onStart: (job: string) => void,
): Promise<ScenarioInfo | undefined> {
  const before = new Set((await call('scenarios:list', {})).map(({ id }) => id));
  const id = await startJob({ kind: 'scenario', spec });
  if (id === undefined) return undefined;
  onStart(id);
  const { state, message } = await ended(id);
  if (state === 'failed') throw new Error(message);
  if (state === 'cancelled') return undefined;
  return (await call('scenarios:list', {})).find((one) => !before.has(one.id));
}

/** Bars of the past that are seen beside the first of the scenario. */
const BEFORE = 90;
const AFTER = 40;

/** Puts the active link group on a scenario and enters its replay at its start, a bar a step. */
export async function playScenario({ id, start, step }: ScenarioInfo): Promise<void> {
  await loadInstruments();
  const { active, setInstrument, setInterval, setRange } = link.getState();
  leaveReplay(); // one that goes on stays where it stands, and can be gone on with
  replay.getState().setStep(step);
  setInterval(active, step);
  setInstrument(active, id);
  const [from, to] = [start - BEFORE * step, start + AFTER * step];
  setRange(active, from, to);
  timeline.getState().setRange(active, { from, to, source: 'scenario' });
  enterReplay(start);
}

/** Takes a scenario out of the store; whoever looks at it is back at the market that it is of. */
export async function deleteScenario({ id, asset }: ScenarioInfo): Promise<void> {
  const { groups, setInstrument } = link.getState();
  const shown = (['A', 'B', 'C', 'D'] as const).filter((letter) => groups[letter].instrument === id);
  await call('scenarios:delete', { id });
  for (const letter of shown) setInstrument(letter, asset);
  if (shown.length > 0) leaveReplay();
}
