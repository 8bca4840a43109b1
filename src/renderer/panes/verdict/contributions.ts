import type { Confirmation, ConfirmationId, Estimate, ModelCoefficient, ModelResult } from '#core/evidence/types';

/** Normal quantile of a central interval; the levels that a study offers. */
const Z: readonly (readonly [level: number, z: number])[] = [
  [0.5, 0.6745],
  [0.8, 1.2816],
  [0.9, 1.6449],
  [0.95, 1.96],
  [0.99, 2.5758],
  [0.999, 3.2905],
];
const zOf = (level: number): number => Z.reduce((a, b) => (Math.abs(b[0] - level) < Math.abs(a[0] - level) ? b : a))[1];

export type State = Confirmation['state'];

/** What one confirmation adds to the log-odds that the low holds, against an average event of the sample. */
export interface Contribution {
  readonly id: ConfirmationId;
  readonly state: State;
  /** NaN: never known in the sample, so that the model says nothing of it. */
  readonly logOdds: Estimate;
}

export interface Sum {
  /** Base rate of the sample on the model's scale. */
  readonly base: Estimate;
  readonly parts: readonly Contribution[];
  readonly total: Estimate;
  /** `total` as a probability. */
  readonly probability: Estimate;
}

const UNKNOWN: Estimate = { value: Number.NaN, lo: Number.NaN, hi: Number.NaN };
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Whether the sample knew this confirmation at all. */
export const isFitted = ({ yes, no }: ModelCoefficient): boolean => yes + no > 0;

interface Columns {
  readonly yesAt: number | undefined;
  readonly unknownAt: number | undefined;
}

/** Where each coefficient stands in the covariance: the intercept, then every fitted yes, then every fitted unknown. */
function columnsOf(coefficients: readonly ModelCoefficient[]): readonly Columns[] {
  let next = 1;
  const place = (value: number): number | undefined => (Number.isFinite(value) ? next++ : undefined);
  const yes = coefficients.map(({ logOdds }) => place(logOdds.value));
  const unknown = coefficients.map(({ unknownLogOdds }) => place(unknownLogOdds));
  return coefficients.map((_, i) => ({ yesAt: yes[i], unknownAt: unknown[i] }));
}

/** Shares of the sample: what an average event looks like to the model. */
function average({ yes, no, unknown }: ModelCoefficient): { yes: number; unknown: number } {
  const n = yes + no + unknown;
  return n > 0 ? { yes: yes / n, unknown: unknown / n } : { yes: 0, unknown: 0 };
}

/**
 * Splits the model's figure for one event into what each confirmation adds. Columns are yes and unknown; each is taken
 * against its mean over the sample, so that a "no" counts too and the parts add up to the whole.
 * A column that was never fitted adds nothing. Intervals by the covariance of the fit (delta method).
 */
export function contributions(model: ModelResult, states: ReadonlyMap<ConfirmationId, State>, level: number): Sum {
  const { coefficients, intercept, covariance } = model;
  const columns = columnsOf(coefficients);
  const size = Math.round(Math.sqrt(covariance.length));
  const z = zOf(level);
  const estimate = (value: number, row: ReadonlyMap<number, number>): Estimate => {
    let variance = 0;
    for (const [i, a] of row) for (const [j, b] of row) variance += a * b * covariance[i * size + j]!;
    const half = z * Math.sqrt(Math.max(0, variance));
    return { value, lo: value - half, hi: value + half };
  };
  const baseRow = new Map([[0, 1]]);
  const totalRow = new Map([[0, 1]]);
  let base = intercept;
  let total = intercept;
  const parts = coefficients.map((one, i): Contribution => {
    const state = states.get(one.id) ?? 'unknown';
    const mean = average(one);
    const { yesAt, unknownAt } = columns[i]!;
    const [yes, unknown] = [state === 'yes' ? 1 : 0, state === 'unknown' ? 1 : 0];
    const [dYes, dUnknown] = [yes - mean.yes, unknown - mean.unknown];
    const of = (a: number, b: number): number =>
      (yesAt === undefined ? 0 : one.logOdds.value * a) + (unknownAt === undefined ? 0 : one.unknownLogOdds * b);
    const row = (a: number, b: number): Map<number, number> => {
      const weights = new Map<number, number>();
      if (yesAt !== undefined) weights.set(yesAt, a);
      if (unknownAt !== undefined) weights.set(unknownAt, b);
      return weights;
    };
    base += of(mean.yes, mean.unknown);
    total += of(yes, unknown);
    for (const [at, weight] of row(mean.yes, mean.unknown)) baseRow.set(at, weight);
    for (const [at, weight] of row(yes, unknown)) totalRow.set(at, weight);
    return { id: one.id, state, logOdds: isFitted(one) ? estimate(of(dYes, dUnknown), row(dYes, dUnknown)) : UNKNOWN };
  });
  const sum = estimate(total, totalRow);
  return {
    base: estimate(base, baseRow),
    parts,
    total: sum,
    probability: { value: logistic(sum.value), lo: logistic(sum.lo), hi: logistic(sum.hi) },
  };
}
