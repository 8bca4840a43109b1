import { datasetFingerprint } from '../sync/dataset-cursor';
import { RECORDING } from '../sync/record/gaps';
import type { SyncClient } from '../sync/sync-client';
import type { LineState, SourceKeys, SyncPage } from '../sync/sync-protocol';
import type {
  Recording,
  SourceId,
  SourceInfo,
  SourceInstrument,
  SyncItem,
  SyncPlan,
  SyncRequest,
  SyncSettings,
  SyncState,
} from '#shared/sync';
import type { ErrorCode } from '#shared/outcome';
import { BallastError } from '../errors';
import { addCounts, NO_COUNTS } from '../store/counts';
import type { PageCounts } from '../store/types';
import type { Connections, SyncLine } from './connections';
import type { JobContext } from './jobs';
import type { SettingsService } from './settings';
import { createRecordings, type RecordingLine } from './sync-recordings';
import { createSchedule, type Schedule, type Timers } from './sync-schedule';
import { createSyncSettings } from './sync-settings';
import { SyncBoard } from './sync-state';

export interface SyncOptions {
  readonly now: () => number;
  /** The key of a source, where a person has given one. */
  readonly keyOf?: (source: SourceId) => Promise<string | undefined>;
  readonly timers?: Timers;
  /** Instead of the addresses that are set up, for this program alone. */
  readonly addresses?: Partial<Record<SourceId, string>>;
  /** The same for feeds. */
  readonly sockets?: Partial<Record<SourceId, string>>;
  /** What every wait is multiplied with: below 1 for tests. */
  readonly haste?: number;
  /** A recording has stored prints of these instruments. */
  readonly onRecorded?: (instruments: readonly string[]) => void;
}

export interface Sync {
  sources(): Promise<readonly SourceInfo[]>;
  instruments(source: SourceId): Promise<readonly SourceInstrument[]>;
  plan(request: SyncRequest): Promise<SyncPlan>;
  /** Brings data sets up to date. @returns the closing message and the instruments that have changed */
  run(request: SyncRequest, context: JobContext): Promise<SyncOutcome>;
  state(): SyncState;
  onChange(listener: (state: SyncState) => void): () => void;
  settings(): SyncSettings;
  saveSettings(patch: Partial<SyncSettings>): Promise<SyncSettings>;
  /** What is kept current; undefined when nothing is. */
  followedRequest(): SyncRequest | undefined;
  /** What is kept current, or was fetched once, of the instruments that a person has starred; undefined when nothing is. */
  favouritesRequest(): SyncRequest | undefined;
  /** Records liquidations until the signal says so, whatever the settings say. @throws when the last batch could not be stored */
  record(recording: Recording, signal: AbortSignal): Promise<void>;
  /** Runs what is followed every so many minutes from here on, and records what is to be recorded. */
  openSchedule(start: (request: SyncRequest) => void): void;
  /** While held no run starts by itself; one that has become due starts on release. Recordings go on: what they miss cannot be fetched. */
  hold(held: boolean): void;
  /** Settles when what was recorded is stored. */
  dispose(): Promise<void>;
}

export interface SyncOutcome {
  readonly message: string;
  readonly instruments: readonly string[];
  readonly failed: number;
}

const count = (n: number): string => n.toLocaleString('en-US');

export function createSync(connections: Connections, favourites: Pick<SettingsService, 'read'>, options: SyncOptions): Sync {
  const { now, keyOf = () => Promise.resolve(undefined), timers, addresses: instead, sockets, haste = 1, onRecorded } = options;
  const settings = createSyncSettings(connections);
  const board = new SyncBoard(now);
  let schedule: Schedule | undefined;
  let isHeld = false;

  const onLine = (line: LineState): void => board.setLine(line);
  const line = (): SyncLine => {
    const { addresses, proxy } = settings.read();
    const bases = Object.entries(addresses).flatMap(([id, { http }]) => (http === undefined ? [] : [[id, http]]));
    return { addresses: { ...(Object.fromEntries(bases) as Partial<Record<SourceId, string>>), ...instead }, proxy, onLine };
  };
  const client = (): SyncClient => connections.sync(line());
  const lineOf = (source: Recording['source']): RecordingLine => {
    const address = sockets?.[source] ?? settings.read().addresses[source]?.socket;
    return { client, address, name: JSON.stringify([line(), address]) };
  };
  const recordings = createRecordings({
    wanted: () => settings.read().recordings,
    lineOf,
    writer: connections.writer,
    onStates: (states) => board.setRecordings(states),
    onStored: (instruments) => onRecorded?.(instruments),
    haste,
  });
  connections.onExclusive(recordings.pause);
  const keysOf = async (sources: readonly SourceId[]): Promise<SourceKeys> => {
    const found = await Promise.all([...new Set(sources)].map(async (id) => [id, await keyOf(id)] as const));
    return Object.fromEntries(found.filter(([, key]) => key !== undefined));
  };
  const keysFor = ({ datasets }: SyncRequest): Promise<SourceKeys> => keysOf(datasets.map(({ source }) => source));

  const run = async (request: SyncRequest, { signal, report, jobId }: JobContext): Promise<SyncOutcome> => {
    const keys = await keysFor(request);
    const writer = connections.writer();
    const changed = new Set<string>();
    const codes: ErrorCode[] = [];
    let total: PageCounts = NO_COUNTS;
    const store = async ({ item, page, instruments, macroSeries }: SyncPage): Promise<void> => {
      const names = page.blocks.map(({ key }) => key.instrument);
      const known = instruments.length > 0 ? new Set(connections.reader().instruments().map(({ id }) => id)) : undefined;
      for (const one of instruments) if (!known!.has(one.id)) await writer.putInstrument(one);
      for (const one of macroSeries) await writer.putMacroSeries(one);
      const macroNames = page.macro.map(({ seriesId }) => seriesId);
      const counts = await writer.commitPage(page);
      if (counts.added + counts.merged > 0) for (const name of [...names, ...macroNames]) changed.add(name);
      total = addCounts(total, counts);
      board.stored(item, counts);
      report({ done: board.share(), total: 1, unit: 'share', message: nowDoing(board, item) });
    };
    board.begin(jobId ?? null, []);
    try {
      await client().run(request, keys, now(), {
        signal,
        store,
        onItems: (items) => board.begin(jobId ?? null, items),
        onChanges: (changes) => {
          board.change(changes);
          for (const [, { code }] of changes) if (code !== undefined) codes.push(code);
          const [last] = changes.at(-1)!;
          report({ done: board.share(), total: 1, unit: 'share', message: nowDoing(board, last) });
        },
      });
      return conclude(board.state(), total, [...changed], codes);
    } finally {
      board.stop(signal.aborted);
      for (const { state, message, ...dataset } of board.state().items)
        if (state === 'failed' || state === 'cancelled')
          await writer.finishRun(datasetFingerprint(dataset), state, message).catch(() => undefined); // the first failure is the one to tell
      await settings.noteRun(now()).catch(() => undefined);
      board.end();
      schedule?.arm();
    }
  };

  const followedRequest = (): SyncRequest | undefined => {
    const { followed, newestFirst } = settings.read();
    return followed.length > 0 ? { datasets: followed, to: null, newestFirst } : undefined;
  };

  return {
    sources: async () => {
      const { addresses, followed } = settings.read();
      const facts = await client().sources();
      const fetched = connections.reader().settledDatasets();
      const keys = await keysOf(facts.filter(({ key }) => key !== 'none').map(({ id }) => id));
      return facts.map((fact) => ({
        ...fact,
        hasKey: keys[fact.id] !== undefined,
        address: addresses[fact.id] ?? {},
        followed: followed.filter(({ source }) => source === fact.id).length,
        fetched: fetched.reduce<number | null>((newest, { source, at }) => (source === fact.id ? Math.max(newest ?? 0, at) : newest), null),
      }));
    },
    instruments: async (source) => client().instruments(source, await keysOf([source])),
    plan: async (request) => client().plan(request, await keysFor(request), now()),
    run,
    state: () => board.state(),
    onChange: (listener) => board.onChange(listener),
    settings: settings.read,
    saveSettings: async (patch) => {
      const next = await settings.write(patch);
      schedule?.arm();
      void recordings.follow();
      return next;
    },
    followedRequest,
    favouritesRequest: () => {
      const starred = new Set(favourites.read().favourites);
      const { followed, newestFirst } = settings.read();
      const names = new Set(followed.map(datasetFingerprint));
      const fetched = connections.reader().settledDatasets().filter((one) => one.offer !== RECORDING && !names.has(datasetFingerprint(one)));
      const once = fetched.map(({ source, offer, instrument, interval }) => ({ source: source as SourceId, offer, instrument, interval, from: null }));
      const datasets = [...followed, ...once].filter(({ instrument }) => starred.has(instrument));
      return datasets.length > 0 ? { datasets, to: null, newestFirst } : undefined;
    },
    record: recordings.record,
    openSchedule: (start) => {
      recordings.open();
      schedule ??= createSchedule({
        now,
        ...(timers ? { timers } : {}),
        every: () => (settings.read().followed.length > 0 && !isHeld ? settings.read().every : null),
        lastRun: settings.lastRun,
        start: () => {
          const request = followedRequest();
          if (request && board.state().jobId === null) start(request);
        },
        onNext: (next) => board.setNext(next),
      });
      schedule.arm();
    },
    hold: (held) => {
      isHeld = held;
      schedule?.arm();
    },
    dispose: async () => {
      schedule?.dispose();
      await recordings.dispose();
      board.dispose();
    },
  };
} // prettier-ignore

const told = ({ source, instrument, message }: SyncItem): string => `${source} ${instrument}: ${message}`;

const nowDoing = (board: SyncBoard, k: number): string => told(board.item(k));

function conclude({ items }: SyncState, { added, unchanged, quarantined }: PageCounts, instruments: readonly string[], codes: readonly ErrorCode[]): SyncOutcome {
  const failed = items.filter(({ state }) => state === 'failed');
  // bad input only where all of it was
  const code = codes.every((one) => one === codes[0]) ? codes[0] : undefined;
  if (failed.length > 0 && failed.length === items.length) throw new BallastError(code ?? 'failed', told(failed[0]!));
  const rows = `${count(added)} rows added, ${count(unchanged)} unchanged, ${count(quarantined)} set aside`;
  const first = failed[0];
  const refused = first ? `. ${failed.length} of ${items.length} data sets failed: ${told(first)}` : '';
  return { message: `${rows}${refused}`, instruments, failed: failed.length };
} // prettier-ignore
