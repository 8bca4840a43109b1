import type { AnyColumns } from '#core/series/schema';
import { lastIndexAtOrBefore } from '#core/series/search';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { CoverageSpan, SeriesId, SeriesRecord } from '../../store/types';

/** Which stored series a scenario is made from: those of its asset, or of an analog. */
export interface ScenarioSources {
  readonly instrument: string;
  readonly bars: SeriesId;
  readonly index: SeriesId | undefined;
  readonly oi: SeriesId | undefined;
  readonly funding: SeriesId | undefined;
  readonly liquidations: SeriesId | undefined;
}

/** An index value that is older says nothing of a start. */
const STALE: Ms = 5 * MS_PER_DAY;
/** Volumes and restlessness are those of the last so many days. */
const RECENT: Ms = 30 * MS_PER_DAY;
/** Single prints are many: their past is short. */
const PRINTS_PAST: Ms = 30 * MS_PER_DAY;

export interface Anchor {
  /** Close of the last bar that was closed by the instant asked for. */
  readonly t: Ms;
  readonly price: number;
}

/** The price that a scenario leaves from, or that an analog is measured against. @throws {BallastError} none of the week before was known */
export function anchorAt(reader: StoreReader, { instrument, bars }: ScenarioSources, step: Ms, wanted: Ms): Anchor {
  const { to, interval } = reader.getSeries(bars)!;
  const by = Math.min(wanted, to + interval);
  const { t, c } = reader.readBars(bars, step, { from: by - 7 * MS_PER_DAY - step, asOf: by });
  const last = c.findLastIndex((price) => price > 0);
  if (last < 0 || wanted - (t[last]! + step) > 7 * MS_PER_DAY + step && Number.isFinite(wanted))
    throw new BallastError('notFound', `No price of ${instrument} of the week before ${new Date(wanted).toISOString().slice(0, 16)} UTC is stored.`); // prettier-ignore
  return { t: t[last]! + step, price: c[last]! };
} // prettier-ignore

/** A series with the rows that were known by an instant. */
export interface Part {
  readonly series: SeriesRecord;
  readonly columns: AnyColumns;
  readonly coverage: readonly CoverageSpan[];
}

export function partOf(reader: StoreReader, id: SeriesId | undefined, from: Ms, until: Ms): Part | undefined {
  if (id === undefined) return undefined;
  const series = reader.getSeries(id)!;
  const isPrints = series.kind === 'liquidations' && series.interval === 0;
  const first = isPrints ? Math.max(from, until - PRINTS_PAST) : from;
  const columns = reader.read(id, { from: first, to: until, asOf: until });
  return { series, columns, coverage: reader.coverage(id).filter((span) => span.from < until) };
}

/** Last value of a column known by an instant; NaN: none, or an old one. */
export function valueAt(reader: StoreReader, id: SeriesId | undefined, column: string, at: Ms): number {
  if (id === undefined) return NaN;
  const columns = reader.read(id, { from: at - STALE, asOf: at }, ['t', column]);
  return columns[column]!.findLast((x) => !Number.isNaN(x)) ?? NaN;
}

/** Levels of an index by the instants from which they were known, in (from, until]. */
export function indexLevels(reader: StoreReader, id: SeriesId, from: Ms, until: Ms): AnyColumns {
  const { knownLag } = reader.getSeries(id)!;
  const { t, c } = reader.read(id, { from: from - knownLag, asOf: until }, ['t', 'c']);
  const rows = Array.from(t.keys()).filter((i) => t[i]! + knownLag > from && c![i]! > 0);
  const missing = (): Float64Array => new Float64Array(rows.length).fill(NaN);
  return {
    t: Float64Array.from(rows, (i) => t[i]! + knownLag),
    ...{ o: missing(), h: missing(), l: missing() },
    c: Float64Array.from(rows, (i) => c![i]!),
  };
}

/** Open interest in the base asset at an instant, from dollars where that is all there is. */
export function openInterestAt(reader: StoreReader, id: SeriesId | undefined, { t, price }: Anchor): number {
  const base = valueAt(reader, id, 'base', t);
  return Number.isNaN(base) ? valueAt(reader, id, 'usd', t) / price : base;
}

/** Closes of the last 30 days, and their mean volume in the base asset; NaN: not every bar says it. */
export function recentOf(reader: StoreReader, { bars }: ScenarioSources, step: Ms, { t: at }: Anchor) {
  const { volumeUnit } = reader.getSeries(bars)!;
  const { t, c, v } = reader.readBars(bars, step, { from: at - RECENT, asOf: at });
  const end = lastIndexAtOrBefore(t, at - step) + 1;
  let sum = 0;
  for (let i = 0; i < end; i++) sum += volumeUnit === 'quote' ? v[i]! / c[i]! : v[i]!;
  return { close: c.subarray(0, end), volume: sum / end };
}
