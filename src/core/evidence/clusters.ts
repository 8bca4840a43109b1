import type { ClusterSums } from '../stats/cluster-bootstrap';
import { MS_PER_DAY, type Ms } from '../time/ms';

/**
 * Length of a cluster at a horizon, in UTC days: one day up to a horizon of twelve hours, two horizons beyond. Outcomes over
 * longer than a day overlap from day to day; in blocks of two horizons what is left of that is small (ADR 9).
 */
export function clusterDays(horizon: Ms): number {
  return Math.max(1, Math.ceil((2 * horizon) / MS_PER_DAY));
}

/** Number of the block of so many UTC days, counted from 1970, that holds t. */
export function clusterOf(t: Ms, days: number): number {
  return Math.floor(t / (days * MS_PER_DAY));
}

/** Sums of groups of values by cluster, on one axis across all symbols. */
export class ClusterTable {
  private readonly days: number;
  private readonly groups: number;
  /** By cluster: sum and count of each group in turn. */
  private readonly cells = new Map<number, Float64Array>();

  constructor(groups: number, days: number) {
    this.groups = groups;
    this.days = days;
  }

  add(group: number, t: Ms, value: number, weight = 1): void {
    const cluster = clusterOf(t, this.days);
    let cell = this.cells.get(cluster);
    if (!cell) this.cells.set(cluster, (cell = new Float64Array(2 * this.groups)));
    cell[2 * group] += value * weight;
    cell[2 * group + 1] += weight;
  }

  /** One entry a group; clusters ascend, whatever the order of adding. */
  sums(): ClusterSums[] {
    const cells = [...this.cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
    return Array.from({ length: this.groups }, (_, g) => ({
      sum: Float64Array.from(cells, (cell) => cell[2 * g]),
      count: Float64Array.from(cells, (cell) => cell[2 * g + 1]),
    }));
  }
}
