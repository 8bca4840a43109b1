import type { Job, JobProgress } from '#shared/jobs';
import { BallastError } from '../main/errors';
import type { Services } from '../main/services';
import { Exit, interrupt } from './context';
import { showProgress } from './print';

/** Runs one job to its end, with progress on the terminal and Ctrl C as cancel. */
export async function runJob(services: Services, job: Job): Promise<JobProgress> {
  const { id } = services.jobs.start(job);
  const stop = (): void => services.jobs.cancel(id);
  interrupt.signal.addEventListener('abort', stop, { once: true });
  const unsubscribe = services.jobs.onChange(showProgress);
  const end = await services.jobs.finished(id);
  unsubscribe();
  interrupt.signal.removeEventListener('abort', stop);
  if (end.state === 'cancelled')
    throw new Exit(130, 'Cancelled. What was stored before stays; the same command goes on from there.');
  return end;
}

/** The same, for a job that has nothing to show when it fails. */
export async function mustRun(services: Services, job: Job): Promise<JobProgress> {
  const end = await runJob(services, job);
  if (end.state === 'failed') throw new BallastError(end.code ?? 'failed', end.message);
  return end;
}
