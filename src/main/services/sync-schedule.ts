/** Timers of a test or of the system. */
export interface Timers {
  readonly set: (work: () => void, ms: number) => unknown;
  readonly clear: (timer: unknown) => void;
}

export interface ScheduleOptions {
  readonly now: () => number;
  readonly timers?: Timers;
  /** Minutes between runs; null = none. */
  readonly every: () => number | null;
  readonly lastRun: () => number | null;
  /** Starts a run, unless one is going on or there is nothing to do. */
  readonly start: () => void;
  readonly onNext: (next: number | null) => void;
}

export interface Schedule {
  /** From here on runs start by themselves; again after the settings have changed or a run has ended. */
  arm(): void;
  dispose(): void;
}

/** No longer than this without a look at the clock: a computer that sleeps stops timers, not the time. */
const LOOK_MS = 30_000;
/** The start of the program is not the time for it. */
const AFTER_START_MS = 15_000;

const SYSTEM: Timers = {
  set: (work, ms) => setTimeout(work, ms).unref(),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** Runs every so many minutes while the program is open. What was missed (it slept, it was closed) is caught up once. */
export function createSchedule({ now, timers = SYSTEM, every, lastRun, start, onNext }: ScheduleOptions): Schedule {
  let timer: unknown;
  let armedAt: number | undefined;
  let started: number | undefined;

  const dueAt = (): number | null => {
    const minutes = every();
    if (minutes === null || armedAt === undefined) return null;
    armedAt = Math.min(armedAt, now());
    const runs = [lastRun() ?? -Infinity, started ?? -Infinity];
    const last = Math.max(...runs.filter((at) => at <= now())); // one later than now: the clock was wrong then
    return Math.max(last + minutes * 60_000, armedAt + AFTER_START_MS);
  };
  const look = (): void => {
    const due = dueAt();
    if (due !== null && now() >= due) {
      started = now();
      start();
    }
    wait();
  };
  const wait = (): void => {
    timers.clear(timer);
    const due = dueAt();
    onNext(due);
    if (due !== null) timer = timers.set(look, Math.min(LOOK_MS, Math.max(0, due - now())));
  };
  return {
    arm: () => {
      armedAt ??= now();
      wait();
    },
    dispose: () => timers.clear(timer),
  };
}
