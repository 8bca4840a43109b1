import { Worker } from 'node:worker_threads';
import type { EntityRecord, Page } from '#main/store/types';
import { fromFailure, type ImporterMessage, type ImporterRequest } from './importer-protocol';
import type { StatementFile } from './importers/statements/form';
import type { ImportHooks, ImportOptions, ImportPreview } from './importers/types';

/** The importer in its own thread: parsing never blocks the caller. Failures arrive as the `ImportError` they were. */
export interface Importer {
  /** Starts the thread, which the first call does otherwise. */
  start(): void;
  preview(path: string, options?: ImportOptions): Promise<ImportPreview>;
  /** What a file of statements holds. @param stored entities that its lines may name */
  statements(path: string, stored: readonly EntityRecord[]): Promise<StatementFile>;
  /** Pages in file order; at most two are read ahead of the consumer. Leaving the loop ends the import. */
  pages(path: string, options?: ImportOptions, hooks?: Omit<ImportHooks, 'shouldStop'>): AsyncIterableIterator<Page>;
  dispose(): Promise<void>;
}

type Listener = (message: ImporterMessage | Error) => void;

/** @param workerUrl Built worker entry, `out/workers/importer.js`. The thread starts with the first call or `start`. */
export function createImporter(workerUrl: URL | string): Importer {
  const listeners = new Map<number, Listener>();
  let worker: Worker | undefined;
  let nextId = 1;

  const breakAll = (cause: Error): void => {
    worker = undefined;
    for (const listener of [...listeners.values()]) listener(cause);
    listeners.clear();
  };
  const start = (): Worker => {
    const started = new Worker(workerUrl);
    started.unref(); // a waiting promise of the caller keeps the process alive, an idle importer does not
    started.on('message', (message: ImporterMessage) => listeners.get(message.id)?.(message));
    started.on('error', breakAll);
    started.on('exit', (code) => {
      if (worker === started) breakAll(new Error(`the importer ended with code ${code}`));
    });
    return started;
  };
  const running = (): Worker => (worker ??= start());
  const post = (request: ImporterRequest): void => {
    if (request.kind === 'more') worker?.postMessage(request);
    else running().postMessage(request);
  };
  const track = (): void => void (listeners.size > 0 ? worker?.ref() : worker?.unref());
  const listen = (id: number, listener: Listener): void => void listeners.set(id, listener);
  const forget = (id: number): void => {
    listeners.delete(id);
    track();
  };

  /** The one message that answers a request. */
  const answer = (toRequest: (id: number) => ImporterRequest): Promise<ImporterMessage> => {
    const id = nextId++;
    return new Promise((resolve, reject) => {
      listen(id, (message) => {
        forget(id);
        if (message instanceof Error) reject(message);
        else if (message.kind === 'failed') reject(fromFailure(message.failure));
        else resolve(message);
      });
      post(toRequest(id));
      track();
    });
  };

  return {
    start: () => void running(),
    preview: async (path, options = {}) => {
      const message = await answer((id) => ({ kind: 'preview', id, path, options }));
      return (message as ImporterMessage & { kind: 'preview' }).preview;
    },
    statements: async (path, stored) => {
      const message = await answer((id) => ({ kind: 'statements', id, path, stored }));
      return (message as ImporterMessage & { kind: 'statements' }).statements;
    },
    pages(path, options = {}, hooks = {}) {
      const id = nextId++;
      return readPages(id, path, options, hooks, {
        post,
        listen: (listener) => listen(id, listener),
        forget: () => forget(id),
        track,
      });
    },
    async dispose() {
      const ending = worker;
      worker = undefined;
      for (const listener of [...listeners.values()]) listener(new Error('the importer was closed'));
      listeners.clear();
      await ending?.terminate();
    },
  };
}

interface Line {
  readonly post: (request: ImporterRequest) => void;
  readonly listen: (listener: Listener) => void;
  readonly forget: () => void;
  readonly track: () => void;
}

async function* readPages(
  id: number, path: string, options: ImportOptions, hooks: Omit<ImportHooks, 'shouldStop'>, line: Line,
): AsyncGenerator<Page> {
  const { signal, onProgress, now, resumeFrom, pageBytes } = hooks;
  signal?.throwIfAborted();
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const arrived: (ImporterMessage | Error)[] = [];
  let wake: (() => void) | undefined;
  const abort = (): void => {
    Atomics.store(stop, 0, 1);
    wake?.();
  };
  line.listen((message) => {
    arrived.push(message);
    wake?.();
  });
  line.post({ kind: 'open', id, path, options, now, resumeFrom, pageBytes, stop });
  line.track();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      signal?.throwIfAborted();
      const message = arrived.shift();
      if (!message) await new Promise<void>((resolve) => (wake = resolve));
      else if (message instanceof Error) throw message;
      else if (message.kind === 'failed') throw fromFailure(message.failure);
      else if (message.kind === 'end') return;
      else if (message.kind === 'page') {
        if (message.progress) onProgress?.(message.progress);
        yield message.page;
        line.post({ kind: 'more', id });
      }
    }
  } finally {
    Atomics.store(stop, 0, 1);
    line.post({ kind: 'more', id }); // wakes a run that waits for the consumer, so that it sees the flag
    signal?.removeEventListener('abort', abort);
    line.forget();
  }
} // prettier-ignore
