import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { DateOrder, TimeUnit } from '../types';
import { zoneToUtc, type ToUtc } from './zone';

/** How the stamps of a file are to be read. */
export interface TimeRule {
  readonly unit: TimeUnit;
  readonly order: DateOrder;
  readonly toUtc: ToUtc;
}

export const timeRule = (unit: TimeUnit = 'auto', zone = 'UTC', order: DateOrder = 'mdy'): TimeRule => ({
  unit,
  order,
  toUtc: zoneToUtc(zone),
});

/** Stamps of 1973 to 5138 in one unit never reach the next one's: a file that changes its unit midway is read all the same. */
export function epochToMs(stamp: number, unit: TimeUnit): Ms {
  if (stamp === 0) return Number.NEGATIVE_INFINITY; // no stamp, and not New Year 1970: out of range
  const size = Math.abs(stamp);
  if (unit === 's' || (unit === 'auto' && size < 1e11)) return Math.round(stamp * 1e3);
  if (unit === 'ms' || (unit === 'auto' && size < 1e14)) return Math.floor(stamp);
  if (unit === 'us' || (unit === 'auto' && size < 1e17)) return Math.floor(stamp / 1e3);
  return Math.floor((stamp + 512) / 1e6); // a double holds such stamps to 512 ns only
}

export function epochUnit(stamp: number): 's' | 'ms' | 'us' | 'ns' {
  const size = Math.abs(stamp);
  return size < 1e11 ? 's' : size < 1e14 ? 'ms' : size < 1e17 ? 'us' : 'ns';
}

const DATE = /^(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap]m))?/i;
const HOUR = /^(\d{1,2})-([ap]m)$/i; // CryptoDataDownload's older files: 2020-07-01 11-AM
const OFFSET = /^(?:z|utc|gmt|([+-])(\d{2}):?(\d{2})?)$/i;

/**
 * A stamp written as text: ISO 8601 with or without a zone, `2024/01/31`, `01/31/2024`, `31.01.2024`, `2024-01`,
 * `20240131`, with a clock or without.
 * @returns NaN when the text is not a stamp.
 */
export function parseTimeText(raw: string, rule: TimeRule): Ms {
  const text = raw.trim();
  if (/^\d{8}$/.test(text)) return parseTimeText(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`, rule);
  const date = DATE.exec(text);
  if (!date) return Number.NaN;
  const day = parseDate(date, rule.order);
  let rest = text.slice(date[0].length).replace(/^(?:T|\s+)/, '');
  if (rest === '') return rule.toUtc(day);
  const hour = HOUR.exec(rest);
  if (hour) return rule.toUtc(day + hour12(Number(hour[1]), hour[2]!) * MS_PER_HOUR);
  let clock = 0;
  const time = CLOCK.exec(rest);
  if (time) {
    const [, h = '', m = '', s = '0', fraction = '', half] = time;
    const hours = half ? hour12(Number(h), half) : Number(h);
    if (!(hours <= 24) || Number(m) > 59 || Number(s) > 60) return Number.NaN;
    clock = hours * MS_PER_HOUR + Number(m) * MS_PER_MINUTE + Number(s) * 1e3 + Number(`${fraction}000`.slice(0, 3));
    rest = rest.slice(time[0].length).trim();
  }
  if (rest === '') return rule.toUtc(day + clock);
  const offset = OFFSET.exec(rest);
  if (!offset) return Number.NaN;
  const shift = offset[1] ? Number(offset[2]) * MS_PER_HOUR + Number(offset[3] ?? 0) * MS_PER_MINUTE : 0;
  return day + clock - (offset[1] === '-' ? -shift : shift);
}

function parseDate([, first = '', sign, second = '', third]: RegExpExecArray, order: DateOrder): Ms {
  if (first.length === 4) return utcDay(Number(first), Number(second), third === undefined ? 1 : Number(third));
  if (third === undefined) return Number.NaN;
  const dayFirst = sign === '.' || order === 'dmy' || Number(first) > 12;
  const year = third.length <= 2 ? 2000 + Number(third) : Number(third);
  return dayFirst ? utcDay(year, Number(second), Number(first)) : utcDay(year, Number(first), Number(second));
}

/** NaN for a day that the calendar lacks. */
export function utcDay(year: number, month: number, day: number): Ms {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1000)) return Number.NaN;
  const t = Date.UTC(year, month - 1, day);
  return day <= 28 || (t / MS_PER_DAY && new Date(t).getUTCDate() === day) ? t : Number.NaN;
}

const hour12 = (hour: number, half: string): number =>
  hour >= 1 && hour <= 12 ? (hour % 12) + (/p/i.test(half) ? 12 : 0) : Number.NaN;

const digits = (buffer: Uint8Array, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const d = buffer[i]! ^ 48;
    if (d > 9) return -1;
    value = value * 10 + d;
  }
  return value;
};

/** `parseTimeText` on bytes; the common forms `2024-01-31` and `2024-01-31[ T]12:34[:56[.789…]][Z]` make no string. */
export function parseTimeBytes(buffer: Buffer, from: number, to: number, rule: TimeRule): Ms {
  while (from < to && buffer[from]! <= 32) from++;
  while (to > from && buffer[to - 1]! <= 32) to--;
  const slow = (): Ms => parseTimeText(buffer.toString('latin1', from, to), rule);
  if (to - from < 10 || buffer[from + 4] !== 45 || buffer[from + 7] !== 45) return slow();
  const year = digits(buffer, from, 4), month = digits(buffer, from + 5, 2), date = digits(buffer, from + 8, 2); // prettier-ignore
  if (year < 1000 || month < 1 || date < 1) return slow();
  const day = utcDay(year, month, date);
  if (to - from === 10) return rule.toUtc(day);
  const utc = buffer[to - 1] === 90; // Z
  const end = utc ? to - 1 : to;
  const sign = buffer[from + 10];
  if ((sign !== 84 && sign !== 32) || end - from < 16 || buffer[from + 13] !== 58) return slow();
  const hours = digits(buffer, from + 11, 2), minutes = digits(buffer, from + 14, 2); // prettier-ignore
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return slow();
  let t = day + hours * MS_PER_HOUR + minutes * MS_PER_MINUTE;
  if (end - from > 16) {
    const seconds = buffer[from + 16] === 58 && end - from >= 19 ? digits(buffer, from + 17, 2) : -1;
    if (seconds < 0 || seconds > 60) return slow();
    t += seconds * 1e3;
    if (end - from > 19) {
      const count = Math.min(3, end - from - 20);
      const fraction = buffer[from + 19] === 46 && count > 0 ? digits(buffer, from + 20, end - from - 20) : -1;
      if (fraction < 0) return slow();
      t += digits(buffer, from + 20, count) * 10 ** (3 - count);
    }
  }
  return utc ? t : rule.toUtc(t);
}
