import { MS_PER_SECOND, type Ms } from '#core/time/ms';

const STEP = MS_PER_SECOND;

/**
 * Tells whether the wall clock was set, or the machine slept, since the last call: what was measured by the clock before
 * does not go with what is measured after.
 * @param monotonic a clock that is never set
 */
export function createStepWatch(now: () => Ms, monotonic: () => Ms): () => boolean {
  let ahead = now() - monotonic();
  return () => {
    const before = ahead;
    ahead = now() - monotonic();
    return Math.abs(ahead - before) > STEP;
  };
}
