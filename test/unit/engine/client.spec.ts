import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import { createEngine, type Engine, type RunOptions } from '#main/engine/client';
import { buffersOf } from '#main/buffers';

const worker = pathToFileURL(resolve(import.meta.dirname, '../../support/workers/engine.mjs'));
let engine: Engine | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await engine?.dispose();
});

type Run = (task: string, args: unknown, options?: RunOptions) => Promise<unknown>;
const start = (size: number): Run => {
  engine = createEngine(worker, '/nowhere.db', size);
  return engine.run as unknown as Run;
};

it('answers many calls from few threads, each with its own result', async () => {
  const run = start(2);
  const sums = await Promise.all(Array.from({ length: 50 }, (_, i) => run('add', { a: i, b: 1 })));
  expect(sums).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

it('hands columns over whole', async () => {
  const run = start(1);
  const { column } = (await run('fill', { n: 1_000 })) as { column: Float64Array };
  expect(column).toHaveLength(1_000);
  expect(column.every((x) => x === 7)).toBe(true);
});

it('rejects with the code and message of the task', async () => {
  const run = start(1);
  await expect(run('fail', {})).rejects.toMatchObject({ code: 'notFound', message: 'no such series' });
  expect(await run('add', { a: 1, b: 1 })).toBe(2);
});

it('stops a busy loop, drops a queued call, and goes on', async () => {
  const run = start(1);
  const running = new AbortController();
  const queued = new AbortController();
  const told = new Promise<void>((told) => {
    void run('spin', {}, { signal: running.signal, onProgress: () => told() }).catch(() => undefined);
  });
  const waiting = run('add', { a: 1, b: 2 }, { signal: queued.signal });
  queued.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await told; // the loop is running and has said so
  running.abort();
  expect(await run('add', { a: 2, b: 2 })).toBe(4);
});

it('refuses a call whose signal is already aborted', async () => {
  const run = start(1);
  await expect(run('add', { a: 1, b: 2 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

it('keeps hold of a thread that is being ended, whatever it still answers', async () => {
  const run = start(1);
  await run('add', { a: 1, b: 1 });
  const unref = vi.spyOn(Worker.prototype, 'unref');
  const { terminate } = Worker.prototype;
  vi.spyOn(Worker.prototype, 'terminate').mockImplementation(function (this: Worker) {
    const ended = terminate.call(this);
    this.emit('message', { kind: 'failed', code: 'notFound', message: 'too late' });
    return ended;
  });
  const task = run('spin', {});
  await Promise.all([engine!.dispose(), expect(task).rejects.toThrow('too late')]);
  expect(unref).not.toHaveBeenCalled();
});

it('loses one task with a thread that dies, and replaces the thread', async () => {
  const run = start(1);
  const dead = run('die', {});
  const next = run('add', { a: 20, b: 22 });
  await expect(dead).rejects.toThrow(/thread ended/);
  expect(await next).toBe(42);
});

it('rejects what is queued or running when it is disposed', async () => {
  const run = start(1);
  const spinning = run('spin', {});
  const queued = run('add', { a: 1, b: 1 });
  const settled = Promise.allSettled([spinning, queued]);
  await engine!.dispose();
  expect(await settled).toMatchObject(Array(2).fill({ status: 'rejected', reason: { code: 'cancelled' } }));
  await expect(run('add', { a: 1, b: 1 })).rejects.toThrow(/closed/);
});

it('finds every buffer of a result once', () => {
  const shared = new Float64Array(4);
  expect(buffersOf({ a: shared, b: [shared.subarray(1), new Float64Array(2)], c: 'x', d: null })).toHaveLength(2);
});
