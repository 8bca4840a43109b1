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
