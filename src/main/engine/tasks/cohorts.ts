import { openInterestCohorts, type CohortInput } from '#core/liquidations/cohorts';
import { levelsLift } from '#core/liquidations/levels-lift';
import { DEFAULT_LEVEL_SETTINGS, liquidationLevels } from '#core/liquidations/liquidation-levels';
import type { LiquidationSeries, Span, Timed } from '#core/liquidations/types';
import type { Bars, Columns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { BreakEvenColumns, LevelsFigures, Lift } from '#shared/market';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesId } from '../../store/types';
import { Kept, revisionsOf } from '../kept';
import { cutKnown, type KnownRange } from './known';
import { liquidationSeries } from './liquidations';

/** Stored series that open-interest cohorts are made from. */
export interface CohortSources {
  readonly bars: SeriesId;
  readonly oi: SeriesId;
  readonly funding: SeriesId | undefined;
}

export const openInterest = (reader: StoreReader, id: SeriesId, range: ReadRange): Timed<Columns<'oi'>> => ({
  columns: reader.read(id, range) as unknown as Columns<'oi'>,
  interval: reader.getSeries(id)!.knownLag,
});

export const settlements = (
  reader: StoreReader,
  id: SeriesId | undefined,
  range: ReadRange,
): Columns<'funding'> | undefined =>
  id === undefined ? undefined : (reader.read(id, range) as unknown as Columns<'funding'>);

/** Their columns as known by `asOf`. */
export function cohortInput(reader: StoreReader, { bars, oi, funding }: CohortSources, asOf?: Ms): CohortInput {
  const range: ReadRange = asOf === undefined ? {} : { asOf };
  return {
    bars: {
      columns: reader.read(bars, range, ['t', 'h', 'l', 'c', 'v']) as unknown as Bars,
      interval: reader.getSeries(bars)!.interval,
    },
    oi: openInterest(reader, oi, range),
    funding: settlements(reader, funding, range),
    asOf,
  };
}

const breakEvens = new Kept<BreakEvenColumns>();

interface BreakEvenArgs extends KnownRange {
  readonly sources: CohortSources;
}

/** Survivors' break-even of both sides. A row depends on nothing later: all are computed once, whatever the as-of instant. */
export function readBreakEven(store: () => StoreReader, { sources, ...range }: BreakEvenArgs): BreakEvenColumns {
  const reader = store();
  const { bars, oi, funding } = sources;
  const whole = breakEvens.get(revisionsOf(reader, [bars, oi, funding]), () => {
    const input = cohortInput(reader, sources);
    const { longBreakEven, shortBreakEven } = openInterestCohorts(input);
    const t = input.bars.columns.t.map((open) => open + input.bars.interval);
    return { t, long: longBreakEven, short: shortBreakEven };
  });
  return cutKnown(whole, range);
}

const levels = new Kept<LevelsFigures>();

interface LevelsArgs {
  readonly sources: CohortSources;
  readonly liquidations: SeriesId | undefined;
  /** Detected cascades known by then: ascending, disjoint. */
  readonly cascades: readonly Span[];
  readonly asOf: Ms | undefined;
}

/** Estimated liquidation levels as they stood at the as-of instant, and how well such levels told where liquidations came. */
export function readLevels(
  store: () => StoreReader,
  { sources, liquidations, cascades, asOf }: LevelsArgs,
): LevelsFigures {
  const reader = store();
  const ids = [sources.bars, sources.oi, sources.funding, liquidations];
  const { lift, ...columns } = levels.get(
    `${asOf ?? 'live'} ${revisionsOf(reader, ids)} ${JSON.stringify(cascades)}`,
    () => {
      const input = cohortInput(reader, sources, asOf);
      const series = liquidations === undefined ? undefined : reader.getSeries(liquidations);
      const range: ReadRange = asOf === undefined ? {} : { asOf };
      return {
        ...liquidationLevels(input),
        binBp: DEFAULT_LEVEL_SETTINGS.binBp,
        lift: series
          ? liftOf(input, liquidationSeries(series, reader.read(series.id, range)), cascades)
          : NO_LIQUIDATIONS,
      };
    },
  );
  return { ...columns, price: columns.price.slice(), long: columns.long.slice(), short: columns.short.slice(), lift };
}

const NOT_MEASURED: Lift = { times: NaN, liquidations: 0 };
const lacking = (lacks: string): LevelsFigures['lift'] => ({ all: NOT_MEASURED, cascades: NOT_MEASURED, lacks });
const NO_LIQUIDATIONS = lacking('no liquidations');

function liftOf(input: CohortInput, series: LiquidationSeries, cascades: readonly Span[]): LevelsFigures['lift'] {
  if (series.kind === 'buckets' && series.interval > input.bars.interval)
    return lacking('liquidations come in sums longer than the bars');
  const measure = (within?: readonly Span[]): Lift => {
    const { lift, liquidations } = levelsLift(input, series, undefined, within);
    return { times: lift, liquidations };
  };
  const all = measure();
  return Number.isNaN(all.times) ? NO_LIQUIDATIONS : { all, cascades: measure(cascades), lacks: '' };
}
