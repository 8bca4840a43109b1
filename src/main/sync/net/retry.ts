import type { Ms } from '#core/time/ms';
import { backOff, LONGEST_WAIT, TRIES } from './back-off';
import { NetError, type NetProblem } from './types';

const MENDED_BY_TIME: ReadonlySet<NetProblem> = new Set(['offline', 'timeout', 'limited', 'server', 'broken']);

export interface RetryHooks {
  readonly signal: AbortSignal;
  readonly sleep: (ms: Ms, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** A try has failed and another follows. True when the way there waits by itself. */
  readonly onRetry: (attempt: number, error: NetError) => boolean;
}

/**
 * Tries until it works, the failure is one that time does not mend, or `TRIES` were in vain.
 * @param work Calls `gained` when it got further than the tries before it, which then do not count.
 */
export async function withRetries<T>(
  work: (gained: () => void) => Promise<T>,
  { signal, sleep, random, onRetry }: RetryHooks,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(() => (attempt = 1));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NetError) || !MENDED_BY_TIME.has(error.problem)) throw error;
      if (attempt >= TRIES || (error.retryAfter ?? 0) > LONGEST_WAIT) throw error;
      if (!onRetry(attempt, error)) await sleep(backOff(attempt, random()), signal);
    }
  }
}
