import type { Ms } from '#core/time/ms';
import { codeOf, messageOf } from '#main/errors';
import type { InstrumentRecord, PageBlock } from '#main/store/types';
import type { Followed, SourceInstrument, SyncItem, SyncRequest } from '#shared/sync';
import type { NetProblem } from '../net/types';
import type { Offer, Source } from '../source';
import type { ItemChange, SourceKeys, SyncPage } from '../sync-protocol';
import { anchored } from './anchor';
import { runDataset, type DatasetTask } from './dataset';
import type { Desk } from './desk';
import { planOne } from './planning';
import { runQueue } from './queue';

export interface RunHooks {
  readonly signal: AbortSignal;
  readonly keys: SourceKeys;
  /** Resolves when the page is in the store. */
  readonly store: (page: SyncPage) => Promise<void>;
  readonly onItems: (items: readonly SyncItem[]) => void;
  readonly onChange: (item: number, change: ItemChange) => void;
}

/** Brings all data sets of a request up to date, several at once. What befalls one of them does not stop the others. */
export async function runSync(desk: Desk, request: SyncRequest, hooks: RunHooks): Promise<void> {
  const { datasets } = request;
  hooks.onItems(datasets.map(toItem));
  await runQueue(datasets, async (dataset, item) => {
    const change = (what: ItemChange): void => hooks.onChange(item, what);
    if (hooks.signal.aborted) return change({ state: 'cancelled', message: 'Cancelled before it began.' });
    change({ state: 'running', message: 'Looking what is missing' });
    try {
      const message = await runItem(desk, dataset, item, request, hooks);
      change({ state: 'done', share: 1, message });
    } catch (cause) {
      const stopped = hooks.signal.aborted || codeOf(cause) === 'cancelled';
      if (stopped) change({ state: 'cancelled', message: 'Cancelled. What was stored stays.' });
      else
        change({ state: 'failed', code: codeOf(cause), message: `${messageOf(cause)} What was stored before stays.` });
    }
  });
  hooks.signal.throwIfAborted();
}

async function runItem(
  desk: Desk,
  dataset: Followed,
  item: number,
  request: SyncRequest,
  { signal, keys, store, onChange }: RunHooks,
): Promise<string> {
  const { source, offer, parts: planned } = await planOne(desk, dataset, request, keys, signal);
  const context = desk.context(source.id, keys);
  const { newestFirst } = request;
  const parts = anchored(planned, dataset.interval);
  if (parts.length === 0) return 'Nothing is missing.';
  const task: DatasetTask = { dataset, source, offer, parts, newestFirst };
  const change = (what: ItemChange): void => onChange(item, what);
  change({ from: parts[0]!.from, to: parts.at(-1)!.to });
  let requests = 0;
  let retries = 0;
  const named = new Set<string>();
  const hooks = {
    context: { ...context, onProgress: (share: number) => parts.length === 1 && change({ share }) },
    reader: desk.reader,
    signal,
    sleep: desk.sleep,
    random: Math.random,
    onWait: (problem: NetProblem, ms: Ms, why: string) => change({ state: 'waiting', retries: ++retries, message: waitingText(problem, ms, why) }), // prettier-ignore
    onAsk: ({ from, to: end }: { from: Ms; to: Ms }, share: number, again: boolean) => {
      if (again) retries++;
      change({ state: 'running', share, requests: ++requests, retries, message: askingText(offer, newestFirst ? end : from, again) }); // prettier-ignore
    },
  };
  for await (const { page, instruments, macroSeries, share } of runDataset(task, hooks)) {
    const unknown = page.blocks.filter(({ key }) => !named.has(key.instrument));
    for (const { key } of unknown) named.add(key.instrument);
    const described = unknown.length > 0 ? await describe(desk, source, unknown, keys, signal) : [];
    await store({ item, page, instruments: [...described, ...instruments], macroSeries });
    signal.throwIfAborted();
    change({ share });
  }
  return 'Up to date.';
}

/** Instruments that the store does not know yet, as the source describes them. Without an answer they come with a later run. */
async function describe(
  desk: Desk,
  source: Source,
  blocks: readonly PageBlock[],
  keys: SourceKeys,
  signal: AbortSignal,
): Promise<InstrumentRecord[]> {
  if (source.group !== 'venue') return [];
  const known = new Set(desk.reader.instruments().map(({ id }) => id));
  const wanted = new Set(blocks.map(({ key }) => key.instrument).filter((id) => !known.has(id)));
  if (wanted.size === 0) return [];
  const list = await desk.instruments(source.id, keys, signal).catch(() => []);
  return list.filter(({ id }) => wanted.has(id)).map((instrument) => toRecord(instrument, source));
}

const toRecord = ({ id, label, base, quote, contractSize, margin }: SourceInstrument, { series }: Source): InstrumentRecord => ({
  id,
  label,
  base,
  quote,
  venue: series,
  contractSize: contractSize ?? Number.NaN,
  contractUnit: contractSize === null ? '' : margin === 'inverse' ? 'quote' : 'base',
  tick: Number.NaN,
  synthetic: false,
}); // prettier-ignore

const toItem = ({ source, offer, instrument, interval }: Followed): SyncItem => ({
  source, offer, instrument, interval, state: 'queued', from: null, to: null, share: 0, rows: 0, added: 0, quarantined: 0, requests: 0, retries: 0, message: '',
}); // prettier-ignore

const day = (t: Ms): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');

function askingText({ shape, label }: Offer, at: Ms, again: boolean): string {
  if (shape !== 'history') return `Asking for ${label}`;
  return again ? `Asking once more, at ${day(at)}` : `At ${day(at)}`;
}

const waitingText = (problem: NetProblem, ms: Ms, why: string): string =>
  problem === 'offline'
    ? 'No connection. It goes on by itself when there is one.'
    : `Trying again in ${Math.max(1, Math.round(ms / 1_000))} s. ${why}`;
