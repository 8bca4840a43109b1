import { Worker } from 'node:worker_threads';
import { BallastError, messageOf } from '#main/errors';
import type { Page } from '#main/store/types';
import type { Recording, RecordingState, SourceId, SourceInstrument, SyncItem, SyncPlan, SyncRequest } from '#shared/sync'; // prettier-ignore
import type {
  ItemChange,
  LineState,
  SourceFacts,
  SourceKeys,
  SyncPage,
  SyncWorkerData,
  SyncWorkerMessage,
  SyncWorkerRequest,
} from './sync-protocol';

export interface SyncRunHooks {
  readonly signal: AbortSignal;
  readonly onItems: (items: readonly SyncItem[]) => void;
  readonly onChanges: (changes: readonly (readonly [item: number, change: ItemChange])[]) => void;
  /** Stores a page; its item goes on when that is done. A rejection ends the run. */
  readonly store: (page: SyncPage) => Promise<void>;
}

export interface RecordHooks {
  readonly signal: AbortSignal;
  readonly onState: (state: RecordingState) => void;
  /** Stores a page. A rejection is told to the recording, which keeps the page and brings it again. */
  readonly store: (page: Page) => Promise<void>;
}

/** Market sync in its own thread, with the network, the sources and a reading connection of its own. */
export interface SyncClient {
  sources(): Promise<readonly SourceFacts[]>;
  instruments(source: SourceId, keys: SourceKeys): Promise<readonly SourceInstrument[]>;
  plan(request: SyncRequest, keys: SourceKeys, now: number): Promise<SyncPlan>;
  run(request: SyncRequest, keys: SourceKeys, now: number, hooks: SyncRunHooks): Promise<void>;
  /**
   * Records liquidation feeds until the signal says so; settles when the last batch is stored.
   * @param address stands in for the venue's own
   * @throws when the last batch could not be stored, or the thread has ended
   */
  record(recording: Recording, address: string | undefined, hooks: RecordHooks): Promise<void>;
  /** Ends the thread once what runs in it has ended. */
  retire(): Promise<void>;
  dispose(): Promise<void>;
}

export interface SyncClientOptions extends SyncWorkerData {
  /** Built worker entry, `out/workers/sync.js`. */
  readonly worker: URL | string;
  readonly onLine: (line: LineState) => void;
}

type Answer = Exclude<SyncWorkerMessage, { kind: 'line' }>;
type Listener = (message: Answer | Error) => void;
type Question = SyncWorkerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** The thread starts with the first call. */
export function createSyncClient({ worker: url, onLine, ...data }: SyncClientOptions): SyncClient {
  const listeners = new Map<number, Listener>();
  let worker: Worker | undefined;
  let nextId = 1;
  let onIdle: (() => void) | undefined;

  const breakAll = (cause: Error): void => {
    worker = undefined;
    for (const listener of [...listeners.values()]) listener(cause);
    listeners.clear();
    onIdle?.();
  };
  const start = (): Worker => {
    const started = new Worker(url, { workerData: data satisfies SyncWorkerData, name: 'ballast-sync' });
    started.unref(); // a waiting promise of the caller keeps the process alive, an idle thread does not
    started.on('message', (message: SyncWorkerMessage) => {
      if (message.kind === 'line') onLine(message.line);
      else listeners.get(message.id)?.(message);
    });
    started.on('error', breakAll);
    started.on('exit', (code) => {
      if (worker === started) breakAll(new Error(`market sync ended with code ${code}`));
    });
    return started;
  };
  const post = (request: SyncWorkerRequest): void => (worker ??= start()).postMessage(request);
  const track = (): void => void (listeners.size > 0 ? worker?.ref() : worker?.unref());

  /** Asks, and listens until `listener` or a failure settles it. */
  const ask = <T>(question: Question, listener: (message: Answer, id: number, settle: (value: T) => void, fail: (cause: unknown) => void) => void): Promise<T> => {
    const id = nextId++;
    return new Promise<T>((resolve, reject) => {
      const forget = (): void => {
        listeners.delete(id);
        track();
        if (listeners.size === 0) onIdle?.();
      };
      const fail = (cause: unknown): void => {
        forget();
        reject(cause as Error);
      };
      listeners.set(id, (message) => {
        if (message instanceof Error) fail(message);
        else if (message.kind === 'failed') fail(new BallastError(message.failure.code, message.failure.message));
        else listener(message, id, (value) => { forget(); resolve(value); }, fail); // prettier-ignore
      });
      post({ ...question, id } as SyncWorkerRequest);
      track();
    });
  }; // prettier-ignore
  const askOnce = <T>(question: Question): Promise<T> =>
    ask<T>(question, (message, _id, settle) => 'value' in message && settle(message.value as T));

  const dispose = async (): Promise<void> => {
    const ending = worker;
    breakAll(new Error('Market sync was closed. What was stored stays.'));
    await ending?.terminate();
  };

  return {
    sources: () => askOnce({ kind: 'sources' }),
    instruments: (source, keys) => askOnce({ kind: 'instruments', source, keys }),
    plan: (request, keys, now) => askOnce({ kind: 'plan', request, keys, now }),
    run: async (request, keys, now, { signal, onItems, onChanges, store }) => {
      signal.throwIfAborted();
      let id = 0;
      let failure: { readonly cause: unknown } | undefined;
      const writing = new Set<Promise<void>>();
      const stop = (): void => worker?.postMessage({ kind: 'stop', id } satisfies SyncWorkerRequest);
      const running = ask<undefined>({ kind: 'run', request, keys, now }, (message, own, settle) => {
        id = own;
        if (message.kind === 'items') onItems(message.items);
        else if (message.kind === 'changes') onChanges(message.changes);
        else if (message.kind === 'end') settle(undefined);
        else if (message.kind === 'page') {
          const { sent } = message;
          const written: Promise<void> = store(sent).then(
            () => worker?.postMessage({ kind: 'stored', id: own, item: sent.item } satisfies SyncWorkerRequest),
            (cause: unknown) => {
              failure ??= { cause };
              stop();
            },
          );
          writing.add(written);
          void written.finally(() => writing.delete(written));
        }
      });
      id = nextId - 1;
      signal.addEventListener('abort', stop, { once: true });
      try {
        await running;
      } catch (cause) {
        if (failure) throw failure.cause;
        signal.throwIfAborted();
        throw cause;
      } finally {
        signal.removeEventListener('abort', stop);
        await Promise.all(writing);
      }
    },
    record: async (recording, address, { signal, onState, store }) => {
      if (signal.aborted) return;
      const stored = (id: number, item: number, problem?: string): void =>
        worker?.postMessage({ kind: 'stored', id, item, ...(problem === undefined ? {} : { problem }) } satisfies SyncWorkerRequest); // prettier-ignore
      const running = ask<undefined>({ kind: 'record', recording, address }, (message, id, settle) => {
        if (message.kind === 'recording') onState(message.state);
        else if (message.kind === 'end') settle(undefined);
        else if (message.kind === 'recorded') {
          const { item, page } = message;
          store(page).then(
            () => stored(id, item),
            (cause: unknown) => stored(id, item, messageOf(cause)),
          );
        }
      });
      const id = nextId - 1;
      const stop = (): void => worker?.postMessage({ kind: 'stop', id } satisfies SyncWorkerRequest);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await running;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    retire: async () => {
      if (listeners.size > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await dispose();
    },
    dispose,
  };
}
