import type { ExposedPosition } from './exposed';
import type { HedgeMarket } from './market';
import { simulate, type SimulateOptions } from './simulate';
import type { PathSet, RollRobustness } from './simulation';
import type { HedgePlan } from './types';

const FARTHEST = 14;
const SHIFTS = Float64Array.from({ length: 2 * FARTHEST + 1 }, (_, i) => i - FARTHEST);

/**
 * The same plan with every roll moved by −14 to +14 days: what of its outcome is owed to the day of the roll. Takes as long as so many
 * simulations.
 * @returns of many paths medians of P&L and cost, and the worst drawdown; undefined when stopped.
 * @source method.md, section 5.
 */
export function rollRobustness(
  plan: HedgePlan,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  paths: PathSet,
  { shouldStop, onProgress }: Pick<SimulateOptions, 'shouldStop' | 'onProgress'> = {},
): RollRobustness | undefined {
  const [pnl, drawdown, costPerYear] = [SHIFTS.slice(), SHIFTS.slice(), SHIFTS.slice()];
  for (let i = 0; i < SHIFTS.length; i++) {
    const options = { rollShiftDays: SHIFTS[i], ...(shouldStop === undefined ? {} : { shouldStop }) };
    const result = simulate(plan, market, positions, paths, options);
    if (result === undefined) return undefined;
    pnl[i] = result.hedged.medianPnl;
    drawdown[i] = result.hedged.worstDrawdown;
    costPerYear[i] = result.costPerYear.median;
    onProgress?.((i + 1) / SHIFTS.length);
  }
  return { shifts: SHIFTS.slice(), pnl, drawdown, costPerYear };
}
