import type { Ms } from '#core/time/ms';
import type { Entity } from '#shared/value';
import { formatTimeZoned } from '../../../lib/format';

/**
 * What "now" is for an entity: the clock, live the instant of reading. A made-up market ends with its data, and so does the time of what is
 * traded there: by the calendar all its statements would be overdue.
 * @param priceAt when its price is of; NaN without one
 */
export function instantOf(asOf: Ms | null, { synthetic, newest }: Entity, readAt: Ms, priceAt: Ms): Ms {
  if (asOf !== null || !synthetic) return asOf ?? readAt;
  const ends = [newest, priceAt].filter(Number.isFinite);
  return ends.length === 0 ? readAt : Math.max(...ends);
}

/** Of when a figure is, for a sentence that stands alone. */
export const whenWords = ({ synthetic }: Pick<Entity, 'synthetic'>, at: Ms): string =>
  `as known at ${formatTimeZoned(at, 'utc')}${synthetic ? ' in the synthetic sample market' : ''}`;
