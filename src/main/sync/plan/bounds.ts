import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { Offer } from '../source';

/** A bar counts as closed this long after its end: a venue may still put its last trades into it. */
export const CLOSING: Ms = 2_000;
/** A document is asked for again after this long, or after its interval where that is shorter. */
const CADENCE: Ms = 12 * MS_PER_HOUR;
/** The first day on which bitcoin changed hands on an exchange: nothing finer than a day is older. */
const FIRST_TRADES = Date.UTC(2010, 6, 17);

/** Stamps of this interval are its multiples; weeks begin on none of theirs. */
const isOnGrid = (interval: Ms): boolean => interval > 0 && MS_PER_DAY % interval === 0;

/** The first stamp of the interval at or after an instant. */
export const toGrid = (t: Ms, interval: Ms): Ms => (isOnGrid(interval) ? Math.ceil(t / interval) * interval : t);

/** Where the rows of an instrument begin: with the bar that it was listed in. */
export const listingStart = (listed: Ms, interval: Ms): Ms =>
  isOnGrid(interval) ? Math.floor(listed / interval) * interval : listed;

/** Where a request has to end so that it asks for no row that is still forming. @param now the source's clock */
export const closedEnd = (now: Ms, interval: Ms): Ms => toGrid(Math.floor(now) - CLOSING - interval + 1, interval);

/** The first stamp that the source still answers for; −Infinity when it has all. */
export const reachStart = ({ reach }: Pick<Offer, 'reach'>, interval: Ms, now: Ms): Ms =>
  reach === Infinity ? -Infinity : toGrid(Math.floor(now) - reach, interval);

/** Where history begins when nobody says: at its listing, at the source's reach, or where there can be none before. */
export function historyStart(offer: Pick<Offer, 'reach'>, interval: Ms, listed: Ms | null, now: Ms): Ms {
  const earliest = interval > 0 && interval < MS_PER_DAY ? FIRST_TRADES : 0;
  return Math.max(listingStart(listed ?? earliest, interval), reachStart(offer, interval, now));
}

/** How old a whole document may be. */
export const cadenceOf = (interval: Ms): Ms => (interval > 0 ? Math.min(interval, CADENCE) : CADENCE);
