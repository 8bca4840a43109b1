import { z } from 'zod';
import type { MacroRelease } from '#main/store/types';
import { parseTimeText, timeRule } from '../../importers/csv/time';
import { NetError } from '../../net/types';
import { SourceError, type PageRequest, type SourceContext, type SourcePage } from '../../source';
import { askJson } from '../documents/ask';

const DateText = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const VintageDates = z.object({ count: z.int(), offset: z.int(), vintage_dates: z.array(DateText) });
const Observations = z.object({
  count: z.int(),
  offset: z.int(),
  observations: z.array(z.object({ realtime_start: DateText, date: DateText, value: z.string() })),
});
const About = z.object({
  seriess: z
    .array(z.object({ id: z.string(), title: z.string(), units_short: z.string(), frequency: z.string() }))
    .min(1),
});

/** The service refuses a question about more than 2,000 vintages at once. */
const VINTAGES = 2_000;
const DATES_PAGE = 10_000;
const ROWS_PAGE = 100_000;
/** FRED tells the day of a release and not the hour: it counts as known when that day ends in New York, as in an import. */
const NEW_YORK = timeRule('date', 'America/New_York');

/** Every value that a period ever had, with the day on which it was published. */
export async function vintagesPage(request: PageRequest, context: SourceContext): Promise<SourcePage> {
  const { instrument: id, from, to } = request;
  if (!context.key)
    throw new SourceError('forbidden', `FRED gives vintages to those who have a key only. Enter one (free, fred.stlouisfed.org), or take the latest figures of ${id}.`); // prettier-ignore
  const about = await ask('series', {}, About, id, context);
  const [series] = about.seriess;
  const dates = await vintageDates(id, context);
  const vintages = new Vintages(id);
  for (let at = 0; at < dates.length; at += VINTAGES) {
    const window = dates.slice(at, at + VINTAGES);
    for await (const rows of observations(id, window[0]!, window.at(-1)!, context)) vintages.add(rows);
    context.onProgress?.(Math.min(1, (at + window.length) / dates.length));
  }
  return {
    series: [],
    macro: vintages.releases(),
    macroSeries: [
      { id, label: series!.title, unit: series!.units_short, frequency: series!.frequency.toLowerCase(), source: 'fred', pointInTime: true },
    ],
    settled: { from, to },
  }; // prettier-ignore
}

interface Observation {
  readonly realtime_start: string;
  readonly date: string;
  readonly value: string;
}

/**
 * Vintages put together from several windows of them. What began before a window is told again as if it began with it:
 * a value that repeats the one before it for the same period is no revision.
 */
class Vintages {
  private readonly byPeriod = new Map<string, Observation[]>();

  private readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  add(rows: readonly Observation[]): void {
    for (const row of rows) {
      const known = this.byPeriod.get(row.date);
      if (known) known.push(row);
      else this.byPeriod.set(row.date, [row]);
    }
  }

  releases(): MacroRelease[] {
    const releases: MacroRelease[] = [];
    for (const [date, rows] of this.byPeriod) {
      rows.sort((a, b) => (a.realtime_start < b.realtime_start ? -1 : 1));
      let before = '';
      for (const { value, realtime_start: day } of rows) {
        if (value !== before && value !== '.') releases.push({ seriesId: this.id, period: Date.parse(date), released: parseTimeText(`${day} 23:59`, NEW_YORK), value: toNumber(value, this.id) }); // prettier-ignore
        before = value;
      }
    }
    return releases;
  }
}

function toNumber(text: string, id: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new NetError('broken', `FRED gives "${text.slice(0, 40)}" as a value of ${id}; a number was expected.`);
  return value;
}

async function vintageDates(id: string, context: SourceContext): Promise<string[]> {
  const dates: string[] = [];
  for (;;) {
    const page = await ask('series/vintagedates', { limit: DATES_PAGE, offset: dates.length }, VintageDates, id, context); // prettier-ignore
    dates.push(...page.vintage_dates);
    if (page.vintage_dates.length === 0 || dates.length >= page.count) return dates;
  }
}

async function* observations(
  id: string,
  first: string,
  last: string,
  context: SourceContext,
): AsyncGenerator<readonly Observation[]> {
  for (let offset = 0; ;) {
    const window = { realtime_start: first, realtime_end: last, output_type: 1, limit: ROWS_PAGE, offset };
    const page = await ask('series/observations', window, Observations, id, context);
    yield page.observations;
    offset += page.observations.length;
    if (page.observations.length === 0 || offset >= page.count) return;
  }
}

function ask<T>(
  path: string,
  parameters: Readonly<Record<string, string | number>>,
  schema: z.ZodType<T>,
  id: string,
  context: SourceContext,
): Promise<T> {
  const url = new URL(`https://api.stlouisfed.org/fred/${path}`);
  for (const [name, value] of Object.entries({
    series_id: id,
    ...parameters,
    file_type: 'json',
    api_key: context.key!,
  }))
    url.searchParams.set(name, String(value));
  return askJson({ source: 'fred', url: url.href }, schema, { who: 'FRED', what: `the series ${id}` }, context);
}
