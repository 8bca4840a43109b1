let pending = 0;
const listeners = new Set<() => void>();

function step(by: 1 | -1): void {
  pending += by;
  for (const listener of listeners) listener();
}

/** Counts something that the page waits for, until it settles. */
export function track<T>(promise: Promise<T>): Promise<T> {
  step(1);
  return promise.finally(() => step(-1));
}

/** Calls and parts of the page that are still on their way. */
export const pendingCount = (): number => pending;

/** Hears of each that begins or settles. @returns a function that stops */
export function onPending(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
