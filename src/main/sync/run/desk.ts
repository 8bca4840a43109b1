import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { SourceId, SourceInstrument } from '#shared/sync';
import { NetError, type Http, type NetNote } from '../net/types';
import { SourceError, type Source, type SourceContext } from '../source';
import type { SourceEntry } from '../sources';

/** What the runs of one thread share. */
export interface Desk {
  /** @throws RangeError for a source that there is none of */
  source(id: SourceId): Promise<Source>;
  readonly reader: StoreReader;
  readonly now: () => Ms;
  /** The clock of a source, as far as it is known. */
  sourceNow(id: SourceId): Ms;
  /** What a source is given, its key if it has one. */
  context(id: SourceId, keys: Partial<Record<SourceId, string>>): Omit<SourceContext, 'signal'>;
  /** What a source can be asked about; asked once an hour. */
  instruments(id: SourceId, keys: Partial<Record<SourceId, string>>, signal: AbortSignal): Promise<readonly SourceInstrument[]>; // prettier-ignore
  readonly sleep: (ms: Ms, signal: AbortSignal) => Promise<void>;
  /** What the net says of each request; every run hears of all. */
  readonly notes: Set<(note: NetNote) => void>;
}

export interface DeskOptions {
  readonly entries: Partial<Record<SourceId, SourceEntry>>;
  readonly http: Http;
  /** Opened by the first who reads. */
  readonly reader: () => StoreReader;
  readonly now: () => Ms;
  readonly folder: string;
  readonly sleep: Desk['sleep'];
}

export function createDesk({ entries, http, reader, now, folder, sleep }: DeskOptions): Desk {
  const sources = new Map<SourceId, Promise<Source>>();
  const lists = new Map<SourceId, { readonly at: Ms; readonly list: Promise<readonly SourceInstrument[]> }>();
  const desk: Desk = {
    source: (id) => {
      const entry = entries[id];
      if (!entry) throw new RangeError(`there is no source ${id}`);
      const loading = sources.get(id) ?? entry.load();
      sources.set(id, loading);
      return loading;
    },
    get reader() {
      return reader();
    },
    now,
    sourceNow: (id) => Math.floor(now() + (http.skew(id) || 0)),
    context: (id, keys) => ({ http, now, key: keys[id], folder }),
    instruments: async (id, keys, signal) => {
      for (let known = lists.get(id); known && now() - known.at < MS_PER_HOUR; known = lists.get(id)) {
        const list = await known.list.catch((cause: unknown) => {
          signal.throwIfAborted();
          if (cause instanceof NetError || cause instanceof SourceError) throw cause;
          // whoever asked first was stopped: now it is our turn
        });
        if (list) return list;
      }
      const list = desk.source(id).then((source) => source.instruments({ ...desk.context(id, keys), signal }));
      const asked = { at: now(), list };
      lists.set(id, asked);
      list.catch(() => lists.get(id) === asked && lists.delete(id));
      return list;
    },
    sleep,
    notes: new Set(),
  };
  return desk;
}
