import type { ClusterSums } from '../stats/cluster-bootstrap';
import type { Ms } from '../time/ms';
import { clusterDays, ClusterTable } from './clusters';
import type { InstrumentMeasures, OutcomeTable } from './types';

export type ControlKind = 'placebo' | 'matched';
/** Which outcome is asked about; NaN rows are not part of the answer. */
export type Outcome = (table: OutcomeTable) => Float64Array;

/** Groups of values by cluster and how they enter the statistic: Σ weight · mean of the group. */
export interface Question {
  readonly groups: readonly ClusterSums[];
  readonly weights: readonly number[];
  readonly events: number;
  readonly controls: number;
  /** Clusters that hold an event. */
  readonly clusters: number;
}

/** The mean outcome of the events. */
export function eventMean(measures: readonly InstrumentMeasures[], outcome: Outcome, horizon: Ms): Question {
  const table = new ClusterTable(1, clusterDays(horizon));
  let events = 0;
  for (const { outcomes } of measures) {
    const y = outcome(outcomes);
    for (let i = 0; i < y.length; i++) {
      if (Number.isNaN(y[i])) continue;
      table.add(0, outcomes.t[i], y[i]);
      events++;
    }
  }
  const groups = table.sums();
  return { groups, weights: [1], events, controls: 0, clusters: occupied(groups[0]) };
}

/**
 * Mean outcome of the events that have a control, less the mean outcome of their controls; the controls of one event weigh as
 * much as it does. Every row counts in the cluster of its own day: a matched decline falls on another than its event.
 */
export function eventsAgainst(
  kind: ControlKind,
  measures: readonly InstrumentMeasures[],
  outcome: Outcome,
  horizon: Ms,
): Question {
  const table = new ClusterTable(2, clusterDays(horizon));
  let events = 0;
  let controls = 0;
  for (const measure of measures) {
    const { t, of } = measure[kind];
    const y = outcome(measure.outcomes);
    const z = outcome(measure[kind]);
    const known = new Float64Array(y.length);
    for (let c = 0; c < z.length; c++) if (!Number.isNaN(z[c]) && !Number.isNaN(y[of[c]])) known[of[c]]++;
    for (let c = 0; c < z.length; c++) {
      if (Number.isNaN(z[c]) || known[of[c]] === 0) continue;
      table.add(1, t[c], z[c], 1 / known[of[c]]);
      controls++;
    }
    for (let i = 0; i < y.length; i++) {
      if (known[i] === 0) continue;
      table.add(0, measure.outcomes.t[i], y[i]);
      events++;
    }
  }
  const groups = table.sums();
  return { groups, weights: [1, -1], events, controls, clusters: occupied(groups[0]) };
}

function occupied({ count }: ClusterSums): number {
  return count.reduce((n, x) => n + (x > 0 ? 1 : 0), 0);
}
