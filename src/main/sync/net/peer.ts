import type { Ms } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import { createLimiter, type Limiter } from './limiter';
import { createSkewMeter } from './skew';
import type { Head } from './transport';
import type { NetNote, Policy } from './types';

/** One source as the net sees it: what it allows, what its clock says, whether it answers. */
export interface Peer {
  readonly policy: Policy;
  readonly limiter: Limiter;
  /** Its clock minus ours [ms]; NaN until it was measured. */
  skew(): Ms;
  /** A request of this weight was answered. */
  heard(head: Head, weight: number): void;
  /** A try has failed because the source, or the way to it, was not there. */
  unreachable(why: string): void;
  retry(attempt: number, why: string): void;
}

export interface PeerHooks {
  readonly now: () => Ms;
  readonly sleep: (ms: Ms, signal: AbortSignal) => Promise<void>;
  readonly onNote: ((note: NetNote) => void) | undefined;
}

export function createPeer(source: SourceId, policy: Policy, { now, sleep, onNote }: PeerHooks): Peer {
  const meter = createSkewMeter();
  let isAnswering = false;
  const tell = (note: NetNote): void => {
    isAnswering = note.kind === 'answered';
    onNote?.(note);
  };
  const limiter = createLimiter(policy, {
    now,
    sleep,
    skew: meter.value,
    onWait: (until, why) => tell({ kind: 'waiting', source, until, why }),
  });
  return {
    policy,
    limiter,
    skew: meter.value,
    heard({ headers, sent, answered }, weight) {
      if (!(Number(headers['age']) > 0)) meter.note(headers['date'], sent, answered); // else it is a cache's date
      const used = policy.used && headers[policy.used.header.toLowerCase()];
      if (used !== undefined) limiter.used(Number(used), weight);
      if (!isAnswering) tell({ kind: 'answered', source }); // a long run has thousands of answers
    },
    unreachable: (why) => tell({ kind: 'unreachable', source, why }),
    retry: (attempt, why) => tell({ kind: 'retry', source, attempt, why }),
  };
}
