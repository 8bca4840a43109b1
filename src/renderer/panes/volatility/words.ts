import { formatNumber, formatPercent, type NumberStyle } from '../../lib/format';

/** Volatility in percent: `0.5612` → `56.1 %`. */
export const volatility = (iv: number, style: NumberStyle = {}): string => formatPercent(iv, style);
/** Difference of two volatilities in points: `-0.049` → `−4.9 pt`. */
export const points = (difference: number, style: NumberStyle = {}): string => {
  const text = formatNumber(difference * 100, { decimals: 1, sign: true, ...style });
  return Number.isFinite(difference) ? `${text}\u00a0pt` : text;
};
/** `7.4 d`, `91 d`. */
export const tenor = (days: number): string =>
  `${formatNumber(days, { decimals: days < 10 && !Number.isInteger(days) ? 1 : 0 })}\u00a0d`;

/** What every figure of the pane is, said once. */
export const DEFINITIONS = {
  atm: 'Implied volatility at the forward of the expiry, from the fitted smile.',
  riskReversal: 'Volatility of the 25-delta call less that of the 25-delta put: below zero puts are dear.',
  butterfly: 'Mean volatility of the 25-delta call and put less that at the forward: how much the wings cost.',
  slope: 'Volatility of the shorter maturity over that of the longer, less one: above zero the curve is inverted.',
  modelFree: 'Volatility of the whole strip of quotes, tails by the fit: what a volatility index measures.',
  rmse: 'Root mean square distance of the fit from the middle of each quote.',
} as const;
export const FIT = 'Raw SVI by quasi-explicit fit, each quote weighted by its width';
