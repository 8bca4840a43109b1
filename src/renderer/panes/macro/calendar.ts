import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { MacroCalendarReply, MacroEvent, MacroSeriesInfo } from '#shared/macro';
import { formatDuration } from '../../lib/format';

/** How far back and ahead the calendar is read. */
export const BACK_MS = 70 * MS_PER_DAY;
export const AHEAD_MS = 180 * MS_PER_DAY;

/** Where time stands: a simulated market has ended, and its dates are counted from there. */
export interface Standing {
  /** The clock of a replay; null: live. */
  readonly asOf: Ms | null;
  readonly now: Ms;
  /** End of the simulated market; NaN without one. */
  readonly simulatedEnd: Ms;
}
export const standsAt = ({ asOf, now, simulatedEnd }: Standing, { synthetic }: Pick<MacroEvent, 'synthetic'>): Ms =>
  asOf ?? (synthetic && Number.isFinite(simulatedEnd) ? simulatedEnd : now);

/**
 * What to ask the calendar for: weeks before the clock, and before what was released last where that is longer ago. Ends lie on
 * days, so that the question stays the same for a day.
 */
export function calendarRange(
  at: Standing,
  series: readonly MacroSeriesInfo[],
): { readonly from: Ms; readonly to: Ms } {
  const stands = [false, true].map((synthetic) => standsAt(at, { synthetic }));
  const newest = [false, true].map((synthetic, i) => Math.min(stands[i]!, newestRelease(series, synthetic)));
  const first = Math.min(...newest.filter(Number.isFinite), ...stands);
  return { from: day(first - BACK_MS), to: day(Math.max(...stands) + AHEAD_MS) };
}

const day = (t: Ms): Ms => Math.floor(t / MS_PER_DAY) * MS_PER_DAY;

function newestRelease(series: readonly MacroSeriesInfo[], synthetic: boolean): Ms {
  const known = series.flatMap(({ synthetic: is, basis, state }) => (is === synthetic && basis === 'released' && state ? [state.known] : [])); // prettier-ignore
  return known.length > 0 ? Math.max(...known) : NaN;
}

/** Ahead of the clock, soonest first: what is scheduled, and the next one of each label where that lies farther away. */
export function comingOf({ events, next }: MacroCalendarReply, at: Standing): readonly MacroEvent[] {
  const coming = new Map<string, MacroEvent>();
  for (const one of [...events, ...next]) if (one.t > standsAt(at, one)) coming.set(eventKey(one), one);
  const left = (one: MacroEvent): Ms => one.t - standsAt(at, one);
  return [...coming.values()].sort((a, b) => left(a) - left(b));
}

/** The next one of each label, of the market that is looked at where it has dates. */
export function nextOfEach(coming: readonly MacroEvent[], synthetic: boolean): readonly MacroEvent[] {
  const own = coming.filter((one) => one.synthetic === synthetic);
  const seen = new Set<string>();
  return (own.length > 0 ? own : coming).filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** The last weeks of what has been, newest first; what was only scheduled has passed without a figure. */
export function pastOf({ events }: MacroCalendarReply, at: Standing): readonly MacroEvent[] {
  const past = events.filter((one) => one.t <= standsAt(at, one));
  const newest = (synthetic: boolean): Ms => Math.max(...past.filter((one) => one.synthetic === synthetic).map(({ t }) => t)); // prettier-ignore
  const since = { true: newest(true) - BACK_MS, false: newest(false) - BACK_MS };
  return past.filter((one) => one.t >= since[`${one.synthetic}`]).sort((a, b) => b.t - a.t);
}

export const eventKey = ({ series, t, period }: MacroEvent): string => `${series} ${t} ${period}`;

/** `12 d 4 h`, `3 h 20 m`, `9 m 12 s`; `due` once it has come. */
export function countdown(t: Ms, now: Ms): string {
  const left = t - now;
  if (left <= 0) return 'due';
  const grain = left < 10 * MS_PER_MINUTE ? 1_000 : MS_PER_MINUTE;
  return formatDuration(Math.ceil(left / grain) * grain);
}

/** Which way the print went against what was expected, else against the period before. */
export function directionOf(value: number, against: number): 'up' | 'down' | 'unchanged' | null {
  if (!Number.isFinite(value) || !Number.isFinite(against)) return null;
  return value > against ? 'up' : value < against ? 'down' : 'unchanged';
}
