import type { RollRobustness, SimulationResult } from './simulation';

const FARTHEST = 14;
/** Days that every roll is moved by, ascending: each is a simulation of the same plan. @source method.md, section 5. */
export const ROLL_SHIFTS: readonly number[] = Array.from({ length: 2 * FARTHEST + 1 }, (_, i) => i - FARTHEST);

/** What one shift of the roll day comes to: medians of P&L and cost, and the worst drawdown. */
export interface ShiftOutcome {
  readonly shift: number;
  readonly pnl: number;
  readonly drawdown: number;
  readonly costPerYear: number;
}

export function shiftOutcome(shift: number, { hedged, costPerYear }: SimulationResult): ShiftOutcome {
  return { shift, pnl: hedged.medianPnl, drawdown: hedged.worstDrawdown, costPerYear: costPerYear.median };
}

/** A shift that has not been run yet. */
export const unknownShift = (shift: number): ShiftOutcome => ({ shift, pnl: NaN, drawdown: NaN, costPerYear: NaN });

/** All shifts, ascending: what of the outcome is owed to the day of the roll. */
export function joinShifts(outcomes: readonly ShiftOutcome[]): RollRobustness {
  const sorted = outcomes.toSorted((a, b) => a.shift - b.shift);
  const column = (of: (one: ShiftOutcome) => number): Float64Array => Float64Array.from(sorted, of);
  return {
    shifts: column(({ shift }) => shift),
    pnl: column(({ pnl }) => pnl),
    drawdown: column(({ drawdown }) => drawdown),
    costPerYear: column((one) => one.costPerYear),
  };
}
