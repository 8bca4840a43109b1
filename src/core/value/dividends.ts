import type { Figure } from './types';
import { finite, percent, unknown } from './words';

/** What a dividend discount model reads: paid in the last year per token or share [USD], rates as effective decimals per year. */
export interface Dividends {
  readonly paid: number;
  readonly discount: number;
  /** For ever. */
  readonly growth: number;
  /** Of the first stage, and its years, which need not be whole. */
  readonly firstGrowth: number;
  readonly firstYears: number;
}
type Perpetuity = Pick<Dividends, 'paid' | 'discount' | 'growth'>;

/**
 * Worth of distributions that grow for ever: D(1 + g) / (r − g).
 * @source Gordon (1959), "Dividends, earnings and stock prices". Oracle of both: test/oracle/value/dividends.json (mpmath), |Δ| ≤ 1e-12.
 */
export function gordon(dividends: Perpetuity): Figure {
  const { paid, discount, growth } = dividends;
  const reason = whyNone(dividends);
  return reason === '' ? finite((paid * (1 + growth)) / (discount - growth)) : unknown(reason);
}

/**
 * Growth at one rate for n years and at another for ever: D·(q(1 − qⁿ) / (1 − q) + qⁿ(1 + g) / (r − g)), q = (1 + g₁) / (1 + r).
 * @source Williams (1938), "The theory of investment value"; the usual two-stage form.
 */
export function twoStage(dividends: Dividends): Figure {
  const { paid, discount, growth, firstGrowth, firstYears } = dividends;
  const reason = whyNone(dividends) || whyNoStage(dividends);
  if (reason !== '') return unknown(reason);
  const q = (1 + firstGrowth) / (1 + discount);
  const excess = (firstGrowth - discount) / (1 + discount); // q − 1 without cancellation
  const log = Math.log1p(excess);
  const first = excess === 0 ? firstYears : (q * Math.expm1(firstYears * log)) / excess;
  return finite(paid * (first + (Math.exp(firstYears * log) * (1 + growth)) / (discount - growth)));
}

/**
 * Growth that fades in a straight line over 2H years: D·((1 + g) + H(g₁ − g)) / (r − g).
 * @source Fuller, Hsia (1984), "A simplified common stock valuation model".
 */
export function hModel(dividends: Dividends): Figure {
  const { paid, discount, growth, firstGrowth, firstYears } = dividends;
  const reason = whyNone(dividends) || whyNoStage(dividends);
  if (reason !== '') return unknown(reason);
  const factor = 1 + growth + (firstYears / 2) * (firstGrowth - growth);
  if (!(factor > 0)) return unknown('growth falls so far for so long that the H-model gives a value below 0');
  return finite((paid * factor) / (discount - growth));
}

function whyNone({ paid, discount, growth }: Perpetuity): string {
  if (![paid, discount, growth].every(Number.isFinite)) return 'a figure is missing';
  if (paid < 0) return 'what is paid out is negative';
  if (paid === 0) return 'nothing is paid out: there is nothing to discount';
  if (!(growth > -1)) return 'growth is above −100 %';
  if (!(growth < discount)) return `growth of ${percent(growth)} is not below the discount rate of ${percent(discount)}: the sum has no end`;
  return '';
} // prettier-ignore

function whyNoStage({ firstGrowth, firstYears }: Pick<Dividends, 'firstGrowth' | 'firstYears'>): string {
  if (!Number.isFinite(firstGrowth) || !Number.isFinite(firstYears)) return 'a figure is missing';
  if (!(firstGrowth > -1)) return 'growth of the first stage is above −100 %';
  return firstYears >= 0 ? '' : 'the first stage lasts no less than 0 years';
}
