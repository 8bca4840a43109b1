import type { SourceId } from '#shared/sync';

/** Each host has its own limits, so that sources do not wait for one another; several of one hide each other's way there. */
const PER_SOURCE = 4;
const AT_ONCE = 12;

/** Runs all items, several at once, in their order per source. `work` does not throw. */
export async function runQueue<T extends { readonly source: SourceId }>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = new Set(items.keys());
  const running = new Map<SourceId, number>();
  let busy = 0;
  const next = (): number | undefined =>
    busy >= AT_ONCE ? undefined : [...waiting].find((k) => (running.get(items[k]!.source) ?? 0) < PER_SOURCE);
  await new Promise<void>((resolve, reject) => {
    const start = (): void => {
      for (let k = next(); k !== undefined; k = next()) {
        const { source } = items[k]!;
        waiting.delete(k);
        busy++;
        running.set(source, (running.get(source) ?? 0) + 1);
        work(items[k]!, k).then(() => {
          busy--;
          running.set(source, running.get(source)! - 1);
          start();
        }, reject);
      }
      if (waiting.size + busy === 0) resolve();
    };
    start();
  });
}
