import { setImmediate } from 'node:timers/promises';

/** Half of a frame. */
const SLICE_MS = 8;

/** Goes through a list that is as long as what is stored, and lets the thread do other things about every 8 ms. */
export async function* inSlices<T>(list: Iterable<T>, now: () => number = () => performance.now()): AsyncGenerator<T> {
  let end = now() + SLICE_MS;
  for (const one of list) {
    yield one;
    if (now() < end) continue;
    await setImmediate();
    end = now() + SLICE_MS;
  }
}
