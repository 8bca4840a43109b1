import type { Ms } from '../../time/ms';
import type { ExposedPosition } from '../exposed';
import { UNKNOWN_SIGNALS } from '../gates';
import type { HedgeMarket } from '../market';
import type { PathSet } from '../simulation';
import type { HedgePlan } from '../types';
import { engineOf } from './accounts';
import { addLayers, keepCapital, keepTrace, type PathOutcomes } from './outcomes';
import { PositionBook } from './positions';
import { programmeOf } from './programme';
import type { Run } from './run';
import { spentOf } from './spent';
import { State } from './state';
import { closeStep, moveStep, tradeStep } from './step';
import { Terms } from './terms';

/** @param width paths of a block at most. @param isEndless the paths will go on: what is forgotten after a year is kept from the start. */
export function startRun(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  paths: PathSet,
  width: number,
  rollShift: Ms,
  isEndless = false,
): Run {
  const programme = programmeOf(plan, market, positions, paths);
  return {
    plan,
    market,
    paths,
    programme,
    terms: new Terms(market, plan.surface, programme.expiries),
    state: new State(programme, width),
    positions: new PositionBook(positions, programme.expiries, width),
    rollShift,
    counts: programme.layers.map(() => ({ opened: 0, rolled: 0, monetised: 0, refused: 0, open: 0, unknown: 0 })),
    known: new Set(),
    missed: new Set(),
    signals: { ...UNKNOWN_SIGNALS },
    events: paths.paths === 1 ? [] : undefined,
    spent: spentOf({ paths, programme }, width, isEndless),
    capital: engineOf(plan.capital, width),
    from: 0,
    step: 0,
    t: paths.start,
  };
}

/** Steps the paths [from, to) to their end. @param at their place in the outcomes. @returns false: stopped. */
export function simulateBlock(
  run: Run,
  from: number,
  to: number,
  at: number,
  outcomes: PathOutcomes,
  shouldStop: () => boolean,
): boolean {
  const { state, paths, positions } = run;
  state.reset(to - from, paths.start);
  positions.reset();
  run.spent?.fill(0);
  run.from = from;
  for (let step = 0; step <= paths.steps; step++) {
    if (shouldStop()) return false;
    run.step = step;
    run.t = paths.start + step * paths.step;
    moveStep(run);
    // At the end nothing is traded any more.
    if (step < paths.steps) tradeStep(run);
    closeStep(run);
    keepTrace(run, outcomes.capital);
    const first = step * outcomes.paths + at;
    for (let path = 0; path < state.n; path++) {
      outcomes.unhedged[first + path] = state.book[path];
      outcomes.hedged[first + path] = state.book[path] + state.gain[path];
    }
  }
  outcomes.book = positions.value;
  addLayers(run, outcomes.layers);
  keepCapital(run, outcomes.capital, at);
  return true;
}
