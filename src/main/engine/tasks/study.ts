import { confirmationRows } from '#core/evidence/confirmations';
import { drawTask, studyDraws, summariseStudy, type StudySummary } from '#core/evidence/study';
import type { DrawTask } from '#core/evidence/inference';
import { lookaheadTest } from '#core/evidence/lookahead';
import { measureEvents } from '#core/evidence/measure';
import { ruleLacks } from '#core/evidence/rule-lacks';
import { defaultK, findEvents } from '#core/evidence/rules';
import { sensitivityCell, sensitivityOf, type RawCell } from '#core/evidence/sensitivity';
import type {
  InstrumentMeasures,
  LookaheadResult,
  Sensitivity,
  StudyEvent,
  StudyMarket,
  StudySpec,
} from '#core/evidence/types';
import type { StoreReader } from '../../store/api';
import { Kept } from '../kept';
import { Stopped, type TaskContext } from '../protocol';
import { shared } from '../shared-memory';
import { loadStudyMarket, type StudySources } from './study-market';

type Store = () => StoreReader;

interface KnownMarketArgs {
  readonly sources: StudySources;
  /** Changes with the data that the sources name. */
  readonly revision: string;
  readonly spec: Pick<StudySpec, 'asOf'>;
}
interface MarketArgs extends KnownMarketArgs {
  readonly spec: StudySpec;
}

/** The cells of a grid ask for the same market again and again, and so does a person who turns a weight; one of minutes is large. */
const markets = new Kept<StudyMarket>(2);

export const marketOf = (store: Store, { sources, revision, spec }: KnownMarketArgs): StudyMarket =>
  markets.get(JSON.stringify([sources, revision, spec.asOf]), () => loadStudyMarket(store(), sources, spec.asOf));

const eventsOf = (market: StudyMarket, spec: StudySpec): StudyEvent[] =>
  findEvents(market, spec.rule).filter(
    ({ decision }) => decision >= (spec.from ?? -Infinity) && decision < (spec.to ?? Infinity),
  );

interface MeasureArgs extends MarketArgs {
  /** Without them for the cells of a grid, which ask for the effect alone. */
  readonly withConfirmations: boolean;
}

/** What one instrument adds, the k that `null` stands for on its grid, and what its rule lacks on its data. */
export type Measured = InstrumentMeasures & { readonly k: number; readonly lacks: readonly string[] };

/** Events of one instrument, their outcomes and those of their controls; in shared memory, because several tasks read it next. */
export function measure(store: Store, args: MeasureArgs, context: TaskContext): Measured {
  const { spec, withConfirmations } = args;
  const market = marketOf(store, args);
  if (context.shouldStop()) throw new Stopped();
  const events = eventsOf(market, spec);
  if (context.shouldStop()) throw new Stopped();
  const { columns, interval } = market.bars;
  const measured = measureEvents(market.bars, events, spec, (columns.t.at(-1) ?? 0) + interval);
  if (context.shouldStop()) throw new Stopped();
  return shared({
    instrument: market.instrument,
    k: defaultK(market),
    lacks: ruleLacks(market, spec.rule),
    ...measured,
    confirmations: withConfirmations ? confirmationRows(market, events) : new Float64Array(0),
  });
}

interface SummaryArgs {
  readonly spec: StudySpec;
  readonly measures: readonly InstrumentMeasures[];
}

export function plannedDraws(_store: unknown, { spec, measures }: SummaryArgs): readonly DrawTask[] {
  return studyDraws(spec, measures);
}

export function draw(_store: unknown, task: DrawTask): Float64Array {
  return drawTask(task);
}

export function summarise(
  _store: unknown,
  { spec, measures, draws }: SummaryArgs & { readonly draws: readonly Float64Array[] },
): Promise<StudySummary> {
  return summariseStudy(spec, measures, () => Promise.resolve(draws));
}

/** One cell of the sensitivity grid, from the measures of its own rule. */
export function cell(
  _store: unknown,
  { spec, measures, x, y }: SummaryArgs & { readonly x: number; readonly y: number },
): Promise<RawCell> {
  return sensitivityCell(spec, measures, { x, y }, (tasks) => Promise.resolve(tasks.map((task) => drawTask(task))));
}

interface GridArgs {
  readonly spec: StudySpec;
  readonly axes: NonNullable<StudySpec['sweep']>;
  readonly cells: readonly RawCell[];
}

/** The grid as a whole, once all of its cells are there. */
export function sensitivity(_store: unknown, { spec, axes, cells }: GridArgs): Sensitivity {
  return sensitivityOf(spec, axes, cells);
}

interface LookaheadArgs extends MarketArgs {
  /** Decisions recomputed, and bars that the cuts without an event may add up to. */
  readonly most: number;
  readonly bars: number;
}

export function lookahead(store: Store, args: LookaheadArgs, context: TaskContext): LookaheadResult {
  const result = lookaheadTest({
    markets: [marketOf(store, args)],
    find: (market) => eventsOf(market, args.spec),
    confirmations: confirmationRows,
    most: args.most,
    bars: args.bars,
    shouldStop: context.shouldStop,
    onProgress: (done) => context.onProgress(done, 1),
  });
  if (!result) throw new Stopped();
  return result;
}
