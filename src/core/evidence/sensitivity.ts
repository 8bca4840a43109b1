import { benjaminiHochberg } from '../stats/benjamini-hochberg';
import { median } from '../stats/robust';
import { parameterOf } from './sweep';
import { decidingEffect, type Draw } from './study';
import type { InstrumentMeasures, Sensitivity, SensitivityCell, StudySpec } from './types';

/** A cell before the grid is complete. */
export type RawCell = Omit<SensitivityCell, 'pAdjusted'>;

/**
 * What one cell of the grid says.
 * @param spec of the cell: its own rule, and the horizon of the grid as the first one
 * @returns effect, bounds and p NaN below the least number of clusters
 */
export async function sensitivityCell(
  spec: StudySpec,
  measures: readonly InstrumentMeasures[],
  at: Pick<SensitivityCell, 'x' | 'y'>,
  draw: Draw,
): Promise<RawCell> {
  const effect = await decidingEffect(spec, measures, 0, draw);
  const told = effect.clusters >= spec.minClusters;
  return {
    ...at,
    events: measures.reduce((n, m) => n + m.events.length, 0),
    clusters: effect.clusters,
    effectBp: told ? effect.value : NaN,
    lo: told ? effect.lo : NaN,
    hi: told ? effect.hi : NaN,
    p: told ? effect.p : NaN,
  };
}

/** The grid as a whole: p adjusted for the number of cells tested, and where the rule in use stands among them. */
export function sensitivityOf(
  { rule }: StudySpec,
  sweep: NonNullable<StudySpec['sweep']>,
  cells: readonly RawCell[],
): Sensitivity {
  const x = parameterOf(rule, sweep.x.parameter);
  const y = parameterOf(rule, sweep.y.parameter);
  const isInUse = (cell: RawCell): boolean => cell.x === x && cell.y === y;
  const adjusted = benjaminiHochberg(Float64Array.from(cells, (cell) => cell.p));
  const effects = Float64Array.from(cells, (cell) => cell.effectBp);
  const tested = effects.filter((effect) => !Number.isNaN(effect));
  const own = cells.find(isInUse)?.effectBp ?? NaN;
  return {
    ...sweep,
    cells: cells.map((cell, i) => ({ ...cell, pAdjusted: adjusted[i] })),
    medianBp: median(effects),
    rankOfRule: Number.isNaN(own) ? NaN : tested.filter((effect) => effect < own).length / tested.length,
  };
}
