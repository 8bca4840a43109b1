import type { Ms } from '../../time/ms';

/** lambda(t) = mu + sum over the prints before t of alpha·exp(−beta·(t − tᵢ)), all three per second. */
export interface HawkesParameters {
  /** Rate of prints that no print caused, ≥ 0. */
  readonly mu: number;
  /** Jump of the rate at a print, ≥ 0. */
  readonly alpha: number;
  /** Decay of the jump, > 0: its mean life is 1/beta seconds. */
  readonly beta: number;
}

/** Prints in (from, to] are counted; earlier ones only excite, later ones are not read. */
export interface PrintWindow {
  readonly from: Ms;
  readonly to: Ms;
}

/** An estimate with the ends of its interval. */
export interface Estimate {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** Why there is no fit, or why beta has no value. */
export type HawkesGap = 'tooFewPrints' | 'noExcitation';

export interface HawkesFit {
  /** Prints counted. */
  readonly n: number;
  readonly from: Ms;
  readonly to: Ms;
  /**
   * What the estimates belong to: the model with the lower AIC. On 'poisson' alpha and the branching ratio are 0 and beta is NaN,
   * while the intervals still hold every value that the prints do not contradict. Absent where nothing was fitted.
   */
  readonly model?: 'hawkes' | 'poisson';
  readonly reason?: HawkesGap;
  readonly mu: Estimate;
  readonly alpha: Estimate;
  readonly beta: Estimate;
  /** alpha / beta: prints that one print causes by itself; below 1 the share of all prints that earlier ones caused. */
  readonly branching: Estimate;
  /** Largest log likelihood of each model, times in seconds. */
  readonly logLikelihood: number;
  readonly poissonLogLikelihood: number;
  /** Chance of a likelihood ratio as large as this one on Poisson prints. */
  readonly poissonP: number;
  /** Kolmogorov-Smirnov distance of the residuals from a unit exponential, and its p; cautious, since the parameters are fitted. */
  readonly ksD: number;
  readonly ksP: number;
}
