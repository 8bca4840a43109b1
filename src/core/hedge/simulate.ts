import { MS_PER_DAY } from '../time/ms';
import type { ExposedPosition } from './exposed';
import type { HedgeMarket } from './market';
import { resultOf } from './result';
import type { PathSet, SimulationResult } from './simulation';
import { simulateBlock, startRun } from './step/block';
import { emptyOutcomes, type PathOutcomes } from './step/outcomes';
import type { HedgePlan } from './types';

/** Paths that are stepped together: their columns stay in the second-level cache. */
const WIDTH = 256;

export interface SimulateOptions {
  /** Every roll moved by so many days. */
  readonly rollShiftDays?: number;
  /** Asked once for each block of paths and step. */
  readonly shouldStop?: () => boolean;
  /** Share that is done. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Carries a plan through every path, step by step: marks each leg on the surface as it moved, settles what expired, reads gates, takes
 * profit, rolls and opens, all at the market of the step and on nothing known later. At the last step things are only marked and
 * settled. Interest rates are 0 (DF = 1), layers' gains are not reinvested, and money of forced sales and loans is kept apart in
 * `capital`, where both sides are before it.
 * @returns undefined when stopped.
 * @throws {RangeError} columns whose shape is not (steps + 1, paths), a spot that is not positive, or a plan that cannot be priced.
 * @source method.md, section 5.
 */
export function simulate(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  paths: PathSet,
  options: SimulateOptions = {},
): SimulationResult | undefined {
  const outcomes = simulatePaths(plan, market, positions, paths, 0, paths.paths, options);
  return outcomes === undefined ? undefined : resultOf(plan, paths, [outcomes]);
}

/**
 * The paths [from, to) of the same, so that threads can share them: {@link resultOf} makes the result of all parts, in order.
 * @returns undefined when stopped.
 */
export function simulatePaths(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  paths: PathSet,
  from: number,
  to: number,
  { rollShiftDays = 0, shouldStop = () => false, onProgress }: SimulateOptions = {},
): PathOutcomes | undefined {
  assertPaths(paths);
  const run = startRun(plan, market, positions, paths, Math.min(WIDTH, to - from), rollShiftDays * MS_PER_DAY);
  const outcomes = emptyOutcomes(run, to - from);
  for (let at = from; at < to; at += WIDTH) {
    if (!simulateBlock(run, at, Math.min(to, at + WIDTH), at - from, outcomes, shouldStop)) return undefined;
    onProgress?.((Math.min(to, at + WIDTH) - from) / (to - from));
  }
  return outcomes;
}

function assertPaths(set: PathSet): void {
  const { steps, paths, step } = set;
  if (!(steps >= 1 && paths >= 1 && step > 0)) throw new RangeError(`steps=${steps} paths=${paths} step=${step}`);
  for (const name of ['spot', 'vol', 'volatility', 'slope', 'skew', 'exhaustion', 'ivOverRealized', 'drawdown', 'funding'] as const) {
    const column = set[name];
    if (column !== undefined && column.length !== (steps + 1) * paths) throw new RangeError(`${name}: ${column.length}`);
  }
  if (!set.spot.every((x) => x > 0 && x < Infinity)) throw new RangeError('a spot of a path is not positive');
} // prettier-ignore
