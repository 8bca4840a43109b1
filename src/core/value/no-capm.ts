import type { CapmEstimate } from './types';

/** What is known of market risk where nothing can be measured. */
export const noCapm = (reason: string): CapmEstimate => ({
  ...{ beta: NaN, betaError: NaN, alpha: NaN, alphaError: NaN, shrunkBeta: NaN, shrunkError: NaN, correlation: NaN },
  ...{ days: 0, reason },
});
