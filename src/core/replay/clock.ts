import type { Ms } from '../time/ms';

/** Bars are aligned to the epoch, UTC: their closes are the multiples of their length, whatever a zone does with its hours. */
export const closeAfter = (t: Ms, step: Ms): Ms => (Math.floor(t / step) + 1) * step;
export const closeBefore = (t: Ms, step: Ms): Ms => (Math.ceil(t / step) - 1) * step;
export const closeNear = (t: Ms, step: Ms): Ms => Math.round(t / step) * step;

/** A frame that comes this much of a bar too early still shows it: screens do not keep time exactly. */
const EARLY = 0.05;
/** Above this many bars a second some are not shown: a screen has no more frames. */
export const SHOWN_RATE = 60;

export interface Due {
  /** To be shown by this frame: the last of them is what is seen. */
  readonly bars: number;
  /** Share of a bar that is left over, for the next frame. */
  readonly rest: number;
}

/**
 * How many bars have become due at a frame. Up to {@link SHOWN_RATE} at most one, so that none is skipped: what a slow frame
 * is behind is let go.
 * @param rest    what the frame before has left over.
 * @param elapsed since then [ms].
 * @param rate    bars a second, > 0.
 */
export function barsDue(rest: number, elapsed: Ms, rate: number): Due {
  const owed = rest + (elapsed * rate) / 1_000;
  const whole = Math.floor(owed + EARLY);
  const most = rate > SHOWN_RATE ? Infinity : 1;
  return whole <= most ? { bars: whole, rest: owed - whole } : { bars: most, rest: 0 };
}
