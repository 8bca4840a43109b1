import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that is bound to happen; a failure says what did not. */
export async function until(isTrue: () => boolean, what: string, patience = 20_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`did not come to pass: ${what}`);
    await sleep(5);
  }
}
