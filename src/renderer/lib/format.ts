import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import * as plain from '#shared/format';
import type { TimePrecision, Zone } from '#shared/format';
import { currentVeil, veiledDay, veiledFar, type Veil } from './veil';

// What the page writes: as everywhere, but for instants, which blind mode tells otherwise.
export * from '#shared/format';

/** ISO, without the zone: `2025-10-10 20:52`. The zone stands in the header, the tooltip or the status bar. */
export function formatTime(
  t: Ms,
  zone: Zone = 'utc',
  precision: TimePrecision = 'minute',
  missing = 'unknown',
): string {
  const veil = currentVeil();
  return veil && plain.isInstant(t)
    ? formatVeiledTime(veil, t, precision)
    : plain.formatTime(t, zone, precision, missing);
}

/** `day 3 14:00`: how far into the replay, in UTC, which tells no season. */
function formatVeiledTime(veil: Veil, t: Ms, precision: TimePrecision): string {
  const far = veiledFar(veil, t);
  if (far) return far;
  const day = veiledDay(veil, t);
  const [, time] = plain.formatTime(t, 'utc', 'ms').split(' ') as [string, string];
  switch (precision) {
    case 'clock':
      return time.slice(0, 5);
    case 'minute':
    case 'monthMinute':
      return `${day} ${time.slice(0, 5)}`;
    case 'second':
      return `${day} ${time.slice(0, 8)}`;
    case 'ms':
      return `${day} ${time}`;
    default:
      return day;
  }
}

/** For files: every digit of an instant, nothing where it is unknown. */
export function exactTime(t: Ms): string {
  if (!Number.isFinite(t)) return '';
  const veil = currentVeil();
  return veil ? formatVeiledTime(veil, t, 'ms') : new Date(t).toISOString();
}

/** `UTC`, or the local offset at that instant: `UTC+2`, `UTC+5:30`. */
export const zoneName = (zone: Zone, t: Ms = Date.now()): string => plain.zoneName(currentVeil() ? 'utc' : zone, t);

export function formatTimeZoned(t: Ms, zone: Zone = 'utc', precision: TimePrecision = 'minute'): string {
  return Number.isFinite(t) ? `${formatTime(t, zone, precision)} ${zoneName(zone, t)}` : 'unknown';
}

/** An instant as a person may type it. */
export const timeExample = (): string => (currentVeil() ? 'day 3 14:00' : '2025-10-10 20:52');

/** Reads what a person types for an instant: as `plain.parseTime`, and in blind mode what that writes. */
export function parseTime(text: string, zone: Zone): Ms | undefined {
  const veil = currentVeil();
  return veil ? parseVeiledTime(text, veil.origin) : plain.parseTime(text, zone);
}

/** `day 3`, `day −2 14:00`: what blind mode writes. */
function parseVeiledTime(text: string, origin: Ms): Ms | undefined {
  const match = /^\s*day\s+([-−]?\d{1,3})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(?:utc)?\s*$/i.exec(text);
  if (!match) return undefined;
  const day = Number(match[1]!.replace(plain.MINUS, '-'));
  const [hour, minute, second] = match.slice(2, 5).map((part) => Number(part ?? 0)) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const start = Math.floor(origin / MS_PER_DAY) + day - 1;
  return start * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND;
}
