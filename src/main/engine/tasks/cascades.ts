import { detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import { detectCascades } from '#core/liquidations/detect';
import { detectProxyCascades } from '#core/liquidations/proxy';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import { eventTimeline } from '#core/liquidations/timeline';
import type {
  CascadeEvent,
  CascadeInput,
  CoverageSpan,
  LiquidationSeries,
  MarketContext,
  Timed,
} from '#core/liquidations/types';
import { emptyColumns, type Bars, type Columns } from '#core/series/schema';
import { lastIndexAtOrBefore } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { CascadeRow, CascadeRule, CascadeTimeline } from '#shared/cascades';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesRecord } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';
import { liquidationSeries } from './liquidations';

/** Which stored series speak for an instrument. */
export interface CascadeSources {
  readonly liquidations: number | undefined;
  readonly bars: number | undefined;
  readonly oi: number | undefined;
  readonly funding: number | undefined;
}

interface DetectArgs {
  readonly rule: CascadeRule;
  readonly sources: CascadeSources;
  readonly settings: CascadeSettings;
  readonly asOf: Ms | undefined;
}

/** Price, open interest and funding as the detector takes them, each with the time it takes to be known. */
function marketContext(
  reader: StoreReader,
  sources: CascadeSources,
  range: ReadRange,
  coverage: readonly CoverageSpan[],
): MarketContext {
  const timed = <C>(id: number | undefined, lag: (series: SeriesRecord) => Ms): Timed<C> | undefined => {
    const series = id === undefined ? undefined : reader.getSeries(id);
    return series && { columns: reader.read(series.id, range) as unknown as C, interval: lag(series) };
  };
  return {
    bars: timed<Bars>(sources.bars, (series) => series.interval),
    // Open interest stamped at the open of its bar is known at its end; a snapshot at once.
    oi: timed<Columns<'oi'>>(sources.oi, (series) => series.knownLag),
    funding: timed<Columns<'funding'>>(sources.funding, () => 0)?.columns,
    coverage,
  };
}

/** Events of one instrument by one rule, from everything that was known by `asOf`, and the width of the bins they lie on. */
export function detect(
  store: () => StoreReader,
  { rule, sources, settings, asOf }: DetectArgs,
  context: TaskContext,
): { events: CascadeEvent[]; grid: Ms } {
  const reader = store();
  const range: ReadRange = asOf === undefined ? {} : { asOf };
  if (rule === 'liquidations') {
    const input = cascadeInput(reader, sources, asOf);
    if (context.shouldStop()) throw new Stopped();
    return input
      ? { events: detectCascades(input, settings), grid: binWidth(input, settings) }
      : { events: [], grid: settings.gridMs };
  }
  const market = marketContext(reader, sources, range, []);
  const { bars, oi } = market;
  if (!bars) return { events: [], grid: settings.gridMs };
  const events =
    rule === 'proxy'
      ? oi
        ? detectProxyCascades({ ...market, bars, oi })
        : []
      : detectAbsoluteMoves({ ...market, bars });
  return { events, grid: bars.interval };
}

const binWidth = ({ liquidations }: CascadeInput, { gridMs }: CascadeSettings): Ms =>
  liquidations.kind === 'buckets' ? Math.max(gridMs, liquidations.interval) : gridMs;

function cascadeInput(reader: StoreReader, sources: CascadeSources, asOf: Ms | undefined): CascadeInput | undefined {
  const series = sources.liquidations === undefined ? undefined : reader.getSeries(sources.liquidations);
  if (!series) return undefined;
  const range: ReadRange = asOf === undefined ? {} : { asOf };
  const columns = reader.read(series.id, range);
  return {
    liquidations: liquidationSeries(series, columns),
    ...marketContext(reader, sources, range, reader.coverage(series.id)),
    // Beyond its last row nobody knows whether the feed was alive: no event is declared over by silence.
    asOf: asOf === undefined ? undefined : Math.min(asOf, series.to + series.knownLag),
  };
}

interface TimelineArgs {
  readonly sources: CascadeSources;
  readonly event: Pick<CascadeRow, 'start' | 'decision' | 'grid' | 'rule'>;
  readonly asOf: Ms | undefined;
}

const TIMELINE_BINS_AROUND = 60;
const NO_LIQUIDATIONS: LiquidationSeries = {
  kind: 'prints',
  columns: emptyColumns('prints'),
};

/** One event bin by bin, with as many bins around it as make an hour of minutes. */
export function timeline(
  store: () => StoreReader,
  { sources, event, asOf }: TimelineArgs,
): Pick<CascadeTimeline, 't' | 'long' | 'short' | 'price' | 'oi'> {
  const reader = store();
  const pad = TIMELINE_BINS_AROUND * event.grid;
  const span = { from: event.start - 2 * pad, to: event.decision + 2 * pad, ...(asOf === undefined ? {} : { asOf }) };
  const series = sources.liquidations === undefined ? undefined : reader.getSeries(sources.liquidations);
  const context = marketContext(reader, sources, span, []);
  const input: CascadeInput = {
    ...context,
    liquidations: series ? liquidationSeries(series, reader.read(series.id, span)) : NO_LIQUIDATIONS,
    asOf: Math.min(
      asOf ?? Infinity,
      Math.max(event.decision, series ? series.to + series.knownLag : event.decision + pad),
    ),
  };
  const settings = { ...DEFAULT_CASCADE_SETTINGS, gridMs: event.grid };
  const { t, long, short, price } = eventTimeline(event, input, { padBefore: pad, padAfter: pad, settings });
  const { oi } = context;
  const value = oi && (oi.columns.usd.some((x) => !Number.isNaN(x)) ? oi.columns.usd : oi.columns.base);
  return {
    t,
    long,
    short,
    price,
    oi: t.map((at) => {
      const k = oi ? lastIndexAtOrBefore(oi.columns.t, at + event.grid - oi.interval) : -1;
      return k >= 0 ? value![k]! : NaN;
    }),
  };
}
