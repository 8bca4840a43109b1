import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { JobInput } from '#shared/jobs';
import type {
  Dataset,
  Followed,
  KeyringInfo,
  Recording,
  SourceId,
  SourceInfo,
  SyncSettings,
  SyncState,
} from '#shared/sync';
import { tryCall } from '../lib/call';
import { dialogs } from './dialogs';
import { cancelJob, startJob } from './jobs';
import { settings } from './settings';

const IDLE: SyncState = { network: 'unknown', jobId: null, items: [], rate: null, remainingSeconds: null, recordings: [], next: null, skew: {} }; // prettier-ignore

export interface SyncStore {
  readonly sources: readonly SourceInfo[];
  readonly state: SyncState;
  /** Null until it was read. */
  readonly settings: SyncSettings | null;
  readonly keyring: KeyringInfo | null;
  /** The source that the connect dialog opens on. */
  readonly connecting: SourceId | null;
  readonly set: (change: Partial<Pick<SyncStore, 'sources' | 'state' | 'settings' | 'keyring' | 'connecting'>>) => void;
}

export const createSync = () =>
  createStore<SyncStore>()((set) => ({
    sources: [],
    state: IDLE,
    settings: null,
    keyring: null,
    connecting: null,
    set: (change) => set(change),
  }));

export const sync = createSync();
export const useSync = <T>(select: (store: SyncStore) => T): T => useStore(sync, select);
export const selectSources = (s: SyncStore): readonly SourceInfo[] => s.sources;
export const selectSyncState = (s: SyncStore): SyncState => s.state;
export const selectSyncSettings = (s: SyncStore): SyncSettings | null => s.settings;
export const selectKeyring = (s: SyncStore): KeyringInfo | null => s.keyring;
export const selectConnecting = (s: SyncStore): SourceId | null => s.connecting;
const NONE: readonly Followed[] = [];
export const selectFollowed = (s: SyncStore): readonly Followed[] => s.settings?.followed ?? NONE;

/** What a person has set up and how it stands; no source is loaded for it. */
export async function loadSync(): Promise<void> {
  const [state, stored] = await Promise.all([tryCall('sync:state'), tryCall('sync:settings')]);
  sync.getState().set({ ...(state && { state }), ...(stored && { settings: stored }) });
}

/** What every source has to offer: the thread that speaks with them begins with it. */
export async function loadSources(): Promise<void> {
  const sources = await tryCall('sync:sources');
  if (sources) sync.getState().set({ sources });
}

export async function configureSync(patch: Partial<SyncSettings>): Promise<void> {
  const next = await tryCall('sync:configure', patch);
  if (!next) return;
  sync.getState().set({ settings: next });
  if (sync.getState().sources.length > 0) await loadSources();
}

export const datasetKey = ({ source, offer, instrument, interval }: Dataset): string =>
  [source, offer, instrument, interval].join(' ');

/** Adds data sets to those kept current; one that is there already reaches back the farther of both. */
export function follow(added: readonly Followed[]): Promise<void> {
  const all = new Map(selectFollowed(sync.getState()).map((one) => [datasetKey(one), one]));
  for (const one of added) {
    const known = all.get(datasetKey(one));
    const from = !known ? one.from : known.from === null || one.from === null ? null : Math.min(known.from, one.from);
    all.set(datasetKey(one), { ...one, from });
  }
  return configureSync({ followed: [...all.values()] });
}

export function unfollow(gone: Dataset): Promise<void> {
  const kept = selectFollowed(sync.getState()).filter((one) => datasetKey(one) !== datasetKey(gone));
  return configureSync({ followed: kept });
}

/** Starts recording a venue's liquidations, or stops it. */
export function setRecording(recording: Recording, on: boolean): Promise<void> {
  const others = (sync.getState().settings?.recordings ?? []).filter(({ source }) => source !== recording.source);
  return configureSync({ recordings: on ? [...others, recording] : others });
}

export async function startSync(datasets: readonly Followed[]): Promise<void> {
  if (datasets.length === 0) return;
  const newestFirst = sync.getState().settings?.newestFirst ?? true;
  const job: JobInput = { kind: 'sync', request: { datasets: [...datasets], newestFirst } };
  await startJob(job);
}

export const syncAll = (): Promise<void> => startSync(selectFollowed(sync.getState()));

/** What is kept current of the favourite instruments. */
export function favourites(): readonly Followed[] {
  const wanted = new Set(settings.getState().settings.favourites);
  return selectFollowed(sync.getState()).filter(({ instrument }) => wanted.has(instrument));
}

export async function cancelSync(): Promise<void> {
  const { jobId } = sync.getState().state;
  if (jobId !== null) await cancelJob(jobId);
}

export function connectSource(source: SourceId | null = null): void {
  sync.getState().set({ connecting: source });
  dialogs.getState().show('connect');
}

export async function loadKeyring(): Promise<void> {
  const keyring = await tryCall('keyring:read');
  if (keyring) sync.getState().set({ keyring });
}
