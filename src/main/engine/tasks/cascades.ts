import { detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import { describeMarket } from '#core/liquidations/describe';
import { detectCascades } from '#core/liquidations/detect';
import { detectProxyCascades } from '#core/liquidations/proxy';
import { baselineLength, DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import { eventTimeline } from '#core/liquidations/timeline';
import type { CascadeEvent, CascadeInput, LiquidationSeries, MarketContext, Timed } from '#core/liquidations/types';
import { emptyColumns, type Bars, type Columns, type Prints } from '#core/series/schema';
import { lastIndexAtOrBefore, lowerBound } from '#core/series/search';
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

/** An event and the width of the bins it was found on. */
export type GriddedEvent = CascadeEvent & { readonly grid: Ms };

/** Events of one instrument by one rule, from everything that was known by `asOf`, in the order of their decisions. */
export function detect(
  store: () => StoreReader,
  { rule, sources, settings, asOf }: DetectArgs,
  context: TaskContext,
): GriddedEvent[] {
  const reader = store();
  const contexts = contextsOf(reader, sources, rangeOf(asOf));
  if (context.shouldStop()) throw new Stopped();
  if (rule === 'liquidations') {
    const input = liquidationInput(reader, sources, asOf);
    return input ? detectOnGrids(input, contexts, settings, context) : [];
  }
  const { bars, oi, funding } = contexts[0]!;
  if (!bars || (rule === 'proxy' && !oi)) return [];
  const input = { bars, oi, funding };
  const events = rule === 'absoluteMove' ? detectAbsoluteMoves(input) : detectProxyCascades(input);
  return events.map((event) => ({ ...event, grid: bars.interval }));
}

/** A stretch of time and the width of the bins its liquidations are summed in. */
interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
  readonly grid: Ms;
}

/**
 * Prints are binned no finer than the bars that describe them: a minute's burst inside an hourly bar would be decided
 * before its price is known. Sums keep their own width, and without bars the grid is the one of the settings.
 */
function stretchesOf(input: CascadeInput, contexts: readonly MarketContext[], settings: CascadeSettings): Stretch[] {
  const all = (grid: Ms): Stretch[] => [{ from: -Infinity, to: Infinity, grid }];
  const { liquidations } = input;
  if (liquidations.kind === 'buckets') return all(Math.max(settings.gridMs, liquidations.interval));
  const stretches: Stretch[] = [];
  let to = Infinity;
  for (const { bars } of contexts) {
    const from = bars?.columns.t[0];
    if (!bars || from === undefined || !(from < to)) continue;
    stretches.push({ from, to, grid: Math.max(settings.gridMs, bars.interval) });
    to = from;
  }
  const coarsest = stretches.at(-1);
  if (!coarsest) return all(settings.gridMs);
  stretches[stretches.length - 1] = { ...coarsest, from: -Infinity };
  return stretches.reverse();
}

function detectOnGrids(
  input: CascadeInput,
  contexts: readonly MarketContext[],
  settings: CascadeSettings,
  context: TaskContext,
): GriddedEvent[] {
  return stretchesOf(input, contexts, settings).flatMap(({ from, to, grid }) => {
    if (context.shouldStop()) throw new Stopped();
    const chosen = { ...settings, gridMs: grid };
    // The baseline reaches back beyond the stretch; what began before it belongs to the stretch before.
    const events = detectCascades(since(input, from - baselineLength(chosen, grid) * grid, grid), chosen);
    return events
      .filter((event) => event.start >= from && event.start < to)
      .map((event) => ({ ...describe(event, contexts, chosen, grid), grid }));
  });
}

/** Prints from the bin of an instant on; all of them where there is nothing before it. */
function since(input: CascadeInput, from: Ms, grid: Ms): CascadeInput {
  const { liquidations } = input;
  if (liquidations.kind !== 'prints' || !(liquidations.columns.t[0]! < from)) return input;
  const start = lowerBound(liquidations.columns.t, Math.floor(from / grid) * grid);
  const columns = Object.fromEntries(
    Object.entries(liquidations.columns).map(([name, column]) => [name, column.subarray(start)]),
  ) as unknown as Prints;
  return { ...input, liquidations: { kind: 'prints', columns } };
}

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
  /** End of the liquidations that were known by `asOf`; undefined without any. */
  readonly until: Ms | undefined;
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
  { sources, event, until, asOf }: TimelineArgs,
): Pick<CascadeTimeline, 't' | 'long' | 'short' | 'price' | 'oi'> {
  const reader = store();
  const pad = TIMELINE_BINS_AROUND * event.grid;
  const span = { from: event.start - 2 * pad, to: event.decision + 2 * pad, ...(asOf === undefined ? {} : { asOf }) };
  const series = sources.liquidations === undefined ? undefined : reader.getSeries(sources.liquidations);
  const context = contextsOf(reader, sources, span).find(({ bars }) => bars && bars.columns.t.length > 0) ?? {};
  const input: CascadeInput = {
    ...context,
    liquidations: series ? liquidationSeries(series, reader.read(series.id, span)) : NO_LIQUIDATIONS,
    asOf: Math.min(asOf ?? Infinity, Math.max(event.decision, until ?? event.decision + pad)),
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
      const k =
        oi && at + event.grid <= (asOf ?? Infinity)
          ? lastIndexAtOrBefore(oi.columns.t, at + event.grid - oi.interval)
          : -1;
      return k >= 0 ? value![k]! : NaN;
    }),
  };
}
