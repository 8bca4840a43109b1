import { setTimeout as timer } from 'node:timers/promises';
import type { Ms } from '#core/time/ms';

/** Waits, or throws the reason of the signal. */
export async function sleep(ms: Ms, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await timer(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted(); // the timer's own error would hide the caller's reason
  }
}

/** What the promise brings, or the reason of the signal as soon as that says so. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
