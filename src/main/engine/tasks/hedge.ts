import type { KnownPoints } from '#core/evidence/types';
import type { HedgeHistory } from '#core/hedge/history';
import { toHedgeMarket } from '#core/hedge/market-data';
import { pathCount } from '#core/hedge/paths/count';
import type { PathRange } from '#core/hedge/paths/monte-carlo';
import { shiftOutcome, type ShiftOutcome } from '#core/hedge/roll-robustness';
import { aloneIn, joinParts, runPart, type HedgeRun, type RunPart } from '#core/hedge/run';
import type { PathSpec, SimulationResult } from '#core/hedge/simulation';
import { cvarOf, pnlAt, sizingProgramme, type SizingProblem } from '#core/hedge/size';
import type { HedgePlan } from '#core/hedge/types';
import { VOLATILITY_DYNAMICS } from '#core/hedge/volatility-dynamics';
import { MS_PER_YEAR, type Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import { asked } from '../asked';
import { Kept } from '../kept';
import { solveLinear } from '../linear-programme';
import { Stopped, type TaskContext } from '../protocol';
import { hedgeMarket, loadHistory, type MarketArgs } from './hedge-market';

type Store = () => StoreReader;

export interface RunArgs {
  readonly market: MarketArgs;
  /** Changes with the data that the sources name. */
  readonly revision: string;
  readonly plan: HedgePlan;
  readonly path: PathSpec;
  readonly shiftRolls: number;
  /** The history is known until here: a recorded path goes on beyond its start. */
  readonly until: Ms | undefined;
  /** Of a chain along a recorded path. */
  readonly slopes: KnownPoints | undefined;
}

type Loaded = Pick<HedgeRun, 'data' | 'history' | 'dynamics'>;
/** The parts of a run ask for the same market one after another. */
const loaded = new Kept<Loaded>(2);

function runOf(store: Store, { market: args, revision, plan, path, until, slopes }: RunArgs): HedgeRun {
  const found = loaded.get(JSON.stringify([args, revision, until]), (): Loaded => {
    const reader = store();
    const { market, closes, benchmark, history } = hedgeMarket(reader, args);
    const later: HedgeHistory = until === args.asOf ? history : loadHistory(reader, { ...args, asOf: until });
    return {
      data: { market: toHedgeMarket(market), closes, benchmark },
      history: slopes ? { ...later, slope: slopes } : later,
      dynamics: VOLATILITY_DYNAMICS[args.sources.equity ? 'equity' : 'crypto'],
    };
  });
  return { ...found, plan, path };
}

/** Some of the paths of a simulation. */
export function part(store: Store, args: RunArgs & { readonly range: PathRange }, context: TaskContext): RunPart {
  const found = asked(() =>
    runPart(runOf(store, args), args.range, {
      rollShiftDays: args.shiftRolls,
      shouldStop: context.shouldStop,
      onProgress: (share) => context.onProgress(share, 1),
    }),
  );
  if (!found) throw new Stopped();
  return found;
}

/** The result of all parts. */
export function join(_store: unknown, { plan, parts }: { readonly plan: HedgePlan; readonly parts: readonly RunPart[] }): SimulationResult {
  return joinParts(plan, parts);
} // prettier-ignore

const wholeOf = (path: PathSpec): PathRange => ({ first: 0, count: pathCount(path) });

/** The whole plan with its rolls moved. */
export function shift(store: Store, args: RunArgs, context: TaskContext): ShiftOutcome {
  const all = part(store, { ...args, range: wholeOf(args.path) }, context);
  return shiftOutcome(args.shiftRolls, joinParts(args.plan, [all]));
}

/** What a layer does by itself: P&L of every path and premium paid a year, shares of the book; and the book without layers. */
export interface LayerPnl {
  readonly pnl: Float64Array;
  readonly unhedged: Float64Array;
  readonly premium: number;
}

export function layerPnl(store: Store, args: RunArgs & { readonly layer: string }, context: TaskContext): LayerPnl {
  const plan = aloneIn(args.plan, args.layer);
  const all = part(store, { ...args, plan, range: wholeOf(args.path) }, context);
  const { hedged, unhedged, layers, book, steps, step } = joinParts(plan, [all]);
  const years = (steps * step) / MS_PER_YEAR;
  return {
    pnl: hedged.pnl.map((x, path) => x - unhedged.pnl[path]!),
    unhedged: unhedged.pnl,
    premium: layers[0]!.premiumPaid / book / years,
  };
}

/** Sizes of least CVaR; undefined: nothing fits the budget. */
export async function solveSize(_store: unknown, { problem }: { readonly problem: SizingProblem }): Promise<Sized | undefined> {
  const { level, layers } = problem;
  const solution = await solveLinear(sizingProgramme(problem));
  const planned = cvarOf(pnlAt(problem, layers.map(() => 1)), level);
  const sizes = solution && Array.from(solution.x.subarray(0, layers.length), (x) => Math.max(0, x));
  return sizes && { sizes, cvar: { none: cvarOf(problem.unhedged, level), planned, sized: cvarOf(pnlAt(problem, sizes), level) } };
} // prettier-ignore

export interface Sized {
  readonly sizes: readonly number[];
  readonly cvar: { readonly none: number; readonly planned: number; readonly sized: number };
}
