import { expect, it } from 'vitest';
import { createJobs, type JobRunners } from '#main/services/jobs';
import { BallastError } from '#main/errors';
import type { JobProgress } from '#shared/jobs';

const idle = async (): Promise<undefined> => undefined;
const runners = (own: Partial<JobRunners>): JobRunners => ({
  sample: idle,
  import: idle,
  detect: idle,
  study: idle,
  lookahead: idle,
  timeShift: idle,
  simulate: idle,
  robustness: idle,
  size: idle,
  scenario: idle,
  planBundle: idle,
  openBundle: idle,
  verify: idle,
  backup: idle,
  restore: idle,
  move: idle,
  compact: idle,
  export: idle,
  sync: idle,
  ...own,
});

it('runs one job after another and keeps their closing messages', async () => {
  const order: string[] = [];
  const jobs = createJobs(
    runners({
      verify: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('verify');
        return 'sound';
      },
      compact: async () => {
        order.push('compact');
        return undefined;
      },
    }),
    Date.now,
  );
  const first = jobs.start({ kind: 'verify' });
  const second = jobs.start({ kind: 'compact' });
  expect(await jobs.finished(second.id)).toMatchObject({ state: 'done', message: '' });
  expect(await jobs.finished(first.id)).toMatchObject({ state: 'done', message: 'sound' });
  expect(order).toEqual(['verify', 'compact']);
});

it('cancels a running job and a queued one, and says which', async () => {
  const seen: JobProgress[] = [];
  const jobs = createJobs(
    runners({
      verify: (_job, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
    }),
    Date.now,
  );
  jobs.onChange((progress) => seen.push(progress));
  const running = jobs.start({ kind: 'verify' });
  const queued = jobs.start({ kind: 'compact' });
  jobs.cancel(queued.id);
  jobs.cancel(running.id);
  expect((await jobs.finished(running.id)).state).toBe('cancelled');
  expect((await jobs.finished(queued.id)).state).toBe('cancelled');
  expect(seen.filter(({ id }) => id === queued.id).map(({ state }) => state)).toEqual(['queued', 'cancelled']);
});

it('reports a failure with its message and goes on with the next job', async () => {
  const jobs = createJobs(
    runners({
      backup: async () => {
        throw new BallastError('full', 'No space is left.');
      },
    }),
    Date.now,
  );
  const failed = jobs.start({ kind: 'backup' });
  const next = jobs.start({ kind: 'compact' });
  expect(await jobs.finished(failed.id)).toMatchObject({ state: 'failed', message: 'No space is left.', code: 'full' });
  expect(await jobs.finished(next.id)).toMatchObject({ state: 'done' });
});

const REQUEST = { datasets: [{ source: 'binance', offer: 'bars', instrument: 'X', interval: 0, from: null }], to: null, newestFirst: false } as const; // prettier-ignore
const untilStopped = (signal: AbortSignal): Promise<undefined> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

it('lets a sync go on beside other work, one sync after another', async () => {
  let running = 0;
  const jobs = createJobs(
    runners({
      sync: async (_job, { signal }) => {
        expect(++running).toBe(1);
        return untilStopped(signal).finally(() => running--);
      },
    }),
    Date.now,
  );
  const first = jobs.start({ kind: 'sync', request: { ...REQUEST, datasets: [...REQUEST.datasets] } });
  const second = jobs.start({ kind: 'sync', request: { ...REQUEST, datasets: [...REQUEST.datasets] } });
  expect((await jobs.finished(jobs.start({ kind: 'verify' }).id)).state).toBe('done');
  expect(jobs.list().map(({ state }) => state)).toEqual(['running', 'queued', 'done']);
  jobs.cancel(first.id);
  expect((await jobs.finished(first.id)).state).toBe('cancelled');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(running).toBe(1);
  await jobs.dispose();
  expect((await jobs.finished(second.id)).state).toBe('cancelled');
});

it('stops syncs for what needs the database to itself, and starts none before that is over', async () => {
  const order: string[] = [];
  const jobs = createJobs(
    runners({
      sync: (_job, { signal }) => {
        order.push('sync');
        return order.length > 2 ? Promise.resolve(undefined) : untilStopped(signal);
      },
      restore: async () => {
        order.push('restore');
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('restored');
        return undefined;
      },
    }),
    Date.now,
  );
  const stopped = jobs.start({ kind: 'sync', request: { ...REQUEST, datasets: [...REQUEST.datasets] } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  jobs.start({ kind: 'restore', path: 'x' });
  const after = jobs.start({ kind: 'sync', request: { ...REQUEST, datasets: [...REQUEST.datasets] } });
  expect((await jobs.finished(after.id)).state).toBe('done');
  expect((await jobs.finished(stopped.id)).state).toBe('cancelled');
  expect(order).toEqual(['sync', 'restore', 'restored', 'sync']);
});
