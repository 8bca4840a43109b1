/** Gathers names and works them off together, now and then. */
export interface Gather {
  note(names: readonly string[]): void;
  /** Stops what is being worked off and settles when it has; all of it waits until what it gives back is called. */
  pause(): Promise<() => void>;
  dispose(): Promise<void>;
}

/** Work that takes long is done more seldom still: at most this share of the time. */
const SHARE = 0.05;

/**
 * @param every what lies between two rounds at least [ms]
 * @param work names of a round that has failed or was stopped come with the next one
 */
export function createGather(
  every: number,
  work: (names: readonly string[], signal: AbortSignal) => Promise<unknown> | void,
): Gather {
  let names = new Set<string>();
  let pauses = 0;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let abort = new AbortController();
  let notBefore = 0;

  const round = async (): Promise<void> => {
    const begun = performance.now();
    const taken = [...names];
    names = new Set();
    abort = new AbortController();
    try {
      await work(taken, abort.signal);
    } catch {
      for (const name of taken) names.add(name);
    }
    const ended = performance.now();
    notBefore = ended + Math.max(every, (ended - begun) / SHARE);
  };
  const arm = (): void => {
    if (isOver || pauses > 0 || running || timer !== undefined || names.size === 0) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        if (performance.now() < notBefore) return arm(); // a timer may go off a millisecond early
        running = round().finally(() => {
          running = undefined;
          arm();
        });
      },
      Math.max(0, Math.ceil(notBefore - performance.now())),
    ).unref();
  };
  const halt = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    abort.abort();
    await running;
  };
  return {
    note: (more) => {
      for (const name of more) names.add(name);
      arm();
    },
    pause: async () => {
      pauses++;
      await halt();
      return () => {
        pauses--;
        arm();
      };
    },
    dispose: async () => {
      isOver = true;
      await halt();
    },
  };
}
