import { MS_PER_DAY, type Ms } from '#core/time/ms';

/** A stretch of time on the scrubber. */
export interface Span {
  readonly from: Ms;
  readonly to: Ms;
}

/** Where the clock stands in a span that is set anew: what lies before it is what is known. */
const CLOCK_SHARE = 0.62;
const USUAL: Ms = 120 * MS_PER_DAY;
const LEAST: Ms = MS_PER_DAY / 4;
/** Room beyond the data at either end. */
const MARGIN = 0.02;
/** A clock nearer to an edge than this, as a share of the span, is brought back into it. */
const EDGE = 0.03;

export const widthOf = ({ from, to }: Span): Ms => to - from;
export const xOf = ({ from, to }: Span, t: Ms, width: number): number => ((t - from) / (to - from)) * width;
export const tOf = ({ from, to }: Span, x: number, width: number): Ms => from + (x / width) * (to - from);

/** All that is stored, with a little room. */
export function whole({ from, to }: Span): Span {
  const room = Math.max(LEAST, to - from) * MARGIN;
  return { from: from - room, to: to + room };
}

/** Kept inside of what is stored, no narrower than some hours. */
export function clamped({ from, to }: Span, stored: Span): Span {
  const limits = whole(stored);
  const width = Math.min(Math.max(to - from, LEAST), widthOf(limits));
  const start = Math.min(Math.max(from, limits.from), limits.to - width);
  return { from: start, to: start + width };
}

/** A few months about the clock, or all there is when that is less. */
export const around = (t: Ms, stored: Span, width: Ms = USUAL): Span =>
  clamped({ from: t - width * CLOCK_SHARE, to: t + width * (1 - CLOCK_SHARE) }, stored);

/** The span that shows the clock: the same one while it does. */
export function following(span: Span, t: Ms, stored: Span): Span {
  const edge = widthOf(span) * EDGE;
  const isSeen = t >= span.from + edge && t <= span.to - edge;
  return isSeen ? span : around(t, stored, widthOf(span));
}

/** @param factor below 1 shows less */
export function zoomed(span: Span, at: Ms, factor: number, stored: Span): Span {
  const width = Math.min(Math.max(widthOf(span) * factor, LEAST), widthOf(whole(stored)));
  const share = (at - span.from) / widthOf(span);
  return clamped({ from: at - share * width, to: at + (1 - share) * width }, stored);
}

export const shifted = ({ from, to }: Span, by: Ms, stored: Span): Span =>
  clamped({ from: from + by, to: to + by }, stored);
