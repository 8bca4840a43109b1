import type { KnownPoints } from '#core/evidence/types';
import { exposePositions } from '#core/hedge/expose';
import type { HedgeHistory } from '#core/hedge/history';
import type { HedgeMarket } from '#core/hedge/market';
import { toHedgeMarket } from '#core/hedge/market-data';
import { historyRows, longerPath, shorterPath } from '#core/hedge/paths/history';
import { BookRun, filledActs } from '#core/hedge/replay/book-run';
import type { BookAct } from '#core/hedge/replay/types';
import type { PathSet } from '#core/hedge/simulation';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { MOST_BOOK_BARS, type ReplayBook } from '#shared/replay-book';
import type { ReplayAct } from '#shared/replay';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { asked } from '../asked';
import { Stopped, type TaskContext } from '../protocol';
import { closesAt, hedgeMarket, loadHistory, type HedgeSources, type MarketArgs } from './hedge-market';

export interface BookSourcedAct extends ReplayAct {
  /** Which series speak for its positions; null where it has no plan. */
  readonly sources: HedgeSources | null;
}

export interface BookArgs extends Pick<MarketArgs, 'sources' | 'exhaustion' | 'synthetic'> {
  readonly asOf: Ms;
  /** Changes with the data that the sources name. */
  readonly revision: string;
  /** Bars of the asset that those of the step are made from; undefined: none are as fine, and its daily closes stand in. */
  readonly bars: SeriesId | undefined;
  readonly step: Ms;
  readonly acts: readonly BookSourcedAct[];
  /** Of a chain along the way. */
  readonly slopes: KnownPoints | undefined;
}

interface Start {
  readonly market: HedgeMarket;
  readonly notes: readonly string[];
}
/** Where a question was left: one that begins alike goes on from here. */
interface Carried {
  readonly key: string;
  /** Rows that were known by the latest clock that asked. */
  readonly path: PathSet;
  readonly start: Start;
  readonly run: BookRun;
  /** Last bar of the run, and the acts that it has filled. */
  readonly end: Ms;
  readonly filled: readonly string[];
}
let carried: Carried | undefined;

/** Longer than anything that a signal looks back for. */
const BEFORE: Ms = 400 * MS_PER_DAY;

/**
 * A hedge along the recorded bars from its first fill to the last bar that was known by an instant. It goes on from where the last
 * question was left, if that began alike; a clock that was moved back carries it again over the rows that are there.
 * @returns undefined when nothing is filled by then.
 */
export function book(store: () => StoreReader, args: BookArgs, { shouldStop }: TaskContext): ReplayBook | undefined {
  const acts = filledActs(args.acts, args.step);
  const [start] = acts.keys();
  if (start === undefined || start > args.asOf) return undefined;
  const reader = store();
  const key = keyOf(args, start);
  const before = carried?.key === key ? carried : undefined;
  carried = undefined; // what fails on the way cannot be gone on from
  return asked(() => {
    const path = pathOf(reader, args, start, before?.path);
    if (path === undefined) return undefined;
    const end = endOf(path);
    const due = [...acts].filter(([fill]) => fill <= end);
    const market = before?.start ?? startOf(reader, args, start, acts.get(start)!, path);
    const left = before && before.end <= end && beginsAlike(before, due) ? before : undefined;
    const filled = due
      .filter(([fill]) => left === undefined || fill > left.end)
      .map(([fill, act]): [Ms, BookAct] => [fill, exposed(reader, act, spotAt(path, fill), fill, market.market)]);
    const run = left?.run ?? new BookRun(market.market, filled[0]![1], shorterPath(path, 0));
    if (!run.advance(path, new Map(filled), shouldStop)) throw new Stopped();
    const longest = before && before.path.steps > path.steps ? before.path : path;
    carried = { key, path: longest, start: market, run, end, filled: due.map(wordOf) };
    return { ...run.book(), notes: notesOf(args, market) };
  });
} // prettier-ignore

const keyOf = ({ sources, synthetic, revision, bars, step, exhaustion, slopes }: BookArgs, start: Ms): string =>
  JSON.stringify([sources, synthetic, revision, bars, step, exhaustion !== undefined, slopes !== undefined, start]);

/** Rows up to the last one that is known; undefined: not even the first one is. */
function pathOf(reader: StoreReader, args: BookArgs, start: Ms, before: PathSet | undefined): PathSet | undefined {
  const { asOf, step } = args;
  const wanted = Math.floor((asOf - start) / step);
  if (before !== undefined && before.steps >= wanted) return shorterPath(before, wanted);
  const history = historyOf(reader, args, (before ? endOf(before) : start) - BEFORE);
  const steps = Math.min(wanted, Math.floor(((history.spot.known.at(-1) ?? -Infinity) - start) / step));
  if (steps < 0) return undefined;
  if (steps > MOST_BOOK_BARS) throw tooMany(steps);
  return before ? longerPath(before, history, steps) : historyRows(history, { from: start, step, steps });
}

const endOf = ({ start, step, steps }: PathSet): Ms => start + steps * step;
const spotAt = ({ start, step, spot }: PathSet, t: Ms): number => spot[(t - start) / step]!;
const wordOf = ([fill, { plan }]: readonly [Ms, ReplayAct]): string => JSON.stringify([fill, plan]);
const beginsAlike = ({ filled, end }: Carried, due: readonly (readonly [Ms, ReplayAct])[]): boolean =>
  filled.join() === due.filter(([fill]) => fill <= end).map(wordOf).join(); // prettier-ignore
const tooMany = (steps: number): BallastError =>
  new BallastError('invalid', `There are ${steps.toLocaleString('en-US')} bars since the first act, and at most ${MOST_BOOK_BARS.toLocaleString('en-US')} can be carried: take a longer step.`); // prettier-ignore

/** With closes of the bars of the step in the place of the daily ones. */
function historyOf(reader: StoreReader, args: BookArgs, from: Ms): HedgeHistory {
  const history = loadHistory(reader, args, from);
  const { bars, step, asOf, slopes } = args;
  const told = slopes ? { ...history, slope: slopes } : history;
  if (bars === undefined) return told;
  const { interval, knownLag } = reader.getSeries(bars)!;
  const { t, c } = reader.readBars(bars, step, { from: Math.ceil(from / step) * step, asOf });
  return { ...told, spot: { known: t.map((open) => open + step + knownLag - interval), value: c } };
}

function startOf(reader: StoreReader, args: BookArgs, start: Ms, { plan }: BookSourcedAct, { spot }: PathSet): Start {
  const { market, notes } = hedgeMarket(reader, { ...args, asOf: start, window: plan!.beta.window, fine: false });
  return { market: toHedgeMarket({ ...market, spot: spot[0]! }), notes };
} // prettier-ignore

/** An act with its positions as they were known when it was filled. @throws {RangeError} one has no price or no beta */
function exposed(reader: StoreReader, { at, plan, sources }: BookSourcedAct, spot: number, fill: Ms, market: HedgeMarket): BookAct {
  if (plan === null || sources === null) return { at, plan: null, positions: [] };
  const known = { market: { ...market, t: fill, spot }, ...closesAt(reader, sources, fill, plan.beta.window) };
  const { positions, problems } = exposePositions(plan, known);
  if (problems.length > 0) throw new RangeError(problems.join(' '));
  return { at, plan, positions };
} // prettier-ignore

const notesOf = ({ bars }: BookArgs, { notes }: Start): readonly string[] =>
  bars === undefined ? [...notes, 'Prices: daily closes, no finer bars of the asset were stored by then.'] : notes;
