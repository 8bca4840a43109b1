import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import { NetError, type NetProblem } from '../net/types';

export interface Patience {
  readonly signal: AbortSignal;
  readonly sleep: (ms: Ms, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** A page did not come and is asked for again after this wait. */
  readonly onWait: (problem: NetProblem, ms: Ms, why: string) => void;
}

/** On top of the net's own tries of each request. Being cut off, or asked to wait, is no failure: it ends by itself. */
const TRIES: Partial<Record<NetProblem, number>> = {
  offline: Infinity,
  timeout: 30,
  limited: 30,
  server: 8,
  broken: 8,
};
const FIRST: Ms = 2 * MS_PER_SECOND;
const MOST: Partial<Record<NetProblem, Ms>> = { offline: 15 * MS_PER_SECOND };

/**
 * Asks until there is an answer. Tries of one problem do not count against another.
 * @throws what no further try would mend, the last of too many failures, or the reason of `signal`
 */
export async function patiently<T>(ask: () => Promise<T>, { signal, sleep, random, onWait }: Patience): Promise<T> {
  const failed = new Map<NetProblem, number>();
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (cause) {
      signal.throwIfAborted();
      if (!(cause instanceof NetError)) throw cause;
      const { problem, retryAfter, message } = cause;
      const tries = (failed.get(problem) ?? 0) + 1;
      failed.set(problem, tries);
      if (tries >= (TRIES[problem] ?? 1)) throw cause;
      const most = MOST[problem] ?? 2 * MS_PER_MINUTE;
      const wait = Math.max(retryAfter ?? 0, Math.min(most, FIRST * 2 ** (tries - 1)) * (0.5 + random() / 2));
      onWait(problem, wait, message);
      await sleep(wait, signal);
    }
  }
}
