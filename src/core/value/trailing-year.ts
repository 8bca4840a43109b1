import { MS_PER_DAY, type Ms } from '../time/ms';
import { VALUE_DEFAULTS } from './defaults';
import type { Input, StatementRow } from './types';
import { NOT_STATED, count, date, days, sourcesOf } from './words';

const DAYS = 365;
const WEEK = 7 * MS_PER_DAY;

/** Statements from the end of the year back to a boundary, none missing and none twice. */
interface Tiling {
  readonly estimated: number;
  readonly rows: readonly StatementRow[];
}

/**
 * Sum of a flow over the year that ends with its newest statement, from periods that tile it; `to` is the first instant after a period.
 * Where rows of several lengths are mixed, the year may end with the newest row of any length: the latest one that is tiled counts, with the
 * fewest estimates, then the fewest statements. A year is 365 days, a calendar year, or 52 weeks of statements over whole weeks. Nothing is
 * stretched or filled.
 * @param rows of one flow, known at `asOf`.
 */
export function trailingYear(rows: readonly StatementRow[], asOf: Ms, { lateDays } = VALUE_DEFAULTS.year): Input {
  const none = (reason: string, known = NaN, source = ''): Input => ({ value: NaN, known, source, estimated: false, reason });
  const periods = newestOfEach(rows);
  if (periods.length === 0) return none(NOT_STATED);
  const known = Math.max(...periods.map(({ published }) => published));
  for (const end of endsOf(periods)) {
    const year = tiling(periods, end);
    if (!year) continue;
    const last = Math.max(...year.rows.filter(({ to }) => to === end).map(({ from }) => end - from));
    const source = `${sourcesOf(year.rows)}; ${count(year.rows.length, 'statement')} from ${date(year.rows.at(-1)!.from)} to ${date(end)}`;
    if (asOf > end + last + lateDays * MS_PER_DAY) return none(`statements end ${date(end)}, and the next one is overdue`, known, source);
    return {
      value: year.rows.reduce((sum, { value }) => sum + value, 0),
      known: Math.max(...year.rows.map(({ published }) => published)),
      source,
      estimated: year.estimated > 0,
      reason: '',
    };
  }
  return none(whyUntiled(periods), known, sourcesOf(periods));
} // prettier-ignore

/** A period that was published again counts as it was published last; of equals one that is not estimated. */
function newestOfEach(rows: readonly StatementRow[]): readonly StatementRow[] {
  const newest = new Map<string, StatementRow>();
  for (const row of rows) {
    if (!(row.from < row.to)) continue;
    const key = `${row.from} ${row.to}`;
    const other = newest.get(key);
    const isNewer = !other || row.published > other.published || (row.published === other.published && !row.estimated);
    if (isNewer) newest.set(key, row);
  }
  return [...newest.values()].filter(({ value }) => Number.isFinite(value)).sort((a, b) => b.to - a.to);
}

/** Ends of the newest period of each length, newest first. Lengths differ when one is half as long again as the other. */
function endsOf(periods: readonly StatementRow[]): readonly Ms[] {
  const lengths: Ms[] = [];
  const ends = new Set<Ms>();
  for (const { from, to } of periods) {
    const length = to - from;
    if (lengths.some((other) => Math.max(length, other) < 1.5 * Math.min(length, other))) continue;
    lengths.push(length);
    ends.add(to);
  }
  return [...ends];
}

/** The best tiling of a year that ends there. Rows come newest end first, so that a boundary is final when a row that ends at it is read. */
function tiling(periods: readonly StatementRow[], end: Ms): Tiling | null {
  const best = new Map<Ms, Tiling>([[end, { estimated: 0, rows: [] }]]);
  const [start, calendar, weeks] = [end - DAYS * MS_PER_DAY, yearBefore(end), end - 52 * WEEK];
  const earliest = Math.min(start, calendar);
  for (const row of periods) {
    if (row.to <= earliest) break;
    const after = best.get(row.to);
    if (!after || row.from < earliest) continue;
    const next: Tiling = { estimated: after.estimated + Number(row.estimated), rows: [...after.rows, row] };
    const other = best.get(row.from);
    if (!other || next.estimated < other.estimated || (next.estimated === other.estimated && next.rows.length < other.rows.length)) best.set(row.from, next); // prettier-ignore
  }
  const whole = best.get(start) ?? best.get(calendar);
  if (whole) return whole;
  const ofWeeks = best.get(weeks);
  return ofWeeks?.rows.every(({ from, to }) => (to - from) % WEEK === 0) ? ofWeeks : null;
}

function yearBefore(t: Ms): Ms {
  const date = new Date(t);
  return date.setUTCFullYear(date.getUTCFullYear() - 1);
}

/** How much of the year before the newest end is covered, counting no day twice. */
function whyUntiled(periods: readonly StatementRow[]): string {
  const end = periods[0].to;
  const start = end - DAYS * MS_PER_DAY;
  let [covered, from] = [0, end];
  let isDouble = false;
  for (const row of periods) {
    if (row.to <= start) continue;
    isDouble ||= row.to > from;
    const lower = Math.max(start, Math.min(from, row.from));
    covered += Math.max(0, Math.min(from, row.to) - lower);
    from = Math.min(from, lower);
  }
  if (covered < DAYS * MS_PER_DAY) return `statements cover ${days(covered)} of the ${DAYS} days to ${date(end)}`;
  return `statements cover the year to ${date(end)}, but ${isDouble ? 'overlap' : 'one of them is cut by its edge'}: they do not add up to it`;
} // prettier-ignore
