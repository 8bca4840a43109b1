import { parseSymbol } from '#core/series/instrument';
import { lastIndexAtOrBefore } from '#core/series/search';
import type { AnyColumns } from '#core/series/schema';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { BarsReply, CoverageSpanInfo, Instrument, LiquidationsReply, PointsReply } from '#shared/market';
import { readLiquidations } from '../engine/tasks/liquidations';
import type { StoreReader } from '../store/api';
import type { SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { readForming } from './forming';
import { inSlices } from './slices';
import { chooseBars, chooseLongest, seriesFor, volatilityFor } from './selection';

/** Liquidations of so long are read and summed within a millisecond or two. */
const READ_HERE: Ms = 2 * MS_PER_DAY;

interface Range {
  readonly instrument: string;
  readonly interval: Ms;
  readonly from: Ms;
  readonly to: Ms;
  /** Rows before it are not read; what answers is chosen by the whole range. */
  readonly since?: Ms | undefined;
  readonly asOf?: Ms | undefined;
}

export interface Market {
  /** @param asOf as a list made then would have told them; one of which nothing was known is not there. */
  instruments(asOf?: Ms): Promise<Instrument[]>;
  bars(query: Range & { readonly maxBars: number }): BarsReply | null;
  liquidations(query: Range): Promise<LiquidationsReply | null>;
  points(query: Range & { readonly kind: 'oi' | 'funding' | 'vol' }): PointsReply | null;
}

/** Range as the store takes it: an absent as-of is absent, not undefined. */
export const within = (range: { from: Ms; to: Ms; since?: Ms | undefined; asOf?: Ms | undefined }) => {
  const { to, since = -Infinity, asOf } = range;
  const from = Math.max(range.from, since);
  return asOf === undefined ? { from, to } : { from, to, asOf };
};

/** What was claimed of a series up to an instant. */
export const coverageBy = (spans: readonly CoverageSpanInfo[], asOf: Ms | undefined): readonly CoverageSpanInfo[] =>
  asOf === undefined ? spans : spans.filter(({ from }) => from <= asOf);

/** Last value of each bucket of `width`: enough to draw a line at that width. Stamps stay those of the rows kept. */
export function thin(t: Float64Array, value: Float64Array, width: Ms): { t: Float64Array; value: Float64Array } {
  const keep: number[] = [];
  for (let i = 0; i < t.length; i++) {
    const last = i + 1 === t.length || Math.floor(t[i + 1]! / width) !== Math.floor(t[i]! / width);
    if (last) keep.push(i);
  }
  if (keep.length === t.length) return { t, value };
  return { t: Float64Array.from(keep, (i) => t[i]!), value: Float64Array.from(keep, (i) => value[i]!) };
}

export function createMarket(connections: Connections): Market {
  /** Also which series answers is chosen from what was known by then. */
  const all = (asOf: Ms | undefined): SeriesRecord[] => connections.reader().listSeries({}, asOf);

  return {
    instruments: (asOf) => listInstruments(() => connections.reader(), asOf),

    bars: ({ instrument, maxBars, ...range }) => {
      const candidates = seriesFor(all(range.asOf), instrument, 'bars');
      const choice = chooseBars(candidates, { ...range, maxBars });
      if (!choice) return null;
      const { series, interval } = choice;
      return {
        instrument: series.instrument,
        source: series.source,
        interval,
        bars: connections.reader().readBars(series.id, interval, within(range)),
        forming: readForming(connections.reader(), candidates, choice, range),
        from: Math.min(...candidates.map((c) => c.from)),
        to: Math.max(...candidates.map((c) => c.to + c.interval)),
        synthetic: series.synthetic,
        volumeUnit: series.volumeUnit,
      };
    },

    liquidations: async ({ instrument, interval, ...range }) => {
      const series = chooseLongest(seriesFor(all(range.asOf), instrument, 'liquidations'), range.from, range.to);
      if (!series) return null;
      const coverage = coverageBy(connections.reader().coverage(series.id), range.asOf);
      const asked = { seriesId: series.id, interval, ...within(range) };
      // The end that a step of the clock asks for is read here: in the queue of the engine it would wait for what takes seconds.
      const until = Math.min(asked.to, range.asOf ?? Infinity, series.to + series.interval);
      const read =
        until - asked.from <= READ_HERE
          ? readLiquidations(() => connections.reader(), asked)
          : await connections.engine().run('liquidations.read', asked);
      return { source: series.source, ...read, coverage, synthetic: series.synthetic };
    },

    points: ({ instrument, kind, interval, ...range }) => {
      const stored = all(range.asOf);
      const candidates = kind === 'vol' ? volatilityFor(stored, instrument) : seriesFor(stored, instrument, kind);
      const series = chooseLongest(candidates, range.from, range.to);
      if (!series) return null;
      const columns = connections.reader().read(series.id, within(range));
      const { value, unit } = pointValue(series, columns);
      return {
        source: series.source,
        instrument: series.instrument,
        interval: series.interval,
        ...thin(columns.t, value, interval),
        unit,
        synthetic: series.synthetic,
      };
    },
  };
}

/** The one column of a point series that a chart draws, and its unit. */
function pointValue(series: SeriesRecord, columns: AnyColumns): { value: Float64Array; unit: string } {
  if (series.kind === 'funding') return { value: columns['rate']!, unit: 'fraction' };
  if (series.kind === 'vol') return { value: columns['c']!, unit: 'decimal per year' };
  const usd = columns['usd']!;
  if (usd.some((x) => !Number.isNaN(x))) return { value: usd, unit: 'USD' };
  return { value: columns['base']!, unit: parseSymbol(series.instrument).base };
}

/** @param reader asked for again after each pause: the file may have been closed and opened meanwhile */
async function listInstruments(reader: () => StoreReader, asOf: Ms | undefined): Promise<Instrument[]> {
  const described = reader().instruments();
  const records = new Map(described.map((record) => [record.id, record]));
  const stored = new Map<string, SeriesRecord[]>();
  for (const series of reader().listSeries({}, asOf)) {
    if (asOf !== undefined && series.rows === 0) continue;
    const known = stored.get(series.instrument);
    if (known) known.push(series);
    else stored.set(series.instrument, [series]);
  }
  const traded = [...stored].filter(([, all]) => all.some(({ kind }) => TRADED.has(kind)));
  const found: Instrument[] = [];
  for await (const [id, all] of inSlices(traded.sort(([a], [b]) => (a < b ? -1 : 1)))) {
    const own = all.filter(({ rows }) => rows > 0);
    const bars = own.filter(({ kind }) => kind === 'bars').sort((a, b) => a.interval - b.interval);
    const record = records.get(id);
    const parts = parseSymbol(id);
    found.push({
      id,
      base: record?.base || parts.base,
      quote: record?.quote || parts.quote,
      label: record?.label || id,
      venue: record?.venue ?? '',
      synthetic: own.some((one) => one.synthetic),
      tick: Number.isFinite(record?.tick) ? record!.tick : 0,
      kinds: [...new Set(own.map(({ kind }) => kind))],
      barIntervals: [...new Set(bars.map(({ interval }) => interval))],
      from: Math.min(...own.map(({ from }) => from)),
      to: Math.max(...own.map(({ to, knownLag }) => to + knownLag)),
      ...lastPrices(reader(), bars, asOf),
    });
  }
  return found;
}

/** Kinds that make an instrument worth a place in the picker; a metric or a macro series is looked up elsewhere. */
const TRADED: ReadonlySet<string> = new Set(['bars', 'liquidations', 'oi', 'funding', 'chain', 'vol']);

function lastPrices(
  reader: StoreReader,
  bars: readonly SeriesRecord[],
  asOf: Ms | undefined,
): { lastPrice: number; dayAgoPrice: number } {
  const newest = [...bars].sort((a, b) => b.to + b.interval - (a.to + a.interval) || a.interval - b.interval)[0];
  if (!newest) return { lastPrice: NaN, dayAgoPrice: NaN };
  const dayAgo = newest.to - MS_PER_DAY;
  const { t, c } = reader.read(newest.id, within({ from: dayAgo - 2 * newest.interval, to: Infinity, asOf }), [
    't',
    'c',
  ]);
  const before = lastIndexAtOrBefore(t, dayAgo);
  return { lastPrice: c?.at(-1) ?? NaN, dayAgoPrice: before >= 0 ? c![before]! : NaN };
}
