import type { Ms } from '#core/time/ms';
import { LONGEST_WAIT } from './back-off';
import { NetError, type Policy } from './types';
import { orAborted } from './wait';

/** The way to one source: whoever wants something of it stands here until it may be asked. */
export interface Limiter {
  /** Resolves, in order of arrival, when the request may be sent. @throws NetError `limited` where that is too far away */
  enter(weight: number, signal: AbortSignal): Promise<void>;
  /** Nobody goes before `until`. */
  stop(until: Ms, why: string): void;
  /** What the source says was used of its weighted limit: the nearer to it, the slower. */
  used(count: number, weight: number): void;
}

export interface LimiterHooks {
  readonly now: () => Ms;
  readonly sleep: (ms: Ms, signal: AbortSignal) => Promise<void>;
  readonly skew: () => Ms;
  readonly onWait: (until: Ms, why: string) => void;
}

interface Sent {
  readonly at: Ms;
  readonly weight: number;
}

/** Shares of a weighted limit: from the first on we go evenly, the second is never passed. Others may share our address. */
const EVEN = 0.7;
const FULL = 0.95;
/** Shorter waits are not worth telling. */
const TOLD: Ms = 1_000;
const OWN_LIMIT = 'within its request limit';

/** No more than `limit.requests` in any stretch of `limit.per`: also in the source's windows, wherever they begin. */
export function createLimiter({ limit, used }: Policy, { now, sleep, skew, onWait }: LimiterHooks): Limiter {
  let sent: Sent[] = [];
  let stopped = { until: -Infinity, why: '' };
  let turn: Promise<unknown> = Promise.resolve();

  const hold = (until: Ms, why: string): void => {
    if (until > stopped.until) stopped = { until, why };
  };
  /** When a request may go, seen from `at`. */
  const free = (weight: number, at: Ms): Ms => {
    const counts = (one: Sent): boolean => Math.abs(one.at - at) < limit.per; // not one ahead of a clock that was set back
    if (!sent.every(counts)) sent = sent.filter(counts);
    let room = limit.requests;
    for (const one of sent) room -= one.weight;
    let next = at;
    for (const one of sent) {
      if (room >= weight) break;
      room += one.weight;
      next = one.at + limit.per;
    }
    return Math.max(next, stopped.until);
  };
  const pass = async (weight: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    let at = now();
    for (;;) {
      const next = free(weight, at);
      const wait = next - at;
      if (!(wait > 0)) break;
      const why = next === stopped.until ? stopped.why : OWN_LIMIT;
      if (wait > LONGEST_WAIT) throw new NetError('limited', `Waiting: ${why}.`, { retryAfter: wait });
      if (wait >= TOLD) onWait(next, why);
      await sleep(wait, signal);
      at = Math.max(now(), next); // a timer may come early
    }
    sent.push({ at, weight });
  };

  return {
    enter(asked, signal) {
      const weight = Math.min(asked, limit.requests);
      const passed = turn.then(() => pass(weight, signal));
      turn = passed.catch(() => undefined);
      return orAborted(passed, signal);
    },
    stop: hold,
    used(count, weight) {
      if (!used || !(count >= EVEN * used.most)) return;
      const at = now();
      const venue = at + (skew() || 0);
      const left = used.per - (venue % used.per);
      const requests = (FULL * used.most - count) / weight;
      hold(at + (requests < 1 ? left : left / requests), `near its limit, ${count} of ${used.most}`);
    },
  };
}
