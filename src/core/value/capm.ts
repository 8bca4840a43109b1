import { estimateBeta, shrunk } from '../hedge/beta';
import type { BetaSettings } from '../hedge/defaults';
import { VALUE_DEFAULTS } from './defaults';
import type { CapmEstimate } from './types';

const DAYS_PER_YEAR = 365;

/**
 * Alpha and beta of daily log returns in excess of the risk-free rate: ordinary least squares with an intercept, classical errors.
 * @param asset daily log returns, oldest first; a day without one (NaN, infinite) is left out. @param benchmark of the same days, same shape.
 * @param riskFree continuously compounded, per year; NaN: beta is known (a constant drops out of it), alpha is not.
 * @throws {RangeError} shapes differ.
 * @source Sharpe (1964), "Capital asset prices"; Lintner (1965), "The valuation of risk assets". Shrinkage: Vasicek (1973). Oracle
 *   test/oracle/value/capm.json (R, lm), |Δ| ≤ 1e-10.
 */
export function estimateCapm(
  asset: Float64Array,
  benchmark: Float64Array,
  riskFree: number,
  settings: BetaSettings = VALUE_DEFAULTS.capm,
): CapmEstimate {
  const isRateKnown = Number.isFinite(riskFree);
  const daily = isRateKnown ? riskFree / DAYS_PER_YEAR : 0;
  const excess = (r: number): number => (Number.isFinite(r) ? r - daily : NaN);
  const rule = { window: Math.max(1, asset.length), halfLife: null, shrink: false, downside: false };
  const fit = estimateBeta(asset.map(excess), benchmark.map(excess), rule, settings);
  const { beta: shrunkBeta, error: shrunkError } = shrunk(fit.raw, fit.rawError, settings.priorVariance);
  const perYear = isRateKnown ? DAYS_PER_YEAR : NaN;
  return {
    beta: fit.raw,
    betaError: fit.rawError,
    alpha: fit.intercept * perYear,
    alphaError: fit.interceptError * perYear,
    shrunkBeta,
    shrunkError,
    correlation: fit.correlation,
    days: fit.days,
    reason: fit.reason ?? (isRateKnown ? '' : 'no risk-free rate is known: there is a beta, but no alpha'),
  };
}
