import { clusterMeanDraws, percentileInterval, type ClusterSums, type Interval } from '../stats/cluster-bootstrap';
import { brier, reliability } from '../stats/scores';
import type { Ms } from '../time/ms';

/** A statement whose outcome is known. */
export interface ScoredDecision {
  readonly decidedAt: Ms;
  readonly horizon: Ms;
  /** That the level holds, 0 … 1. */
  readonly probability: number;
  readonly held: boolean;
}

/** Statements of about one probability, and how often the level then held. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean of what was stated. */
  readonly stated: number;
  readonly held: number;
  /** 95 % Wilson interval of `held`, as if the outcomes were independent. */
  readonly lo: number;
  readonly hi: number;
}

export type SkillWord = 'better' | 'worse' | 'noDifference' | 'tooFew';

export interface Scorecard {
  readonly n: number;
  /** Groups of decisions whose horizons do not overlap: what the interval is drawn from. */
  readonly clusters: number;
  /** Mean Brier score; NaN without a decision. */
  readonly brier: number;
  /** 95 % interval of it; NaN where there are too few clusters. */
  readonly interval: Interval;
  /** Share of the levels that held, and the Brier score of stating it each time. */
  readonly baseRate: number;
  readonly baseBrier: number;
  /** 95 % interval of the mean score less that of the base rate; NaN where there are too few. */
  readonly difference: Interval;
  readonly skill: SkillWord;
  readonly bins: readonly CalibrationBin[];
}

/** Fewer independent stretches of time than this, and the scorecard says that it cannot tell. */
export const LEAST_SCORED_CLUSTERS = 10;
const BINS = 5;
const RESAMPLES = 2_000;
const LEVEL = 0.95;
const SEED = 20_260_101;
const NO_INTERVAL: Interval = { lo: NaN, hi: NaN };

/** Squared distance of what was stated from what came: 0 is perfect, 0.25 is what 50 % always gets. @source Brier (1950). */
export const brierScore = (probability: number, held: boolean): number => (probability - (held ? 1 : 0)) ** 2;

/**
 * How good the stated probabilities are. The base rate is that of these very decisions: the best constant in hindsight, a rival that
 * nobody could have named at the time. Decisions whose horizons overlap, of whatever instrument, are one cluster; intervals
 * are percentiles of a cluster bootstrap, and skill is told only where that of the difference excludes 0.
 * @source Brier (1950); Murphy, Winkler (1977) for the calibration table; Field, Welsh (2007) for the bootstrap.
 */
export function scorecard(decisions: readonly ScoredDecision[]): Scorecard {
  const n = decisions.length;
  const stated = Float64Array.from(decisions, ({ probability }) => probability);
  const held = Uint8Array.from(decisions, (one) => (one.held ? 1 : 0));
  const baseRate = held.reduce((sum, one) => sum + one, 0) / n;
  const scores = decisions.map((one) => brierScore(one.probability, one.held));
  const margins = decisions.map((one, i) => scores[i]! - brierScore(baseRate, one.held));
  const clusters = clustersOf(decisions);
  const count = Math.max(0, ...clusters) + (n > 0 ? 1 : 0);
  const isEnough = count >= LEAST_SCORED_CLUSTERS;
  const difference = isEnough ? intervalOf(margins, clusters, count) : NO_INTERVAL;
  return {
    n,
    clusters: count,
    brier: brier(stated, held),
    interval: isEnough ? intervalOf(scores, clusters, count) : NO_INTERVAL,
    baseRate,
    baseBrier: baseRate * (1 - baseRate),
    difference,
    skill: !isEnough ? 'tooFew' : difference.hi < 0 ? 'better' : difference.lo > 0 ? 'worse' : 'noDifference',
    bins: binsOf(stated, held),
  };
}

/** Number of the cluster of each decision: a chain of horizons that overlap is one. */
function clustersOf(decisions: readonly ScoredDecision[]): Int32Array {
  const order = [...decisions.keys()].sort((i, j) => decisions[i]!.decidedAt - decisions[j]!.decidedAt);
  const clusters = new Int32Array(decisions.length);
  let cluster = -1;
  let end = -Infinity;
  for (const i of order) {
    const { decidedAt, horizon } = decisions[i]!;
    if (decidedAt >= end) cluster++;
    end = Math.max(end, decidedAt + horizon);
    clusters[i] = cluster;
  }
  return clusters;
}

function intervalOf(values: readonly number[], clusters: Int32Array, count: number): Interval {
  const sums: ClusterSums = { sum: new Float64Array(count), count: new Float64Array(count) };
  values.forEach((value, i) => {
    sums.sum[clusters[i]!]! += value;
    sums.count[clusters[i]!]!++;
  });
  return percentileInterval(clusterMeanDraws([sums], [1], RESAMPLES, SEED), LEVEL);
}

/** Fixed bins of a fifth; those without a statement are left out. */
function binsOf(stated: Float64Array, held: Uint8Array): CalibrationBin[] {
  const binOf = (p: number): number => Math.min(BINS - 1, Math.floor(p * BINS));
  return Array.from({ length: BINS }, (_, bin) => bin).flatMap((bin) => {
    const members = [...stated.keys()].filter((i) => binOf(stated[i]!) === bin);
    if (members.length === 0) return [];
    const curve = reliability(
      Float64Array.from(members, (i) => stated[i]!),
      Uint8Array.from(members, (i) => held[i]!),
      1,
    );
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      n: members.length,
      stated: curve.meanPredicted[0]!,
      held: curve.observed[0]!,
      lo: curve.lo[0]!,
      hi: curve.hi[0]!,
    };
  });
}
