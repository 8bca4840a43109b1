let pending = 0;

/** Counts something that the page waits for, until it settles. */
export function track<T>(promise: Promise<T>): Promise<T> {
  pending++;
  return promise.finally(() => {
    pending--;
  });
}

/** Calls and parts of the page that are still on their way. */
export const pendingCount = (): number => pending;
