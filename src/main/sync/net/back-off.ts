import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';

/** Tries of one request before it has failed for now. */
export const TRIES = 8;
/** A wait longer than this is the caller's to make: it has other things to do meanwhile. */
export const LONGEST_WAIT: Ms = 5 * MS_PER_MINUTE;

const FIRST: Ms = MS_PER_SECOND / 2;
const MOST: Ms = MS_PER_MINUTE;
const BANNED: Ms = 2 * MS_PER_MINUTE;

/**
 * Exponential with full jitter, so that many that failed together do not come back together.
 * @param attempt Which try has failed, from 1.
 * @param uniform On [0, 1).
 */
export const backOff = (attempt: number, uniform: number): Ms => uniform * Math.min(MOST, FIRST * 2 ** attempt);

/** How long to leave a host alone that asked for it but did not say how long. 418: it has lost patience already. */
export const leaveAlone = (attempt: number, status: number | undefined, uniform: number): Ms =>
  (status === 418 ? BANNED : Math.min(MOST, MS_PER_SECOND * 2 ** attempt)) * (0.5 + uniform / 2);

/** `Retry-After` as seconds or as a date [ms from `now`, which is best the source's own]; undefined when it is neither. */
export function retryAfterOf(header: string | undefined, now: Ms): Ms | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * MS_PER_SECOND;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
