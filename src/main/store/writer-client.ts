import { Worker } from 'node:worker_threads';
import { buffersOf } from '../buffers';
import type { ClientTask, WriterClient, WriterOptions } from './api';
import { StoreError } from './errors';
import type { Page } from './types';
import {
  LONG_METHODS,
  REMOTE_METHODS,
  unpackError,
  type RemoteMethod,
  type WriterMessage,
  type WriterRequest,
} from './writer-protocol';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/**
 * Starts the writer's thread. A database that cannot be opened rejects `opened` and every call with the same `StoreError`.
 * @param workerUrl the built `writer-worker`.
 */
export function createWriter(workerUrl: URL, path: string, options: WriterOptions = {}): WriterClient {
  const worker = new Worker(workerUrl, { workerData: { path, options }, name: 'ballast-writer' });
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let current = path;
  let unusable: Error | undefined;
  let closing: Promise<void> | undefined;
  let settleOpened: { resolve: () => void; reject: (cause: Error) => void };
  const opened = new Promise<void>((resolve, reject) => (settleOpened = { resolve, reject }));
  opened.catch(() => undefined); // each call rejects with it too; a caller that does not look here misses nothing

  const fail = (error: Error): void => {
    unusable ??= error;
    settleOpened.reject(unusable);
    for (const { reject } of pending.values()) reject(unusable);
    pending.clear();
  };
  const settle = (id: number): Pending | undefined => {
    const call = pending.get(id);
    pending.delete(id);
    return call;
  };
  worker.on('message', (message: WriterMessage) => {
    if (message.kind === 'opened') settleOpened.resolve();
    else if (message.kind === 'unusable') fail(unpackError(message.error));
    else if (message.kind === 'progress') pending.get(message.id)?.onProgress?.(message.done);
    else if (message.kind === 'done') settle(message.id)?.resolve(message.value);
    else settle(message.id)?.reject(unpackError(message.error));
  });
  worker.on('error', (cause) => fail(stopped(current, cause)));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      fail(stopped(current));
      resolve();
    });
  });

  /** @param task of a long method, which alone can be stopped and tells how far it is */
  const call = (method: WriterRequest['method'], args: readonly unknown[], task?: ClientTask): Promise<unknown> => {
    if (unusable && method !== 'close') return Promise.reject(unusable);
    if (closing && method !== 'close') return Promise.reject(stopped(current));
    const id = nextId++;
    const transfer = method === 'commitPage' ? buffersOf((args[0] as Page).blocks) : [];
    const send = (stop?: Int32Array): Promise<unknown> =>
      new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress: task?.onProgress });
        worker.postMessage({ id, method, args, ...(stop ? { stop } : {}) } satisfies WriterRequest, transfer);
      });
    if (!task) return send();
    const { signal } = task;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const abort = (): void => void Atomics.store(stop, 0, 1);
    signal?.addEventListener('abort', abort, { once: true });
    return send(stop).finally(() => signal?.removeEventListener('abort', abort));
  };
  const end = async (): Promise<void> => {
    if (!unusable) await call('close', []).catch(() => undefined);
    await worker.terminate();
    await ended;
  };

  const short = REMOTE_METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]);
  const long = LONG_METHODS.map((method) => [method, (...args: unknown[]) => callLong(method, args)]);
  /** The argument before the task may be left out by `verify` only, so the task is always the last. */
  const callLong = (method: RemoteMethod, args: unknown[]): Promise<unknown> => {
    const count = method === 'verify' ? 0 : 1;
    return call(method, args.slice(0, count), (args[count] as ClientTask | undefined) ?? {}).then((value) => {
      if (method === 'move') current = value as string;
      return value;
    });
  };
  const methods = Object.fromEntries([...short, ...long]) as Omit<WriterClient, 'path' | 'opened' | 'dispose'>;
  return {
    ...methods,
    get path() {
      return current;
    },
    opened,
    dispose: () => (closing ??= end()),
  };
}

const stopped = (path: string, cause?: unknown): StoreError =>
  new StoreError(
    'io',
    `The writer of ${path} has ended. What was committed before is kept. Start Ballast again to go on.`,
    cause === undefined ? undefined : { cause },
  );
