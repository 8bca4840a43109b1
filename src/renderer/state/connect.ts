import { isScenario } from '#core/scenario/id';
import { listen, onCallFailure, tryCall } from '../lib/call';
import { clock } from './clock';
import { data } from './data';
import { loadDatabaseInfo } from './database';
import { firstInstrument, followClock, instruments, loadInstruments } from './instruments';
import { isActive, jobs } from './jobs';
import { layout } from './layout';
import { link } from './link';
import { network } from './network';
import { notices, notify } from './notices';
import { restedClock } from './rested-clock';
import { settings } from './settings';
import { loadSync, sync } from './sync';

/** The groups open on the instrument of the last session, else on the first that can be drawn. */
function settleInstruments(): void {
  const { byId, list, stored } = instruments.getState();
  const { instrument, interval } = settings.getState().settings;
  const { groups, setInstrument, setInterval } = link.getState();
  const fallback = (instrument !== null && byId.get(instrument)) || firstInstrument(list);
  for (const id of ['A', 'B', 'C', 'D'] as const) {
    const current = groups[id].instrument;
    if (current !== null && stored.has(current)) continue;
    setInterval(id, interval);
    setInstrument(id, fallback?.id ?? null); // last: who waits for the instrument finds the interval right
  }
}

async function refresh(): Promise<void> {
  await Promise.all([loadInstruments(), loadDatabaseInfo()]);
  settleInstruments();
  data.getState().bump();
}

function hearEvents(): (() => void)[] {
  const online = (): void => network.getState().setOnline(navigator.onLine);
  addEventListener('online', online);
  addEventListener('offline', online);
  return [
    onCallFailure((error) => notify({ tone: 'error', title: error.message, code: error.code })),
    listen('job:changed', (job) => {
      jobs.getState().apply(job);
      if (job.state === 'failed') notify({ tone: 'error', title: `${job.label} failed`, detail: job.message });
      if (!isActive(job)) void loadDatabaseInfo();
    }),
    listen('data:changed', () => void refresh()),
    clock.subscribe(({ asOf }, before) => {
      if ((asOf === null) !== (before.asOf === null)) void tryCall('replay:hold', { held: asOf !== null });
    }),
    restedClock.subscribe(() => void followClock()),
    listen('sync:changed', (state) => sync.getState().set({ state })),
    listen('settings:changed', (next) => settings.getState().replace(next)),
    listen('log:error', ({ message }) => notices.getState().record({ title: message })),
    () => removeEventListener('online', online),
    () => removeEventListener('offline', online),
  ];
}

/** The next session starts where this one was left. */
function rememberChoices(): (() => void)[] {
  return [
    link.subscribe(({ groups: { A } }, { groups: { A: before } }) => {
      // Not on a range that moved: that would write an older choice over one that came from elsewhere.
      const chosen = A.instrument !== before.instrument || A.interval !== before.interval;
      // A scenario is played once it is chosen: nobody wants to wake up in it.
      if (chosen && A.instrument !== null && !isScenario(A.instrument))
        settings.getState().patch({ instrument: A.instrument, interval: A.interval });
    }),
    layout.subscribe(({ workspace }, before) => {
      if (workspace !== before.workspace) settings.getState().patch({ workspace });
    }),
  ];
}

/** Ties the stores to the main process. @returns a function that unties them. */
export async function connect(): Promise<() => void> {
  const undo = hearEvents();
  const [stored, running, list] = await Promise.all([
    tryCall('settings:read'),
    tryCall('jobs:list'),
    tryCall('instruments:list', {}),
  ]);
  if (stored) settings.getState().replace(stored);
  if (running) jobs.getState().replace(running);
  // In one go, the list last: with it the workspace is drawn, and it should be the right one at once.
  layout.getState().open(list && list.length > 0 ? settings.getState().settings.workspace : 'market');
  if (list) instruments.getState().set(list);
  settleInstruments();
  data.getState().bump();
  undo.push(...rememberChoices());
  void tryCall('replay:hold', { held: false }); // a page that was loaded anew is live, whatever it was before
  void loadSync(); // after the first picture has asked for its bars
  return () => undo.forEach((stop) => stop());
}
