let pending = 0;
const listeners = new Set<() => void>();

function step(by: 1 | -1): void {
  pending += by;
  for (const listener of listeners) listener();
}

const byName = new Map<string, number>();
function count(name: string, by: 1 | -1): void {
  byName.set(name, (byName.get(name) ?? 0) + by);
}

/** Counts something that the page waits for, until it settles. @param name that {@link pendingAmong} asks for */
export function track<T>(promise: Promise<T>, name = ''): Promise<T> {
  count(name, 1);
  step(1);
  return promise.finally(() => {
    count(name, -1);
    step(-1);
  });
}

/** Of these names, those that are still on their way. */
export const pendingAmong = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (byName.get(name) ?? 0), 0);

/** Calls and parts of the page that are still on their way. */
export const pendingCount = (): number => pending;

/** Hears of each that begins or settles. @returns a function that stops */
export function onPending(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
