import { codeOf, messageOf } from '#main/errors';
import type { InstrumentRecord, PageBlock } from '#main/store/types';
import type { Followed, PlanPart, SourceInstrument, SyncItem, SyncRequest } from '#shared/sync';
import type { Source } from '../source';
import type { ItemChange, SourceKeys, SyncPage } from '../sync-protocol';
import { anchored } from './anchor';
import { runDataset, type DatasetHooks, type DatasetTask } from './dataset';
import type { Desk } from './desk';
import { planOne } from './planning';
import { runQueue } from './queue';
import { startOf, Telling } from './telling';

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
  const change = (what: ItemChange): void => onChange(item, what);
  const telling = new Telling(dataset.source, () => desk.context(dataset.source, keys).now(), change);
  const hear = telling.hears.bind(telling);
  desk.notes.add(hear);
  try {
    return await fetchMissing(desk, dataset, request, { signal, keys, change, telling, store: (sent) => store({ item, ...sent }) }); // prettier-ignore
  } finally {
    desk.notes.delete(hear);
  }
}

interface ItemHooks extends Pick<RunHooks, 'signal' | 'keys'> {
  readonly change: (what: ItemChange) => void;
  readonly telling: Telling;
  readonly store: (page: Omit<SyncPage, 'item'>) => Promise<void>;
}

/** @returns the closing message */
async function fetchMissing(
  desk: Desk,
  dataset: Followed,
  request: SyncRequest,
  { signal, keys, change, telling, store }: ItemHooks,
): Promise<string> {
  const { source, offer, parts: planned } = await planOne(desk, dataset, request, keys, signal);
  const context = desk.context(source.id, keys);
  const { newestFirst } = request;
  const parts = anchored(planned, dataset.interval);
  if (parts.length === 0) return whyNothing(planned);
  const task: DatasetTask = { dataset, source, offer, parts, newestFirst };
  change({ from: parts[0]!.from, to: parts.at(-1)!.to });
  const named = new Set<string>();
  const hooks: DatasetHooks = {
    context: { ...context, onProgress: (share) => parts.length === 1 && change({ share }) },
    reader: desk.reader,
    signal,
    sleep: desk.sleep,
    random: Math.random,
    onWait: (problem, ms, why) => telling.waits(problem, ms, why),
    onAsk: (range, share, again) => telling.asks(offer, startOf(range, newestFirst), share, again),
  };
  for await (const { page, instruments, macroSeries, share } of runDataset(task, hooks)) {
    const unknown = page.blocks.filter(({ key }) => !named.has(key.instrument));
    for (const { key } of unknown) named.add(key.instrument);
    const described = unknown.length > 0 ? await describe(desk, source, unknown, keys, signal) : [];
    await store({ page, instruments: [...described, ...instruments], macroSeries });
    signal.throwIfAborted();
    change({ share });
  }
  return 'Up to date.';
}

/** Nothing to be asked for is not always all there. */
function whyNothing(planned: readonly PlanPart[]): string {
  const refused = planned.find(({ state }) => state === 'notAvailable');
  if (planned.some(({ state }) => state === 'have')) return 'Nothing is missing.';
  return refused ? `Not available. ${refused.note}` : 'Nothing of it is over yet.';
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
