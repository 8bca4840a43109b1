import { parentPort, workerData } from 'node:worker_threads';
import type { StoreWriter, WriterOptions } from './api';
import { storeError } from './errors';
import type { Task } from './types';
import { openWriter } from './writer';
import { LONG_METHODS, packError, type WriterMessage, type WriterRequest } from './writer-protocol';

export interface WriterWorkerData {
  readonly path: string;
  readonly options: WriterOptions;
}

const { path, options } = workerData as WriterWorkerData;
const port = parentPort!;
const send = (message: WriterMessage): void => port.postMessage(message);

let writer: StoreWriter | undefined;
try {
  writer = openWriter(path, options);
  send({ kind: 'opened', path: writer.path });
} catch (cause) {
  send({ kind: 'unusable', error: packError(cause) });
}

/** A method that waits (a backup) must be done before the next call begins. */
let last: Promise<void> = Promise.resolve();
port.on('message', (request: WriterRequest) => {
  last = last.then(() => answer(request));
});

async function answer({ id, method, args, stop }: WriterRequest): Promise<void> {
  try {
    if (method === 'close') {
      writer?.close();
      send({ kind: 'done', id, value: undefined });
      port.close();
      return;
    }
    if (!writer) throw storeError('io', 'open', path, 'it could not be opened');
    const call = writer[method].bind(writer) as (...all: unknown[]) => unknown;
    const isLong = (LONG_METHODS as readonly string[]).includes(method);
    send({ kind: 'done', id, value: await call(...args, ...(isLong ? [taskOf(id, stop!)] : [])) });
  } catch (cause) {
    send({ kind: 'failed', id, error: packError(cause) });
  }
}

function taskOf(id: number, stop: Int32Array): Task {
  return {
    onProgress: (done) => send({ kind: 'progress', id, done }),
    shouldStop: () => Atomics.load(stop, 0) === 1,
  };
}
