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
  simulate: idle,
  robustness: idle,
  size: idle,
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
