import { normQuantile } from '../math/special';
import { lastIndexAtOrBefore } from '../series/search';
import { kaplanMeier } from '../stats/kaplan-meier';
import type { Ms } from '../time/ms';
import { clusterDays, clusterOf } from './clusters';
import { expandedLevel } from './inference';
import { joined } from './tables';
import type { InstrumentMeasures, OutcomeTable, SurvivalCurve } from './types';

/** A curve is told at so many times, evenly spaced in their logarithm: enough to draw it, and few enough to send. */
const POINTS = 80;

/**
 * Kaplan-Meier curves of the time until the low was undercut, of events and of their controls. Bounds are log(−log) intervals
 * whose variance is summed over clusters: rows of one day fall together, and Greenwood's formula takes them for independent.
 * @source Kaplan & Meier (1958); cluster-robust variance: Williams (1995) Biometrics 51, 1581–1589; Ying & Wei (1994)
 */
export function survivalCurves(
  measures: readonly InstrumentMeasures[],
  horizonsMs: readonly Ms[],
  level: number,
): SurvivalCurve[] {
  const groups = [
    ['events', measures.map((m) => m.outcomes)],
    ['matched', measures.map((m) => m.matched)],
    ['placebo', measures.map((m) => m.placebo)],
  ] as const;
  return groups.map(([group, tables]) => ({ group, ...survivalOf(tables, horizonsMs, level) }));
}

function survivalOf(
  tables: readonly OutcomeTable[],
  horizonsMs: readonly Ms[],
  level: number,
): Omit<SurvivalCurve, 'group'> {
  const all = joined(tables, (table) => table.undercutAfter);
  const isKnown = (_: number, i: number): boolean => !Number.isNaN(all[i]);
  const after = all.filter(isKnown);
  const seen = Uint8Array.from(joined(tables, (table) => table.undercutSeen).filter(isKnown));
  const decided = joined(tables, (table) => table.t).filter(isKnown);
  const curve = kaplanMeier(after, seen, level);
  const picked = spread(curve.time);
  const sigma = clusteredSigma(curve, picked, after, seen, decided);
  const bounds = picked.map((i, k) => {
    const s = curve.survival[i];
    const { groups, error } = sigma[k];
    const z = normQuantile((1 + expandedLevel(groups, level)) / 2);
    const power = Math.exp((z * error) / -Math.log(s));
    return [s ** power, s ** (1 / power)];
  });
  return {
    time: Float64Array.from(picked, (i) => curve.time[i]),
    survival: Float64Array.from(picked, (i) => curve.survival[i]),
    lo: Float64Array.from(bounds, ([lo]) => lo),
    hi: Float64Array.from(bounds, ([, hi]) => hi),
    atRisk: horizonsMs.map((h) => after.reduce((n, x) => n + (x >= h ? 1 : 0), 0)),
    n: after.length,
  };
}

/** Rows to tell: of the times up to each of `POINTS` the last, the final one included. */
function spread(time: Float64Array): number[] {
  if (time.length === 0) return [];
  const first = Math.log(time[0]);
  const last = Math.log(time[time.length - 1]);
  const picked = new Set<number>();
  for (let k = 0; k < POINTS; k++) {
    const at = Math.exp(first + ((last - first) * k) / (POINTS - 1));
    picked.add(Math.max(0, lastIndexAtOrBefore(time, at)));
  }
  picked.add(time.length - 1);
  return [...picked];
}

/**
 * Standard error of ln S at some of the curve's times, with rows summed by cluster: row i adds
 * seenᵢ(t)/(Y(Tᵢ) − d(Tᵢ)) − Σ_{u ≤ min(t, Tᵢ)} d(u)/(Y(u)·(Y(u) − d(u))), Y at risk and d undercut at u. With every row a cluster of
 * its own the squares add up to Greenwood's sum.
 */
function clusteredSigma(
  curve: ReturnType<typeof kaplanMeier>,
  picked: readonly number[],
  after: Float64Array,
  seen: Uint8Array,
  decided: Float64Array,
): { readonly error: number; readonly groups: { sum: Float64Array; count: Float64Array }[] }[] {
  const hazard = new Float64Array(curve.time.length);
  for (let i = 0, sum = 0; i < hazard.length; i++)
    hazard[i] = sum += curve.events[i] / curve.atRisk[i] / (curve.atRisk[i] - curve.events[i]);
  const last = Int32Array.from(after, (x) => lastIndexAtOrBefore(curve.time, x));
  let days = 0;
  let clusters = new Uint32Array(0);
  let count = new Float64Array(0);
  return picked.map((at) => {
    if (clusterDays(curve.time[at]) !== days) {
      days = clusterDays(curve.time[at]);
      const first = decided.reduce((least, t) => Math.min(least, clusterOf(t, days)), Infinity);
      clusters = Uint32Array.from(decided, (t) => clusterOf(t, days) - first);
      count = new Float64Array(clusters.reduce((most, k) => Math.max(most, k), 0) + 1);
      for (const k of clusters) count[k]++;
    }
    const sum = new Float64Array(count.length);
    for (let i = 0; i < last.length; i++) {
      if (last[i] < 0) continue; // censored before the first undercut
      if (last[i] > at) sum[clusters[i]] -= hazard[at];
      else
        sum[clusters[i]] += (seen[i] === 1 ? 1 / (curve.atRisk[last[i]] - curve.events[last[i]]) : 0) - hazard[last[i]];
    }
    return { error: Math.sqrt(sum.reduce((total, x) => total + x * x, 0)), groups: [{ sum, count }] };
  });
}
