import { VOLATILITY_DYNAMICS } from '#core/hedge/volatility-dynamics';
import { joined } from '#core/scenario/analog';
import { deviationOf } from '#core/scenario/bars';
import { SCENARIO } from '#core/scenario/id';
import { playLine } from '#core/scenario/line';
import { shockPoints } from '#core/scenario/shock';
import { resample } from '#core/series/resample';
import type { AnyColumns, Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { ScenarioFacts, ScenarioPath, ScenarioPreview, ScenarioSpec } from '#shared/scenario';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { PageBlock, SeriesRecord } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';
import { pastedAnalog } from './scenario-analog';
import { anchorAt, indexLevels, partOf, recentOf, valueAt, type Anchor, type ScenarioSources } from './scenario-past';

export interface ScenarioArgs {
  /** Instrument that it is written as. */
  readonly id: string;
  readonly spec: ScenarioSpec;
  readonly sources: ScenarioSources;
  readonly equity: boolean;
  /** Of an analog. */
  readonly analog: ScenarioSources | undefined;
}

/** What comes after the start. A kind that is missing is not said anything about. */
export interface Future {
  readonly bars: Bars;
  /** Levels of the volatility index by the instants from which they are known. */
  readonly index: AnyColumns;
  readonly others: readonly { readonly series: SeriesRecord; readonly columns: AnyColumns }[];
  readonly words: readonly string[];
}

export interface BuiltScenario {
  readonly facts: ScenarioFacts;
  readonly blocks: readonly PageBlock[];
}

/** Past that is copied: a year for what looks a year back and a month for what leads into it, as far as there is room for. */
const PAST: Ms = 400 * MS_PER_DAY;
const MOST_PAST_BARS = 150_000;
const MOST_BARS = 50_000;
const PREVIEW_BARS = 300;

/** All series of a scenario: the asset's past up to its start, and what comes after. */
export function buildScenario(store: () => StoreReader, args: ScenarioArgs, context: TaskContext): BuiltScenario {
  const reader = store();
  const { spec, sources } = args;
  const step = (done: number, words: string): void => {
    if (context.shouldStop()) throw new Stopped();
    context.onProgress(done, 4, words);
  };
  const start = startOf(reader, args);
  step(1, 'Reading the past');
  const from = start.t - Math.min(PAST, MOST_PAST_BARS * spec.step);
  const past = reader.readBars(sources.bars, spec.step, { from, asOf: start.t });
  const index = sources.index === undefined ? undefined : indexLevels(reader, sources.index, from, start.t);
  step(2, 'Making the bars');
  const future = futureOf(reader, args, start);
  // A past of liquidations that nobody goes on with would read as a market in which nothing is closed by force.
  const goesOn = future.others.some(({ series }) => series.kind === 'liquidations');
  const ids = [sources.oi, sources.funding, goesOn ? sources.liquidations : undefined];
  const kept = ids.flatMap((id) => partOf(reader, id, from, start.t) ?? []);
  step(3, 'Putting both together');
  const key = { instrument: args.id, source: SCENARIO, field: '' };
  const traitsOf = ({ knownLag, volumeUnit, unit }: SeriesRecord) => ({ knownLag, volumeUnit, unit, synthetic: true });
  const bars = reader.getSeries(sources.bars)!;
  const levels = index ? joined(index, future.index) : future.index;
  const blocks = [
    blockOf({ ...key, kind: 'bars', interval: spec.step }, { ...traitsOf(bars), knownLag: spec.step }, joined(past, future.bars)),
    blockOf({ ...key, kind: 'vol', interval: 0 }, { knownLag: 0, volumeUnit: 'base', unit: '', synthetic: true }, levels),
    ...kept
      .filter(({ series: own }) => future.others.every(({ series }) => series.kind !== own.kind || series.interval !== own.interval))
      .map(({ series, columns, coverage }) => blockOf({ ...key, kind: series.kind, interval: series.interval }, traitsOf(series), columns, coverage)),
    ...future.others.map(({ series, columns }) => {
      const own = kept.find((one) => one.series.kind === series.kind && one.series.interval === series.interval);
      // What is closed by force in a scenario is an estimate, whatever its source was.
      const coverage = series.kind === 'liquidations' ? [...(own?.coverage ?? []), { from: start.t, coverage: 'proxy' as const }] : [];
      return blockOf({ ...key, kind: series.kind, interval: series.interval }, traitsOf(series), own ? joined(own.columns, columns) : columns, coverage);
    }),
  ];
  return { facts: factsOf(args, start, future, valueAt(reader, sources.index, 'c', start.t)), blocks: blocks.filter(({ columns }) => columns.t.length > 0) };
} // prettier-ignore

/** The same in few bars, with a stretch of the past before them. */
export function previewScenario(store: () => StoreReader, args: ScenarioArgs): ScenarioPreview {
  const reader = store();
  const start = startOf(reader, args);
  const future = futureOf(reader, args, start);
  const facts = factsOf(args, start, future, valueAt(reader, args.sources.index, 'c', start.t));
  const { step } = args.spec;
  const before = Math.max(20 * step, (facts.end - start.t) / 3);
  const from = Math.floor((start.t - before) / step) * step;
  const past = reader.readBars(args.sources.bars, step, { from, asOf: start.t });
  const bars = joined(past, future.bars) as unknown as Bars;
  const width = Math.ceil(bars.t.length / PREVIEW_BARS) * step;
  const { t, c } = joined(
    args.sources.index === undefined ? { ...future.index, t: new Float64Array(), c: new Float64Array() } : indexLevels(reader, args.sources.index, from, start.t),
    future.index,
  );
  const every = Math.ceil(t.length / PREVIEW_BARS);
  const picked = (column: Float64Array): Float64Array => column.filter((_, i) => i % every === 0 || i === column.length - 1);
  return { ...facts, bars: width > step ? resample(bars, width) : bars, vol30: { t: picked(t), value: picked(c!) } };
} // prettier-ignore

function startOf(reader: StoreReader, { spec, sources }: ScenarioArgs): Anchor {
  return anchorAt(reader, sources, spec.step, Math.min(spec.start ?? Infinity, spec.asOf ?? Infinity));
}

function futureOf(reader: StoreReader, args: ScenarioArgs, start: Anchor): Future {
  const { spec, sources, analog, equity } = args;
  const { path, step } = spec;
  const bars = hoursOf(path) * (MS_PER_HOUR / step);
  if (bars < 1) throw new BallastError('invalid', 'The scenario is shorter than one bar: take narrower bars, or make it longer.');
  if (bars > MOST_BARS) throw new BallastError('invalid', `The scenario has ${Math.round(bars).toLocaleString('en-US')} bars, and ${MOST_BARS.toLocaleString('en-US')} are the most: take wider bars, or make it shorter.`);
  if (path.kind === 'analog') return pastedAnalog(reader, { sources, analog: analog!, start, path, step, asOf: spec.asOf });
  const { close } = recentOf(reader, sources, step, start);
  const recent = deviationOf(close);
  const dynamics = VOLATILITY_DYNAMICS[equity ? 'equity' : 'crypto'];
  const vol = valueAt(reader, sources.index, 'c', start.t);
  const volBeta = path.volBeta ?? dynamics.response;
  const points = path.kind === 'drawn' ? path.points : shockPoints(path);
  if (points.some(({ spot }) => !(spot > 0))) throw new BallastError('invalid', 'The price would fall to nothing or below: fall less, or let less of the move go on after it.');
  const made = playLine({ points, volBeta, start: start.t, step, price: start.price, vol, deviation: recent * path.restless, seed: path.seed });
  const isSaid = points.some((point) => point.vol !== null);
  return {
    bars: made.bars,
    index: made.vol,
    others: [],
    words: [
      path.restless > 0 && recent > 0
        ? `Bars: modelled, a Brownian bridge about the line with ${path.restless === 1 ? '' : `${path.restless} times `}the restlessness of the 30 days before.`
        : 'Bars: the line itself, without wicks.',
      Number.isNaN(vol)
        ? `Volatility: not known at the start, and nothing is said of it.`
        : isSaid
          ? 'Volatility of 30 days: as typed, straight in the logarithm between points.'
          : `Volatility of 30 days: modelled, the price over that of the start to the power of ${-volBeta}.`,
      'Volume, open interest, funding and liquidations: nothing is said of them after the start.',
    ],
  };
} // prettier-ignore

const hoursOf = (path: ScenarioPath): number =>
  path.kind === 'drawn'
    ? path.points.at(-1)!.day * 24
    : path.kind === 'shock'
      ? path.hours + path.recoveryHours + path.restHours
      : path.hours;

function factsOf({ spec, id }: ScenarioArgs, start: Anchor, { bars, index, others, words }: Future, vol: number): ScenarioFacts {
  const liquidations = others.find(({ series }) => series.kind === 'liquidations')?.columns;
  const sum = (column: Float64Array | undefined): number => column?.reduce((total, x) => total + (Number.isNaN(x) ? 0 : x), 0) ?? 0;
  const levels = index['c']!;
  if (bars.t.length === 0) throw new BallastError('notFound', `No bar of ${id} comes of it.`);
  return {
    asset: spec.asset,
    start: start.t,
    end: bars.t.at(-1)! + spec.step,
    step: spec.step,
    price: start.price,
    low: bars.l.reduce((least, x) => Math.min(least, x), Infinity),
    high: bars.h.reduce((most, x) => Math.max(most, x), -Infinity),
    last: bars.c.at(-1)!,
    vol: { start: vol, high: levels.length === 0 ? NaN : levels.reduce((most, x) => Math.max(most, x), vol > 0 ? vol : 0), last: levels.at(-1) ?? NaN },
    liquidated: liquidations ? sum(liquidations['notional']) + sum(liquidations['long']) + sum(liquidations['short']) : NaN,
    words,
  };
} // prettier-ignore

const blockOf = (key: PageBlock['key'], traits: PageBlock['traits'], columns: AnyColumns, coverage: PageBlock['coverage'] = []): PageBlock => ({
  ...{ key, traits, columns, coverage },
  line: Float64Array.from(columns.t, (_, i) => i + 1),
}); // prettier-ignore
