import { z } from 'zod';
import type { Ms } from '#core/time/ms';
import type { MacroRelease, MacroSeriesRecord } from '#main/store/types';
import { parseTimeText, timeRule } from '../../importers/csv/time';
import calendarJson from '../../../../../resources/facts/us-calendar.json' with { type: 'json' };

const DateText = z.iso.date();
const Clock = z.string().regex(/^\d\d:\d\d$/);
const Series = {
  id: z.string(),
  label: z.string(),
  time: Clock,
  sources: z.array(z.url()).min(1),
  /** First and last day of dates that were not known ahead. */
  unannounced: z.array(z.strictObject({ from: DateText, to: DateText, why: z.string() })),
};
const Facts = z.strictObject({
  about: z.string(),
  /** Nothing after this day was seen to happen; what is later is scheduled. */
  asOf: DateText,
  zone: z.string(),
  announcements: z.strictObject({ about: z.string(), sources: z.array(z.string()).min(1) }),
  decisions: z.strictObject({
    ...Series,
    dates: z.array(
      z.union([
        z.strictObject({ date: DateText, lower: z.number(), upper: z.number(), time: Clock.optional() }),
        z.strictObject({ date: DateText }),
      ]),
    ),
  }),
  releases: z.array(
    z.strictObject({
      ...Series,
      note: z.string(),
      dates: z.array(z.strictObject({ period: z.string().regex(/^\d{4}-\d\d$/), date: DateText })),
    }),
  ),
});

/** One kind of event, with all series that it feeds. */
export interface CalendarEvent {
  readonly id: string;
  readonly label: string;
  readonly releases: readonly MacroRelease[];
  readonly series: readonly MacroSeriesRecord[];
}

const facts = Facts.parse(calendarJson);
const local = timeRule('date', facts.zone);
const at = (date: string, time: string): number => parseTimeText(`${date} ${time}`, local);

export const factsAsOf = facts.asOf;
/** End of that day. */
const seen = at(facts.asOf, '24:00');

/** When a date became known, by the rule of the facts; undefined: not ahead. */
function announcedOf(
  date: string,
  unannounced: readonly { readonly from: string; readonly to: string }[],
): Ms | undefined {
  if (unannounced.some(({ from, to }) => from <= date && date <= to)) return undefined;
  const yearStart = at(`${date.slice(0, 4)}-01-01`, '00:00');
  return date > facts.asOf ? Math.min(yearStart, seen) : yearStart;
}

const record = (id: string, label: string, unit: string, frequency: string): MacroSeriesRecord => ({
  id,
  label,
  unit,
  frequency,
  source: 'calendar',
  pointInTime: true,
});

/** Decisions on the target range: upper and lower end in percent, and the change of the upper end in basis points. */
function decisions(): CalendarEvent {
  const { id, label, time, dates, unannounced } = facts.decisions;
  const releases: MacroRelease[] = [];
  let before = Number.NaN;
  for (const decision of dates) {
    const period = Date.parse(decision.date);
    const isDone = 'upper' in decision;
    const released = at(decision.date, isDone ? (decision.time ?? time) : time);
    const announced = announcedOf(decision.date, unannounced);
    const add = (seriesId: string, value: number): number =>
      releases.push({ seriesId, period, released, value, ...(announced !== undefined && { announced }) });
    add(id, isDone ? decision.upper : Number.NaN);
    if (!isDone) continue;
    add(`${id}.lower`, decision.lower);
    if (!Number.isNaN(before)) add(`${id}.changeBp`, Math.round((decision.upper - before) * 100));
    before = decision.upper;
  }
  const series = [
    record(id, `${label}, upper end`, '%', 'meetings'),
    record(`${id}.lower`, `${label}, lower end`, '%', 'meetings'),
    record(`${id}.changeBp`, `${label}, change`, 'bp', 'meetings'),
  ];
  return { id, label, releases, series };
}

/** In the order of the file. */
export const CALENDAR: readonly CalendarEvent[] = [
  decisions(),
  ...facts.releases.map(({ id, label, time, dates, unannounced }) => ({
    id,
    label,
    releases: dates.map(({ period, date }) => {
      const announced = announcedOf(date, unannounced);
      return {
        seriesId: id,
        period: Date.parse(period),
        released: at(date, time),
        value: Number.NaN,
        ...(announced !== undefined && { announced }),
      };
    }),
    series: [record(id, label, '', id === 'GDP' ? 'quarterly' : 'monthly')],
  })),
];
