import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from '../buffers';
import { codeOf, messageOf } from '../errors';
import { openReader, type StoreReader } from '../store/reader';
import { giveWay } from './priority';
import { Stopped, type EngineMessage, type EngineRequest } from './protocol';
import { tasks, type TaskName } from './tasks';

const { path } = workerData as { path: string };
const port = parentPort!;
giveWay();
let reader: StoreReader | undefined;
/** Opened by the first task that reads, so that a worker which only computes never touches the file. */
const store = (): StoreReader => (reader ??= openReader(path));

port.on('message', ({ id, task, args, stop }: EngineRequest) => void answer(id, task, args, stop));

async function answer(id: number, task: string, args: unknown, stop: Int32Array): Promise<void> {
  const send = (message: EngineMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  try {
    const run = tasks[task as TaskName] as (store: () => StoreReader, args: unknown, context: unknown) => unknown;
    const value = await run(store, args, {
      shouldStop: () => Atomics.load(stop, 0) === 1,
      onProgress: (done: number, total: number, message = '') => send({ id, kind: 'progress', done, total, message }),
    });
    send({ id, kind: 'done', value }, buffersOf(value));
  } catch (cause) {
    if (cause instanceof Stopped) send({ id, kind: 'stopped' });
    else send({ id, kind: 'failed', code: codeOf(cause), message: messageOf(cause) });
  }
}
