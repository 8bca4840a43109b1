import { setMaxListeners } from 'node:events';
import type { Job, JobKind, JobProgress } from '#shared/jobs';
import { codeOf, messageOf } from '../errors';

export interface JobContext {
  readonly jobId?: string;
  readonly signal: AbortSignal;
  /** Says how far the work has come; listeners hear of it at most about ten times a second. */
  readonly report: (progress: Partial<Pick<JobProgress, 'done' | 'total' | 'unit' | 'message' | 'files'>>) => void;
}

export type JobRunner<K extends JobKind> = (
  job: Extract<Job, { kind: K }>,
  context: JobContext,
) => Promise<string | undefined>;
export type JobRunners = { readonly [K in JobKind]: JobRunner<K> };

export interface Jobs {
  start(job: Job): { readonly id: string };
  /** Resolves when the job has ended, whatever way it ended. */
  finished(id: string): Promise<JobProgress>;
  cancel(id: string): void;
  list(): readonly JobProgress[];
  onChange(listener: (progress: JobProgress) => void): () => void;
  /** Cancels what runs and waits until it has stopped. */
  dispose(): Promise<void>;
}

const LABELS: Readonly<Record<JobKind, string>> = {
  sample: 'Sample market',
  import: 'Import',
  detect: 'Cascade detection',
  study: 'Event study',
  lookahead: 'Lookahead test',
  timeShift: 'Time-shift',
  simulate: 'Hedge simulation',
  robustness: 'Roll days',
  size: 'Sizing',
  scenario: 'Scenario',
  planBundle: 'Plan bundle',
  openBundle: 'Open a bundle',
  verify: 'Integrity check',
  backup: 'Backup',
  restore: 'Restore',
  move: 'Move database',
  compact: 'Compact',
  export: 'Export',
  sync: 'Market sync',
};
/** Fetching waits for hosts more than for this computer: it does not hold up other work, nor other work it. */
const LANES = ['work', 'sync'] as const;
type Lane = (typeof LANES)[number];
const laneOf = (kind: JobKind): Lane => (kind === 'sync' ? 'sync' : 'work');
/** Needs the file to itself: what is being fetched is stopped, and goes on with its next run. */
const ALONE: ReadonlySet<JobKind> = new Set(['restore', 'move', 'compact']);
const MIN_REPORT_MS = 100;
const KEPT = 50;

interface Entry {
  progress: JobProgress;
  readonly abort: AbortController;
  readonly ended: Promise<JobProgress>;
}

/**
 * Long work, one job after another: they share one writer, so that running two at once would only make both slower. Market
 * sync has a lane of its own beside them; the writer takes what both bring one by one.
 * @param runners what each kind of job does; a returned text becomes its closing message.
 */
export function createJobs(runners: JobRunners, now: () => number): Jobs {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(progress: JobProgress) => void>();
  const tails: Record<Lane, Promise<unknown>> = { work: Promise.resolve(), sync: Promise.resolve() };
  let nextId = 1;

  const publish = (id: string, change: Partial<JobProgress>): JobProgress => {
    const entry = entries.get(id)!;
    entry.progress = { ...entry.progress, ...change };
    for (const listener of listeners) listener(entry.progress);
    return entry.progress;
  };

  const execute = async (id: string, job: Job, signal: AbortSignal): Promise<JobProgress> => {
    if (signal.aborted) return publish(id, { state: 'cancelled', message: 'Cancelled before it began.' });
    publish(id, { state: 'running' });
    let last = 0;
    let pending: Partial<JobProgress> = {};
    try {
      const run = runners[job.kind] as JobRunner<JobKind>;
      const message = await run(job as never, {
        jobId: id,
        signal,
        report: (progress) => {
          pending = { ...pending, ...progress };
          if (now() - last < MIN_REPORT_MS) return;
          last = now();
          publish(id, pending);
          pending = {};
        },
      });
      return publish(id, { ...pending, state: 'done', message: message ?? '' });
    } catch (cause) {
      const stopped = signal.aborted || codeOf(cause) === 'cancelled';
      const message = messageOf(cause);
      if (stopped) return publish(id, { ...pending, state: 'cancelled', message });
      return publish(id, { ...pending, state: 'failed', message, code: codeOf(cause) });
    }
  };

  /** Syncs that stand before a job. */
  const stopSyncs = (before: string): void => {
    for (const [id, { progress, abort }] of entries) {
      if (id === before) return;
      if (progress.kind === 'sync') abort.abort();
    }
  };

  const forgetOldest = (): void => {
    for (const [id, { progress }] of entries) {
      if (entries.size <= KEPT) return;
      if (progress.state !== 'running' && progress.state !== 'queued') entries.delete(id);
    }
  };

  return {
    start: (job) => {
      const id = `job-${nextId++}`;
      const abort = new AbortController();
      setMaxListeners(0, abort.signal); // a job may have a task running for every instrument
      const progress: JobProgress = {
        id,
        kind: job.kind,
        label: LABELS[job.kind],
        state: 'queued',
        done: 0,
        total: 0,
        unit: '',
        message: '',
        startedAt: now(),
      };
      const lanes = ALONE.has(job.kind) ? LANES : [laneOf(job.kind)];
      const before = lanes.map((lane) => tails[lane]);
      const turn = tails[laneOf(job.kind)].then(() => {
        if (ALONE.has(job.kind) && !abort.signal.aborted) stopSyncs(id);
        return Promise.all(before);
      });
      const ended = turn.then(() => execute(id, job, abort.signal));
      for (const lane of lanes) tails[lane] = ended;
      entries.set(id, { progress, abort, ended });
      forgetOldest();
      publish(id, {});
      return { id };
    },
    finished: (id) => entries.get(id)!.ended,
    cancel: (id) => entries.get(id)?.abort.abort(),
    list: () => [...entries.values()].map((entry) => entry.progress),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      for (const entry of entries.values()) entry.abort.abort();
      await Promise.all(Object.values(tails));
    },
  };
}
