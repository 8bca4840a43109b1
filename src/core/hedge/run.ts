import { exposePositions, type ExposureData } from './expose';
import type { ExposedPosition } from './exposed';
import type { HedgeHistory } from './history';
import { makePaths } from './paths/make';
import type { PathRange, PathStart } from './paths/monte-carlo';
import { resultOf } from './result';
import { simulatePaths, type SimulateOptions } from './simulate';
import type { PathFacts, PathSet, PathSpec, SimulationResult } from './simulation';
import type { PathOutcomes } from './step/outcomes';
import type { HedgePlan } from './types';
import type { VolatilityDynamics } from './volatility-dynamics';

const MONTH = 30 / 365;
/** A plan with what it is carried through, from what was known at the start. */
export interface HedgeRun {
  readonly plan: HedgePlan;
  readonly path: PathSpec;
  readonly data: ExposureData;
  readonly history: HedgeHistory;
  /** Of the volatility of 30 days in Monte Carlo. */
  readonly dynamics: VolatilityDynamics;
}

/** Some of the paths of a run and what came of them. */
export interface RunPart {
  readonly facts: PathFacts;
  readonly outcomes: PathOutcomes;
}

/** @throws {RangeError} a position has no price or no beta, or paths cannot be made from what is known. */
function positionsOf({ plan, data }: HedgeRun): readonly ExposedPosition[] {
  const { positions, problems } = exposePositions(plan, data);
  if (problems.length > 0) throw new RangeError(problems.join(' '));
  return positions;
}

function startOf({ plan: { surface }, data: { market }, dynamics }: HedgeRun): PathStart {
  const isByRule = surface.dynamics === 'volBeta';
  return {
    t: market.t,
    spot: market.spot,
    vol: market.surface.atm(MONTH),
    volatility: market.volatility,
    dynamics: isByRule ? { ...dynamics, response: surface.volBeta } : dynamics,
    volBeta: isByRule ? surface.volBeta : 0,
  };
}

/** A path that says what volatility does has what the spot brings with it already: the rule is not applied a second time. */
function planOn(plan: HedgePlan, { vol, paths }: PathSet): HedgePlan {
  const isSaid = vol.subarray(paths).some((x) => !Number.isNaN(x));
  return isSaid && plan.surface.dynamics === 'volBeta'
    ? { ...plan, surface: { ...plan.surface, dynamics: 'stickyDelta' } }
    : plan;
}

/** Carries the plan through some of the paths. @returns undefined when stopped. @throws {RangeError} as said above. */
export function runPart(run: HedgeRun, range: PathRange, options: SimulateOptions): RunPart | undefined {
  const paths = makePaths(run.path, startOf(run), run.history, range);
  const outcomes = simulatePaths(planOn(run.plan, paths), run.data.market, positionsOf(run), paths, 0, paths.paths, options); // prettier-ignore
  if (outcomes?.book === 0) throw new RangeError('the positions are worth nothing: there is no book to hedge');
  const { start, step, steps, source, modelled } = paths;
  return outcomes && { facts: { start, step, steps, paths: paths.paths, source, modelled }, outcomes };
}

/** The result of all parts, in the order of their paths. */
export function joinParts(plan: HedgePlan, parts: readonly RunPart[]): SimulationResult {
  const paths = parts.reduce((sum, { facts }) => sum + facts.paths, 0);
  return resultOf(plan, { ...parts[0].facts, paths }, parts.map(({ outcomes }) => outcomes)); // prettier-ignore
}

/** A layer by itself at the size that the plan gives it, without caps, so that P&L grows with its size. */
export function aloneIn(plan: HedgePlan, id: string): HedgePlan {
  return {
    ...plan,
    capital: null,
    layers: plan.layers
      .filter((layer) => layer.id === id)
      .map((layer) => ({ ...layer, caps: { premiumPerYear: null, notional: null } })),
  };
}
