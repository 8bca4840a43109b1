import { Worker } from 'node:worker_threads';
import { BallastError } from '../errors';
import type { EngineMessage, EngineRequest } from './protocol';
import type { TaskArgs, TaskName, TaskResult } from './tasks';

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, message: string) => void;
}

export interface Engine {
  /** Rejects with a `cancelled` error on abort, with the task's own error when it fails. */
  run<T extends TaskName>(task: T, args: TaskArgs<T>, options?: RunOptions): Promise<TaskResult<T>>;
  dispose(): Promise<void>;
}

interface Waiting {
  readonly request: EngineRequest;
  readonly options: RunOptions;
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  current: Waiting | undefined;
}

const cancelled = (): BallastError => new BallastError('cancelled', 'Cancelled. What was stored before stays.');

/**
 * A pool of worker threads with one queue. Threads start when there is work for them; one that dies takes its own task
 * with it and is replaced.
 * @param path the database that tasks read.
 */
export function createEngine(workerUrl: URL, path: string, size: number): Engine {
  const slots = new Set<Slot>();
  const queue: Waiting[] = [];
  let nextId = 1;
  let closed = false;

  const settle = (slot: Slot, finish: (waiting: Waiting) => void): void => {
    const waiting = slot.current;
    slot.current = undefined;
    if (waiting) finish(waiting);
    if (slots.has(slot)) start(slot);
  };

  const start = (slot: Slot): void => {
    // A thread that is being ended is waited for: let go of, nothing would keep the process until it has.
    if (slot.current || closed) return;
    const next = queue.shift();
    if (!next) return slot.worker.unref();
    slot.current = next;
    slot.worker.ref();
    slot.worker.postMessage(next.request);
  };

  const spawn = (): Slot => {
    const slot: Slot = { worker: new Worker(workerUrl, { workerData: { path } }), current: undefined };
    slots.add(slot);
    slot.worker.on('message', (message: EngineMessage) => {
      if (message.kind === 'progress') slot.current?.options.onProgress?.(message.done, message.total, message.message);
      else if (message.kind === 'done') settle(slot, (w) => w.resolve(message.value as never));
      else if (message.kind === 'stopped') settle(slot, (w) => w.reject(cancelled()));
      else settle(slot, (w) => w.reject(new BallastError(message.code, message.message)));
    });
    const lost = (cause: Error): void => {
      slots.delete(slot);
      settle(slot, (w) => w.reject(cause));
      if (queue.length > 0 && !closed) start(spawn());
    };
    slot.worker.on('error', lost);
    slot.worker.on('exit', (code) =>
      lost(closed ? cancelled() : new BallastError('failed', `An analytics thread ended (code ${code}).`)),
    );
    return slot;
  };

  return {
    run: <T extends TaskName>(task: T, args: TaskArgs<T>, options: RunOptions = {}) =>
      new Promise<TaskResult<T>>((resolve, reject) => {
        if (closed) return reject(new BallastError('failed', 'The analytics engine is closed.'));
        if (options.signal?.aborted) return reject(cancelled());
        const stop = new Int32Array(new SharedArrayBuffer(4));
        const waiting: Waiting = {
          request: { id: nextId++, task, args, stop },
          options,
          resolve: (value) => (settled(), resolve(value)),
          reject: (cause) => (settled(), reject(cause)),
        };
        const abort = (): void => {
          Atomics.store(stop, 0, 1);
          const at = queue.indexOf(waiting);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(cancelled());
        };
        options.signal?.addEventListener('abort', abort, { once: true });
        const settled = (): void => options.signal?.removeEventListener('abort', abort);
        queue.push(waiting);
        const idle = [...slots].find((slot) => !slot.current);
        if (idle) start(idle);
        else if (slots.size < size) start(spawn());
      }),
    dispose: async () => {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(cancelled());
      await Promise.all([...slots].map((slot) => slot.worker.terminate()));
    },
  };
}
