import { lastWeekday, msToCivil, newYorkTime, nthWeekday, weekday } from '../time/calendar';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import type { CalendarName, TenorRule } from './types';

const [WEDNESDAY, FRIDAY] = [3, 5];
const CRYPTO_HOUR = 8 * MS_PER_HOUR;

/** Expiry of a month: the instant of settlement. */
const MONTHLY: Readonly<Record<CalendarName, (year: number, month: number) => Ms>> = {
  crypto: (year, month) => lastWeekday(year, month, FRIDAY) + CRYPTO_HOUR,
  equity: (year, month) => newYorkTime(nthWeekday(year, month, FRIDAY, 3), 16, 0),
  // 30 days before the third Friday of the month after: a Wednesday.
  vix: (year, month) => newYorkTime(nthWeekday(year, month + 1, FRIDAY, 3) - 30 * MS_PER_DAY, 9, 30),
};

const WEEKLY: Readonly<Record<CalendarName, (day: Ms) => Ms | undefined>> = {
  crypto: (day) => (weekday(day) === FRIDAY ? day + CRYPTO_HOUR : undefined),
  equity: (day) => (weekday(day) === FRIDAY ? newYorkTime(day, 16, 0) : undefined),
  vix: (day) => (weekday(day) === WEDNESDAY ? newYorkTime(day, 9, 30) : undefined),
};

/**
 * Expiries after one instant and up to another, ascending: those of the months, and between them those of the weeks. Holidays, which
 * move an expiry by a day, are not known.
 * @source Cboe VIX futures and options specifications; Deribit contract specification; OCC monthly expiries.
 */
export function expiriesOf(calendar: CalendarName, after: Ms, until: Ms, monthlyOnly: boolean): Float64Array {
  const found = new Set<Ms>();
  const start = msToCivil(after);
  for (let ahead = -1; ; ahead++) {
    const expiry = MONTHLY[calendar](start.year, start.month + ahead);
    if (expiry > until) break;
    if (expiry > after) found.add(expiry);
  }
  if (!monthlyOnly) {
    for (let day = Math.floor(after / MS_PER_DAY) * MS_PER_DAY; day <= until; day += MS_PER_DAY) {
      const expiry = WEEKLY[calendar](day);
      if (expiry !== undefined && expiry > after && expiry <= until) found.add(expiry);
    }
  }
  return Float64Array.from(found).sort();
}

/** The expiry nearest to the wanted days among those that the rule admits, the later of two equally near; undefined: none. */
export function expiryFor(listed: ArrayLike<Ms>, t: Ms, days: number, { least, most }: Pick<TenorRule, 'least' | 'most'>): Ms | undefined {
  let [best, distance] = [undefined as Ms | undefined, Infinity];
  for (let i = 0; i < listed.length; i++) {
    const tenor = (listed[i] - t) / MS_PER_DAY;
    if (tenor <= 0 || tenor < least || tenor > most || Math.abs(tenor - days) > distance) continue;
    [best, distance] = [listed[i], Math.abs(tenor - days)];
  }
  return best;
} // prettier-ignore
