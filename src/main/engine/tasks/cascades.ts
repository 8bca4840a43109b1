import { detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import { describeMarket } from '#core/liquidations/describe';
import { detectCascades } from '#core/liquidations/detect';
import { detectProxyCascades } from '#core/liquidations/proxy';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import { eventTimeline } from '#core/liquidations/timeline';
import type { CascadeEvent, CascadeInput, LiquidationSeries, MarketContext, Timed } from '#core/liquidations/types';
import { emptyColumns, type Bars, type Columns } from '#core/series/schema';
import { lastIndexAtOrBefore } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { CascadeRow, CascadeRule, CascadeTimeline } from '#shared/cascades';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesId } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';
import { liquidationSeries } from './liquidations';

/** Which stored series speak for an instrument. */
export interface CascadeSources {
  readonly liquidations: SeriesId | undefined;
  /** Finest first: an event is described by the finest that tells about its time. */
  readonly bars: readonly SeriesId[];
  readonly oi: readonly SeriesId[];
  readonly funding: SeriesId | undefined;
}

type MarketFields = ReturnType<typeof describeMarket>;

interface DetectArgs {
  readonly rule: CascadeRule;
  readonly sources: CascadeSources;
  readonly settings: CascadeSettings;
  readonly asOf: Ms | undefined;
}

const rangeOf = (asOf: Ms | undefined): ReadRange => (asOf === undefined ? {} : { asOf });

/** A stored series as the detector takes it: its columns, and how long after its stamp a row is known. */
function timed<C>(reader: StoreReader, id: SeriesId, range: ReadRange): Timed<C> {
  return {
    columns: reader.read(id, range) as unknown as C,
    interval: reader.getSeries(id)!.knownLag,
  };
}

/** The first of several that knows: a value that is missing in all of them stays missing. */
function describe(
  event: CascadeEvent,
  contexts: readonly MarketContext[],
  { staleIntervals }: CascadeSettings,
  grid: Ms,
): CascadeEvent {
  const tries = contexts.map((context) => describeMarket(event, context, staleIntervals, grid));
  const price = tries.find((fields) => !Number.isNaN(fields.dropBp)) ?? tries[0];
  const oi = tries.find((fields) => !Number.isNaN(fields.oiChange)) ?? tries[0];
  if (!price || !oi) return event;
  return { ...event, ...price, ...pickOi(oi) };
}

const pickOi = ({ oiBefore, oiAfter, oiChange, oiUnit, oiShareClosed }: MarketFields) => ({
  oiBefore,
  oiAfter,
  oiChange,
  oiUnit,
  oiShareClosed,
});

/** Contexts from the finest series to the coarsest; the k-th holds the k-th bars and the k-th open interest. */
function contextsOf(reader: StoreReader, sources: CascadeSources, range: ReadRange): MarketContext[] {
  const funding = sources.funding === undefined ? undefined : timed<Columns<'funding'>>(reader, sources.funding, range);
  return Array.from({ length: Math.max(sources.bars.length, sources.oi.length, 1) }, (_, k) => {
    const bars = sources.bars[Math.min(k, sources.bars.length - 1)];
    const oi = sources.oi[Math.min(k, sources.oi.length - 1)];
    return {
      bars: bars === undefined ? undefined : timed<Bars>(reader, bars, range),
      oi: oi === undefined ? undefined : timed<Columns<'oi'>>(reader, oi, range),
      funding: funding?.columns,
    };
  });
}

/** Events of one instrument by one rule, from everything that was known by `asOf`, and the width of the bins they lie on. */
export function detect(
  store: () => StoreReader,
  { rule, sources, settings, asOf }: DetectArgs,
  context: TaskContext,
): { events: CascadeEvent[]; grid: Ms } {
  const reader = store();
  const contexts = contextsOf(reader, sources, rangeOf(asOf));
  if (context.shouldStop()) throw new Stopped();
  if (rule === 'liquidations') {
    const input = liquidationInput(reader, sources, asOf);
    if (!input) return { events: [], grid: settings.gridMs };
    const grid = binWidth(input, settings);
    return { events: detectCascades(input, settings).map((e) => describe(e, contexts, settings, grid)), grid };
  }
  const { bars, oi, funding } = contexts[0]!;
  if (!bars) return { events: [], grid: settings.gridMs };
  const input = { bars, oi, funding };
  const events = rule === 'absoluteMove' ? detectAbsoluteMoves(input) : oi ? detectProxyCascades(input) : [];
  return { events, grid: bars.interval };
}

const binWidth = ({ liquidations }: CascadeInput, { gridMs }: CascadeSettings): Ms =>
  liquidations.kind === 'buckets' ? Math.max(gridMs, liquidations.interval) : gridMs;

function liquidationInput(
  reader: StoreReader,
  { liquidations }: CascadeSources,
  asOf: Ms | undefined,
): CascadeInput | undefined {
  const series = liquidations === undefined ? undefined : reader.getSeries(liquidations);
  return (
    series && {
      liquidations: liquidationSeries(series, reader.read(series.id, rangeOf(asOf))),
      coverage: reader.coverage(series.id),
      // Beyond its last row nobody knows whether the feed was alive: no event is declared over by silence.
      asOf: Math.min(asOf ?? Infinity, series.to + series.knownLag),
    }
  );
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
  const context = contextsOf(reader, sources, span).find(({ bars }) => bars && bars.columns.t.length > 0) ?? {};
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
