import type { SideOutcome, SimulationResult } from '#core/hedge/simulation';
import type { Ink } from '../../ui/plot/shapes';

/** One of what is set beside one another: a plan, a second plan, the book alone. */
export interface Side {
  readonly id: 'a' | 'b' | 'none';
  readonly title: string;
  readonly outcome: SideOutcome;
  /** Mean and median cost of its layers per year, share of the book; undefined: it has no layers. */
  readonly cost: SimulationResult['costPerYear'] | undefined;
  readonly ink: Ink;
  readonly dash: readonly number[];
  readonly width: number;
}

/** @param second the same paths with another plan */
export function sidesOf(result: SimulationResult, second: SimulationResult | null): readonly Side[] {
  const solid = { dash: [], width: 1.25 } as const;
  return [
    { id: 'a', title: second ? 'hedged A' : 'hedged', outcome: result.hedged, cost: result.costPerYear, ink: 'series1', dash: [], width: 2 },
    ...(second ? [{ id: 'b', title: 'hedged B', outcome: second.hedged, cost: second.costPerYear, ink: 'series3', ...solid } as const] : []),
    { id: 'none', title: 'unhedged', outcome: result.unhedged, cost: undefined, ink: 'series2', dash: [5, 3], width: 1.25 },
  ]; // prettier-ignore
}

/** Two runs can be set side by side when they went over the same paths. */
export const sameRun = (a: SimulationResult, b: SimulationResult): boolean =>
  a.start === b.start && a.step === b.step && a.steps === b.steps && a.paths === b.paths && a.source === b.source;
