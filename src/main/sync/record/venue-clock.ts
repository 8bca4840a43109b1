import type { Ms } from '#core/time/ms';

/** The venue's clock, as its messages tell it. */
export interface VenueClock {
  /** A message that was sent at `sent` by the venue's clock was received at `received` by ours. */
  note(sent: Ms, received: Ms): void;
  /**
   * Venue's clock minus ours [ms], as if its fastest message of late had taken no time: less than the truth by the least
   * time a message takes. NaN until one came.
   */
  skew(): Ms;
  /** Nothing that was noted holds any more. */
  reset(): void;
}

const REMEMBERED = 256;

export function createVenueClock(): VenueClock {
  const lags = new Float64Array(REMEMBERED);
  let noted = 0;
  return {
    note(sent, received) {
      if (Number.isFinite(sent)) lags[noted++ % REMEMBERED] = received - sent;
    },
    skew() {
      if (noted === 0) return Number.NaN;
      let least = Infinity;
      for (let i = 0; i < Math.min(noted, REMEMBERED); i++) least = Math.min(least, lags[i]!);
      return -least;
    },
    reset() {
      noted = 0;
    },
  };
}
