import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { JobInput, JobKind, JobProgress } from '#shared/jobs';
import { tryCall } from '../lib/call';

export interface JobsState {
  /** Newest last. */
  readonly list: readonly JobProgress[];
  /** Queued or running, in the order they were started. */
  readonly running: readonly JobProgress[];
  readonly apply: (job: JobProgress) => void;
  readonly replace: (list: readonly JobProgress[]) => void;
}

const KEPT = 50;
export const isActive = (job: JobProgress): boolean => job.state === 'queued' || job.state === 'running';
/** Share done, NaN while the total is unknown. */
export const shareOf = (job: JobProgress): number =>
  job.total > 0 ? Math.min(1, Math.max(0, job.done / job.total)) : Number.NaN;

const derive = (list: readonly JobProgress[]): Pick<JobsState, 'list' | 'running'> => ({
  list: list.slice(-KEPT),
  running: list.filter(isActive),
});

export const createJobs = () =>
  createStore<JobsState>()((set) => ({
    list: [],
    running: [],
    apply: (job) =>
      set((s) => {
        const at = s.list.findIndex((one) => one.id === job.id);
        return derive(at < 0 ? [...s.list, job] : s.list.with(at, job));
      }),
    replace: (list) => set(derive(list)),
  }));

export const jobs = createJobs();
export const useJobs = <T>(select: (state: JobsState) => T): T => useStore(jobs, select);

export const selectRunning = (s: JobsState): readonly JobProgress[] => s.running;
/** Latest job of a kind, running or not. */
export const selectLatest =
  (kind: JobKind) =>
  (s: JobsState): JobProgress | undefined =>
    s.list.findLast((job) => job.kind === kind);
export const selectJob =
  (id: string | null) =>
  (s: JobsState): JobProgress | undefined =>
    id === null ? undefined : s.list.find((job) => job.id === id);

/** @returns the id, or undefined when it was refused (a notice says why). */
export async function startJob(job: JobInput): Promise<string | undefined> {
  return (await tryCall('jobs:start', job))?.id;
}
export const cancelJob = (id: string): Promise<void | undefined> => tryCall('jobs:cancel', { id });
