import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { ReplaySession, ReplaySessionState } from '#shared/replay';
import { tryCall } from '../lib/call';
import { formatTime } from '../lib/format';
import { hideMarket, showMarket } from './blind';
import { clock } from './clock';
import { addCommands, type Command } from './commands';
import { instruments } from './instruments';
import { link, selectActiveGroup } from './link';
import { notify } from './notices';
import { layout } from './layout';
import { replay } from './replay';
import { replayActs } from './replay-acts';

/** The replay that goes on. */
export interface RunningReplay {
  /** Null until it has been stored once. */
  readonly id: string | null;
  readonly name: string;
  readonly instrument: string;
  /** Where it was entered. */
  readonly start: Ms;
  readonly blind: boolean;
}

export interface ReplaySessionsState {
  readonly running: RunningReplay | null;
  /** Those that can be gone on with, the last one first. */
  readonly list: readonly ReplaySession[];
  readonly setRunning: (running: RunningReplay | null) => void;
  readonly setList: (list: readonly ReplaySession[]) => void;
}

export const createReplaySessions = () =>
  createStore<ReplaySessionsState>()((set) => ({
    running: null,
    list: [],
    setRunning: (running) => set({ running }),
    setList: (list) => set({ list }),
  }));

export const replaySessions = createReplaySessions();
export const useReplaySessions = <T>(select: (state: ReplaySessionsState) => T): T => useStore(replaySessions, select);
export const selectRunning = (s: ReplaySessionsState): RunningReplay | null => s.running;
export const selectSessions = (s: ReplaySessionsState): readonly ReplaySession[] => s.list;

/** What happened last is on the disk after so long, also while the clock runs. */
const SAVED_WITHIN_MS = 1_000;

let timer: ReturnType<typeof setTimeout> | undefined;
/** As it stood at its last change: when the clock has gone back to live, this is what is stored. */
let latest: ReplaySessionState | undefined;
/** One after the other: what is changed while it is written is written next. */
let saving: Promise<unknown> = Promise.resolve();
let resuming = false;

const nameOf = (instrument: string, start: Ms): string =>
  `${instruments.getState().byId.get(instrument)?.label ?? instrument} ${formatTime(start, 'utc', 'day')}`;

function note(): void {
  const { running } = replaySessions.getState();
  const { asOf } = clock.getState();
  if (!running || asOf === null || resuming) return;
  const { interval } = selectActiveGroup(link.getState());
  const { name, instrument, start, blind } = running;
  latest = { name, instrument, interval, start, clock: asOf, ...pace(), blind, acts: replayActs.getState().acts };
  timer ??= setTimeout(() => void saveReplay(), SAVED_WITHIN_MS);
}

const pace = (): Pick<ReplaySessionState, 'step' | 'speed'> => {
  const { step, speed } = replay.getState();
  return { step, speed };
};

/** Stores the replay that goes on as it stands now. @returns its id, null when it could not be stored. */
export function saveReplay(): Promise<string | null> {
  clearTimeout(timer);
  timer = undefined;
  const state = latest;
  const asked = replaySessions.getState().running;
  const saved = saving.then(() => store(asked, state));
  saving = saved;
  return saved;
}

async function store(asked: RunningReplay | null, state: ReplaySessionState | undefined): Promise<string | null> {
  if (!asked || !state) return null;
  const isSame = (): boolean => replaySessions.getState().running?.start === asked.start;
  const id = asked.id ?? (isSame() ? (replaySessions.getState().running?.id ?? null) : null);
  const session = await tryCall('replay:saveSession', id === null ? { session: state } : { id, session: state });
  if (!session) return null;
  const { running, setRunning, list, setList } = replaySessions.getState();
  if (running && isSame() && running.id === null) setRunning({ ...running, id: session.id });
  setList([session, ...list.filter((one) => one.id !== session.id)]);
  return session.id;
}

/** Each change of the clock, of what is shown and of what was done is kept, so that a replay can be gone on with. */
export function followReplay(): void {
  clock.subscribe(({ asOf }, before) => {
    if (asOf === before.asOf) return;
    if (asOf === null) leave();
    else if (before.asOf === null && !resuming) enter(asOf);
    else note();
  });
  link.subscribe(() => {
    const { running, setRunning } = replaySessions.getState();
    const { instrument } = selectActiveGroup(link.getState());
    if (running && !running.blind && !resuming && instrument !== null && instrument !== running.instrument)
      setRunning({ ...running, instrument, name: nameOf(instrument, running.start) });
    note();
  });
  replayActs.subscribe(note);
  replay.subscribe(({ step, speed }, before) => {
    if (step !== before.step || speed !== before.speed) note();
  });
  addCommands(commandsOf());
  addEventListener('pagehide', () => void (timer !== undefined && saveReplay()));
  void loadReplays();
}

const commandsOf = (): readonly Command[] => [
  {
    id: 'replay.blind',
    title: 'Blind mode on or off',
    group: 'Replay',
    also: 'hide symbol dates prices',
    enabled: () => replaySessions.getState().running !== null || 'The clock is live: enter a replay first.',
    run: () => void setBlind(!replaySessions.getState().running?.blind),
  },
  {
    id: 'replay.random',
    title: 'Begin a blind replay at random',
    group: 'Replay',
    also: 'hidden instrument date',
    run: () => void beginBlindReplay(),
  },
  {
    id: 'replay.resume',
    title: 'Resume the last replay',
    group: 'Replay',
    also: 'go on continue session',
    enabled: () => replaySessions.getState().list.length > 0 || 'No replay was begun yet.',
    run: () => {
      const { running, list } = replaySessions.getState();
      const last = list.find(({ id }) => id !== running?.id);
      if (last) void resumeReplay(last);
    },
  },
];

function enter(start: Ms): void {
  const { instrument } = selectActiveGroup(link.getState());
  if (instrument === null) return;
  replayActs.getState().put([]);
  replaySessions.getState().setRunning({ id: null, name: nameOf(instrument, start), instrument, start, blind: false });
  note();
}

function leave(): void {
  if (timer !== undefined) void saveReplay();
  latest = undefined;
  replaySessions.getState().setRunning(null);
  void showMarket();
}

/** Hides symbol, dates and prices of the replay that goes on, or shows them again. */
export async function setBlind(blind: boolean): Promise<void> {
  const { running } = replaySessions.getState();
  if (!running || running.blind === blind) return;
  const { instrument, start } = running;
  if (blind && !(await hideMarket(instrument, start))) return;
  if (!blind) await showMarket();
  const { running: now, setRunning } = replaySessions.getState();
  if (!now || now.start !== start) return; // it was left meanwhile
  setRunning({ ...now, blind, name: blind ? blindName() : nameOf(instrument, start) });
  note();
}

/** `Blind replay 3`: the first number that none has. */
function blindName(): string {
  const taken = new Set(replaySessions.getState().list.map(({ name }) => name));
  for (let n = 1; ; n++) if (!taken.has(`Blind replay ${n}`)) return `Blind replay ${n}`;
}

/** What a market must have shown before, and what has to come, for a replay to be worth beginning. */
const BEFORE_MS = 30 * MS_PER_DAY;
const AFTER_MS = 14 * MS_PER_DAY;

/** Sets the clock back to an hour that nobody chose, of an instrument that nobody chose, and hides both. */
export async function beginBlindReplay(random: () => number = Math.random): Promise<void> {
  if (clock.getState().asOf !== null) clock.getState().goLive();
  await showMarket();
  const fit = ((await tryCall('instruments:list', {})) ?? []).filter(
    ({ barIntervals, from, to }) => barIntervals.length > 0 && to - from > BEFORE_MS + AFTER_MS,
  );
  const one = fit[Math.floor(random() * fit.length)];
  if (!one) {
    notify({ tone: 'info', title: 'No replay was begun', detail: 'No instrument has 44 days of bars. Import or sync a longer stretch.' }); // prettier-ignore
    return;
  }
  const room = one.to - AFTER_MS - (one.from + BEFORE_MS);
  const start = Math.floor((one.from + BEFORE_MS + random() * room) / MS_PER_HOUR) * MS_PER_HOUR;
  if (!(await hideMarket(one.id, start))) return;
  const { interval } = selectActiveGroup(link.getState());
  open({ id: null, name: blindName(), instrument: one.id, interval, start, clock: start, ...pace(), blind: true, acts: [] }); // prettier-ignore
}

export async function loadReplays(): Promise<void> {
  const list = await tryCall('replay:sessions');
  if (list) replaySessions.getState().setList(list);
}

/** Goes on with a replay where it was left: the same clock, instrument, bars, pace and hedge. */
export async function resumeReplay(session: ReplaySession): Promise<void> {
  const { loaded, stored } = instruments.getState();
  if (loaded && !stored.has(session.instrument)) {
    notify({ tone: 'warning', title: `“${session.name}” cannot be gone on with`, detail: 'Its instrument is not stored any more. The replay is kept: import or sync the instrument again, or delete the replay.' }); // prettier-ignore
    return;
  }
  if (clock.getState().asOf !== null) leave();
  if (session.blind && !(await hideMarket(session.instrument, session.start))) return;
  open(session);
}

function open(session: Omit<ReplaySession, 'id' | 'savedAt'> & { readonly id: string | null }): void {
  const { id, name, instrument, start, blind } = session;
  resuming = true;
  const { active, setInstrument, setInterval } = link.getState();
  setInstrument(active, instrument);
  setInterval(active, session.interval);
  replay.getState().setStep(session.step);
  replay.getState().setSpeed(session.speed);
  replayActs.getState().put(session.acts);
  replaySessions.getState().setRunning({ id, name, instrument, start, blind });
  clock.getState().goTo(session.clock);
  layout.getState().open('replay');
  resuming = false;
  note();
}

/** What was recorded in it stays in the journal. */
export async function deleteReplay(id: string): Promise<void> {
  await tryCall('replay:deleteSession', { id });
  const { running, setRunning } = replaySessions.getState();
  if (running?.id === id) setRunning({ ...running, id: null });
  await loadReplays();
}
