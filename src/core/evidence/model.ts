import { normQuantile } from '../math/special';
import { Rng } from '../random/rng';
import { clusterMeanDraws } from '../stats/cluster-bootstrap';
import { fitLogistic, predictLogistic } from '../stats/logistic';
import { auc, brier, logLoss, reliability } from '../stats/scores';
import type { Ms } from '../time/ms';
import { clusterDays, clusterOf, ClusterTable } from './clusters';
import { canResample, estimateOf, expandedLevel } from './inference';
import {
  CONFIRMATIONS,
  type Estimate,
  type InstrumentMeasures,
  type ModelCoefficient,
  type ModelFold,
  type ModelResult,
  type StudySpec,
} from './types';
import { walkForward } from './walk-forward';

/** Fewer events of either outcome than this are no sample to learn from, in all and in the training of a fold. */
const LEAST_OF_EITHER = 10;
const MOST_BINS = 10;
/** Predictions to a bin of the reliability curve, at least. */
const BIN_ROWS = 30;

export interface ModelAnswer {
  readonly model: ModelResult | null;
  /** Why there is none; '' when there is. */
  readonly modelLacks: string;
}

/**
 * How well the confirmations tell, out of sample, whether the low holds, and what each of them adds.
 *
 * L2 logistic regression of "not undercut at the model's horizon", each confirmation as two columns: yes, and unknown (a
 * confirmation without data is not a no). Scored on walk-forward folds (`walkForward`) against the share that held in
 * the training of each. The errors of the coefficients are those of the fit on all events, summed by cluster.
 * @source method.md, section 3; cluster-robust covariance: Liang & Zeger (1986)
 */
export function modelOf(spec: StudySpec, measures: readonly InstrumentMeasures[]): ModelAnswer {
  const none = (modelLacks: string): ModelAnswer => ({ model: null, modelLacks });
  const h = spec.horizonsMs.indexOf(spec.model.horizonMs);
  if (h < 0) return none('The horizon of the model is not one of the study.');
  const sample = sampleOf(measures, h, spec.model.horizonMs);
  const n = sample.held.length;
  const held = sample.held.reduce((sum, y) => sum + y, 0);
  if (Math.min(held, n - held) < LEAST_OF_EITHER)
    return none(`Too few events of either outcome: ${held} lows held and ${n - held} did not; ${LEAST_OF_EITHER} of each are needed.`); // prettier-ignore

  const tested = outOfSample(spec, sample);
  if (tested.folds.length === 0)
    return none('Too few events before any test block, once those whose outcome was not over are left out.');
  const { p, base, y } = tested;
  const scores = {
    brier: brier(p, y),
    brierBase: brier(base, y),
    logLoss: logLoss(p, y),
    logLossBase: logLoss(base, y),
  };
  const brierGain = gainOf(spec, tested);
  const curve = reliability(p, y, Math.max(1, Math.min(MOST_BINS, Math.floor(p.length / BIN_ROWS))));
  const model: ModelResult = {
    horizonMs: spec.model.horizonMs,
    n: p.length,
    ...scores,
    auc: auc(p, y),
    brierGain,
    beatsBase: brierGain.lo > 0,
    folds: tested.folds,
    reliability: Array.from(curve.n, (count, i) => ({
      stated: curve.meanPredicted[i],
      observed: curve.observed[i],
      lo: curve.lo[i],
      hi: curve.hi[i],
      n: count,
    })),
    ...finalFit(spec, sample),
  };
  return { model, modelLacks: '' };
}

/** Events whose outcome is known, in order of their decisions. */
interface Sample {
  readonly decided: Float64Array;
  readonly over: Float64Array;
  /** 1 the low held, 0 it was undercut. */
  readonly held: Uint8Array;
  /** By confirmation: 1 yes, 0 no, NaN unknown. */
  readonly states: readonly Float64Array[];
}

function sampleOf(measures: readonly InstrumentMeasures[], h: number, horizon: Ms): Sample {
  const rows = measures.flatMap(({ outcomes, confirmations }, m) =>
    Array.from(outcomes.undercut[h], (undercut, i) => ({
      m,
      i,
      undercut,
      decided: outcomes.t[i],
      over: outcomes.entryT[i] + horizon,
      states: confirmations.subarray(i * CONFIRMATIONS.length, (i + 1) * CONFIRMATIONS.length),
    })),
  );
  const known = rows.filter((row) => !Number.isNaN(row.undercut));
  known.sort((a, b) => a.decided - b.decided || a.m - b.m || a.i - b.i);
  return {
    decided: Float64Array.from(known, (row) => row.decided),
    over: Float64Array.from(known, (row) => row.over),
    held: Uint8Array.from(known, (row) => 1 - row.undercut),
    states: CONFIRMATIONS.map((_, c) => Float64Array.from(known, (row) => row.states[c])),
  };
}

/** A column of the regression: a confirmation says yes, or is unknown. */
interface Predictor {
  readonly confirmation: number;
  readonly when: 'yes' | 'unknown';
}

/**
 * Columns that tell rows apart, yes before unknown: one that is the same everywhere says nothing, and without a single "no"
 * unknown is only the opposite of yes.
 */
function predictorsOf({ states }: Sample, rows: readonly number[]): Predictor[] {
  const counts = states.map((column) => countStates(column, rows));
  const yes = counts.flatMap(({ yes: n }, confirmation) =>
    n > 0 && n < rows.length ? [{ confirmation, when: 'yes' as const }] : [],
  );
  const unknown = counts.flatMap(({ unknown: n, no, yes: told }, confirmation) =>
    n > 0 && n < rows.length && (no > 0 || told === 0) ? [{ confirmation, when: 'unknown' as const }] : [],
  );
  return [...yes, ...unknown];
}

function countStates(column: Float64Array, rows: readonly number[]): { yes: number; no: number; unknown: number } {
  const count = { yes: 0, no: 0, unknown: 0 };
  for (const i of rows) count[column[i] === 1 ? 'yes' : column[i] === 0 ? 'no' : 'unknown']++;
  return count;
}

/** Shape (rows, predictors), row-major. */
function design({ states }: Sample, rows: readonly number[], predictors: readonly Predictor[]): Float64Array {
  const x = new Float64Array(rows.length * predictors.length);
  rows.forEach((row, r) =>
    predictors.forEach(({ confirmation, when }, c) => {
      const state = states[confirmation][row];
      x[r * predictors.length + c] = (when === 'yes' ? state === 1 : Number.isNaN(state)) ? 1 : 0;
    }),
  );
  return x;
}

interface Tested {
  readonly decided: Float64Array;
  readonly p: Float64Array;
  /** Share that held in the training of each row's fold. */
  readonly base: Float64Array;
  readonly y: Uint8Array;
  readonly folds: readonly ModelFold[];
}

function outOfSample({ model }: StudySpec, sample: Sample): Tested {
  const decided: number[] = [];
  const stated: number[] = [];
  const bases: number[] = [];
  const happened: number[] = [];
  const folds: ModelFold[] = [];
  for (const { train, from, to } of walkForward(sample.decided, sample.over, model.folds, model.embargoMs)) {
    const learnt = Uint8Array.from(train, (i) => sample.held[i]);
    const held = learnt.reduce((sum, y) => sum + y, 0);
    if (Math.min(held, train.length - held) < LEAST_OF_EITHER) continue;
    const predictors = predictorsOf(sample, train);
    const fit = fitLogistic(design(sample, train, predictors), train.length, predictors.length, learnt, {
      l2: model.l2,
    });
    const rows = Array.from({ length: to - from }, (_, i) => from + i);
    const p = predictLogistic(fit, design(sample, rows, predictors), rows.length);
    const base = new Float64Array(rows.length).fill(held / train.length);
    const y = sample.held.slice(from, to);
    decided.push(...sample.decided.subarray(from, to));
    stated.push(...p);
    bases.push(...base);
    happened.push(...y);
    folds.push({
      from: sample.decided[from],
      to: sample.decided[to - 1],
      trained: train.length,
      n: rows.length,
      brier: brier(p, y),
      brierBase: brier(base, y),
      auc: auc(p, y),
    });
  }
  return {
    decided: Float64Array.from(decided),
    p: Float64Array.from(stated),
    base: Float64Array.from(bases),
    y: Uint8Array.from(happened),
    folds,
  };
}

/** A score that is better by a little may be so by chance: squared errors are compared row by row and resampled by cluster. */
function gainOf({ model, resamples, seed, level }: StudySpec, { decided, p, base, y }: Tested): Estimate {
  const table = new ClusterTable(1, clusterDays(model.horizonMs));
  y.forEach((happened, i) => table.add(0, decided[i], (base[i] - happened) ** 2 - (p[i] - happened) ** 2));
  const groups = table.sums();
  const question = { groups, weights: [1], events: y.length, controls: 0, clusters: groups[0].sum.length };
  const draws = canResample(question)
    ? clusterMeanDraws(groups, question.weights, resamples, new Rng(seed).fork('bootstrap model').uint32())
    : undefined;
  return estimateOf(question, draws, level);
}

function finalFit(
  { model, level }: StudySpec,
  sample: Sample,
): Pick<ModelResult, 'intercept' | 'coefficients' | 'covariance'> {
  const rows = [...sample.held.keys()];
  const predictors = predictorsOf(sample, rows);
  const x = design(sample, rows, predictors);
  const fit = fitLogistic(x, rows.length, predictors.length, sample.held, { l2: model.l2 });
  const days = clusterDays(model.horizonMs);
  const cluster = Array.from(sample.decided, (t) => clusterOf(t, days));
  const { covariance, counts } = clusteredCovariance(fit, x, sample.held, cluster);
  const z = normQuantile((1 + expandedLevel([{ sum: counts, count: counts }], level)) / 2);
  const find = (confirmation: number, when: Predictor['when']): number =>
    predictors.findIndex((one) => one.confirmation === confirmation && one.when === when);
  const estimate = (column: number): Estimate => {
    if (column < 0) return { value: NaN, lo: NaN, hi: NaN };
    const value = fit.beta[column];
    const error = Math.sqrt(covariance[(column + 1) * (predictors.length + 2)]);
    return { value, lo: value - z * error, hi: value + z * error };
  };
  const coefficients = CONFIRMATIONS.map((id, c): ModelCoefficient => {
    const unknown = find(c, 'unknown');
    return {
      id,
      logOdds: estimate(find(c, 'yes')),
      ...countStates(sample.states[c], rows),
      unknownLogOdds: unknown < 0 ? NaN : fit.beta[unknown],
    };
  });
  return { intercept: fit.intercept, coefficients, covariance: [...covariance] };
}

/** Sandwich of the fit's covariance C about the scores summed by cluster: C·(Σ_k s_k s_kᵀ)·C, times k/(k − 1). */
function clusteredCovariance(
  fit: ReturnType<typeof fitLogistic>,
  x: Float64Array,
  y: Uint8Array,
  cluster: readonly number[],
): { readonly covariance: Float64Array; readonly counts: Float64Array } {
  const p = fit.beta.length;
  const m = p + 1;
  const stated = predictLogistic(fit, x, y.length);
  const scores = new Map<number, Float64Array>();
  const counts = new Map<number, number>();
  for (let i = 0; i < y.length; i++) {
    const score = scores.get(cluster[i]) ?? new Float64Array(m);
    scores.set(cluster[i], score);
    counts.set(cluster[i], (counts.get(cluster[i]) ?? 0) + 1);
    const residual = y[i] - stated[i];
    score[0] += residual;
    for (let j = 0; j < p; j++) score[j + 1] += residual * x[i * p + j];
  }
  const covariance = new Float64Array(m * m);
  const scale = scores.size / (scores.size - 1);
  for (const score of scores.values()) {
    const influence = score.map((_, a) => score.reduce((sum, s, b) => sum + fit.covariance[a * m + b] * s, 0));
    for (let a = 0; a < m; a++)
      for (let b = 0; b < m; b++) covariance[a * m + b] += scale * influence[a] * influence[b];
  }
  return { covariance, counts: Float64Array.from(counts.values()) };
}
