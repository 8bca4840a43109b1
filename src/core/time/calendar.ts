import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from './ms';

interface CivilDate {
  readonly year: number;
  /** 1 … 12. */
  readonly month: number;
  /** 1 … 31. */
  readonly day: number;
}

/**
 * Instant of 00:00 UTC of a date of the proleptic Gregorian calendar. Months beyond 1 … 12 carry into the year.
 * @source H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export function civilToMs(year: number, month: number, day: number): Ms {
  const carried = year + Math.floor((month - 1) / 12);
  const m = ((((month - 1) % 12) + 12) % 12) + 1;
  const y = m <= 2 ? carried - 1 : carried;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * MS_PER_DAY;
}

/** The UTC date of an instant; civil_from_days of the same source. */
export function msToCivil(t: Ms): CivilDate {
  const z = Math.floor(t / MS_PER_DAY) + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 0 Sunday … 6 Saturday, UTC. */
export function weekday(t: Ms): number {
  return (((Math.floor(t / MS_PER_DAY) + 4) % 7) + 7) % 7;
}

/** 00:00 UTC of the nth (from 1) given weekday of a month. */
export function nthWeekday(year: number, month: number, day: number, n: number): Ms {
  const first = civilToMs(year, month, 1);
  return first + ((((day - weekday(first)) % 7) + 7) % 7) * MS_PER_DAY + (n - 1) * 7 * MS_PER_DAY;
}

/** 00:00 UTC of the last given weekday of a month. */
export function lastWeekday(year: number, month: number, day: number): Ms {
  const last = civilToMs(year, month + 1, 1) - MS_PER_DAY;
  return last - ((((weekday(last) - day) % 7) + 7) % 7) * MS_PER_DAY;
}

/**
 * Instant of a wall-clock time in New York: UTC−4 from the second Sunday of March to the first Sunday of November, else UTC−5
 * (the rule since 2007; the hour of the switch itself is not told apart).
 * @param dayStart 00:00 UTC of the date.
 */
export function newYorkTime(dayStart: Ms, hour: number, minute: number): Ms {
  const { year } = msToCivil(dayStart);
  const summer = dayStart >= nthWeekday(year, 3, 0, 2) && dayStart < nthWeekday(year, 11, 0, 1);
  return dayStart + (hour + (summer ? 4 : 5)) * MS_PER_HOUR + minute * MS_PER_MINUTE;
}
