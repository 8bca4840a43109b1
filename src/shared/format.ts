import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';

export type Zone = 'utc' | 'local';

export const MINUS = '\u2212';
/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

export interface NumberStyle {
  readonly decimals?: number;
  /** Print + on positive values: changes, effects and P&L only. Zero has no sign. */
  readonly sign?: boolean;
  /** Said in place of NaN: the reason why there is no value. */
  readonly missing?: string;
}

const formats = new Map<number, Intl.NumberFormat>();
function fixed(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format;
}

/** `1234567.8` → `1,234,567.8`. A value that rounds to zero carries no sign. */
export function formatNumber(value: number, style: NumberStyle = {}): string {
  const { decimals = 0, sign = false, missing = 'unknown' } = style;
  if (!Number.isFinite(value)) return missing;
  const digits = fixed(decimals).format(Math.abs(value));
  const isZero = !/[1-9]/.test(digits);
  if (isZero || (value > 0 && !sign)) return digits;
  return (value < 0 ? MINUS : '+') + digits;
}

function withUnit(value: number, unit: string, style: NumberStyle): string {
  return Number.isFinite(value) ? formatNumber(value, style) + NBSP + unit : formatNumber(value, style);
}

/** Fraction to percent: `0.0714` → `7.1 %`. */
export function formatPercent(fraction: number, style: NumberStyle = {}): string {
  return withUnit(fraction * 100, '%', { decimals: 1, ...style });
}
/** Funding per interval as a fraction: `-0.000213` → `−0.0213 %`. */
export function formatFunding(fraction: number, style: NumberStyle = {}): string {
  return formatPercent(fraction, { decimals: 4, sign: true, ...style });
}
export function formatBp(bp: number, style: NumberStyle = {}): string {
  return withUnit(bp, 'bp', { decimals: 0, ...style });
}

/** USD in millions: `2_310_400_000` → `2,310.4 M`. `full` writes the whole figure. */
export function formatUsdM(
  usd: number,
  style: NumberStyle & { readonly unit?: boolean; readonly full?: boolean } = {},
): string {
  const { unit = false, full = false, ...rest } = style;
  if (full) return withUnit(usd, 'USD', { decimals: 0, ...rest });
  return withUnit(usd / 1e6, unit ? `M${NBSP}USD` : 'M', { decimals: 1, ...rest });
}

/** Decimals that show one price step: `0.1` → 1. Unknown steps go by the size of the price. */
export function priceDecimals(tick: number, price: number): number {
  if (tick > 0) return Math.min(8, Math.max(0, Math.ceil(-Math.log10(tick) - 1e-9)));
  const size = Math.abs(price);
  if (!(size > 0)) return 2;
  if (size >= 1_000) return 1;
  if (size >= 10) return 2;
  return size >= 1 ? 3 : Math.min(8, 3 - Math.floor(Math.log10(size)));
}
/** An estimated price carries no more than five digits: more would claim a precision that no model has. */
export const estimateDecimals = (tick: number, price: number): number =>
  Math.min(priceDecimals(tick, price), Math.max(0, 4 - Math.floor(Math.log10(Math.abs(price) || 1))));
export function formatPrice(price: number, tick = 0, style: NumberStyle = {}): string {
  return formatNumber(price, { decimals: priceDecimals(tick, price), ...style });
}

/** `318_400` → `318.4 k`; for axes and legends where room is short. */
export function formatShort(value: number, style: NumberStyle = {}): string {
  const size = Math.abs(value);
  const [scale, unit] = size >= 1e9 ? [1e9, 'bn'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, ''];
  const decimals = unit === '' ? (size >= 100 || Number.isInteger(value) ? 0 : 2) : 1;
  return unit === ''
    ? formatNumber(value, { decimals, ...style })
    : withUnit(value / scale, unit, { decimals, ...style });
}

export function formatBytes(bytes: number, missing = 'unknown'): string {
  if (!Number.isFinite(bytes)) return missing;
  const [scale, unit, decimals] =
    bytes >= 1e9 ? [1e9, 'GB', 2] : bytes >= 1e6 ? [1e6, 'MB', 1] : bytes >= 1e3 ? [1e3, 'kB', 0] : [1, 'B', 0];
  return withUnit(bytes / scale, unit, { decimals });
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `5 m`, `1 h`, `3 d`; two units where one would round: `1 h 5 m`. */
export function formatDuration(ms: Ms, missing = 'unknown'): string {
  if (!Number.isFinite(ms)) return missing;
  const units = [['d', MS_PER_DAY], ['h', MS_PER_HOUR], ['m', MS_PER_MINUTE], ['s', MS_PER_SECOND]] as const; // prettier-ignore
  const size = Math.abs(ms);
  const first = units.findIndex(([, unit]) => size >= unit);
  if (first < 0) return `${Math.round(size)}${NBSP}ms`;
  const [name, unit] = units[first]!;
  const next = units[first + 1];
  const whole = Math.floor(size / unit);
  const rest = next ? Math.floor((size % unit) / next[1]) : 0;
  const text = `${formatNumber(whole)}${NBSP}${name}` + (next && rest > 0 ? ` ${rest}${NBSP}${next[0]}` : '');
  return ms < 0 ? MINUS + text : text;
}

/** Bar interval as buttons and columns write it: `1m`, `8h`. */
export const formatBar = (ms: Ms): string => (ms === 0 ? 'print' : formatInterval(ms));

const two = (n: number): string => String(n).padStart(2, '0');

function parts(
  t: Ms,
  zone: Zone,
): readonly [year: string, month: string, day: string, time: string, seconds: string, ms: string] {
  const date = new Date(t);
  const utc = zone === 'utc';
  const year = utc ? date.getUTCFullYear() : date.getFullYear();
  return [
    year < 0 || year > 9_999 ? String(year) : String(year).padStart(4, '0'),
    two((utc ? date.getUTCMonth() : date.getMonth()) + 1),
    two(utc ? date.getUTCDate() : date.getDate()),
    `${two(utc ? date.getUTCHours() : date.getHours())}:${two(utc ? date.getUTCMinutes() : date.getMinutes())}`,
    two(utc ? date.getUTCSeconds() : date.getSeconds()),
    String(utc ? date.getUTCMilliseconds() : date.getMilliseconds()).padStart(3, '0'),
  ];
}

/** `monthDay` and `monthMinute`: without the year, where it stands beside. */
export type TimePrecision =
  'day' | 'minute' | 'second' | 'ms' | 'clock' | 'month' | 'year' | 'monthDay' | 'monthMinute';

/** A date can be as far from 1970 as that. */
export const isInstant = (t: Ms): boolean => Math.abs(t) <= 8.64e15;

/** ISO, without the zone: `2025-10-10 20:52`. The zone stands in the header, the tooltip or the status bar. */
export function formatTime(
  t: Ms,
  zone: Zone = 'utc',
  precision: TimePrecision = 'minute',
  missing = 'unknown',
): string {
  if (!isInstant(t)) return missing;
  const [year, month, day, time, seconds, ms] = parts(t, zone);
  switch (precision) {
    case 'year':
      return year;
    case 'monthDay':
      return `${month}-${day}`;
    case 'monthMinute':
      return `${month}-${day} ${time}`;
    case 'month':
      return `${year}-${month}`;
    case 'day':
      return `${year}-${month}-${day}`;
    case 'clock':
      return time;
    case 'minute':
      return `${year}-${month}-${day} ${time}`;
    case 'second':
      return `${year}-${month}-${day} ${time}:${seconds}`;
    case 'ms':
      return `${year}-${month}-${day} ${time}:${seconds}.${ms}`;
  }
}

/** `UTC`, or the local offset at that instant: `UTC+2`, `UTC+5:30`. */
export function zoneName(zone: Zone, t: Ms = Date.now()): string {
  if (zone === 'utc') return 'UTC';
  const minutes = -new Date(t).getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? MINUS : '+'}${Math.floor(size / 60)}${size % 60 ? `:${two(size % 60)}` : ''}`;
}
export function formatTimeZoned(t: Ms, zone: Zone = 'utc', precision: TimePrecision = 'minute'): string {
  return Number.isFinite(t) ? `${formatTime(t, zone, precision)} ${zoneName(zone, t)}` : 'unknown';
}

/** How long ago, in the largest whole unit: `14 s ago`. */
export function formatAge(t: Ms, now: Ms): string {
  if (!Number.isFinite(t)) return 'never';
  const age = Math.max(0, now - t);
  if (age < MS_PER_SECOND) return 'now';
  const [unit] = formatDuration(age).split(' ');
  return `${unit} ago`;
}

/** Reads what a person types for an instant: an ISO date, with or without time, in the shown zone unless it names one. */
export function parseTime(text: string, zone: Zone): Ms | undefined {
  const match = /^\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(z|utc)?\s*$/i.exec(
    text,
  );
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const fields = [year!, month! - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0] as const;
  if (fields[1] > 11 || fields[3] > 23 || fields[4] > 59 || fields[5] > 59) return undefined;
  const utc = zone === 'utc' || match[7] !== undefined;
  const t = utc ? Date.UTC(...fields) : new Date(...fields).getTime();
  const check = new Date(t);
  const sameDay = (utc ? check.getUTCDate() : check.getDate()) === fields[2]; // 31 February rolls over
  return Number.isFinite(t) && sameDay ? t : undefined;
}

/** `84th`, `1st`, `12th`. */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
