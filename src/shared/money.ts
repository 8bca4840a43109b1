import { formatNumber } from './format';

/** How amounts of a book are printed: in one unit for a whole pane. */
export interface MoneyUnit {
  readonly per: number;
  /** `thousand USDT` */
  readonly words: string;
  /** `k`, or the currency itself. */
  readonly short: string;
  readonly decimals: number;
}

const UNITS = [
  { per: 1e6, name: 'million ', short: 'M' },
  { per: 1e3, name: 'thousand ', short: 'k' },
  { per: 1, name: '', short: '' },
] as const;

/** Unit in which the largest amount has two to five digits before the point, so that a narrow cell holds it. @param size ≥ 0 */
export function moneyUnit(size: number, currency: string): MoneyUnit {
  const { per, name, short } = UNITS.find((unit) => size >= 10 * unit.per) ?? UNITS[2];
  const decimals = size >= 200 * per ? 0 : per > 1 ? 1 : 2;
  return { per, words: `${name}${currency}`, short: short || currency, decimals };
}

/** With its sign: `−1,205`. @param amount quote currency, NaN: unknown */
export const formatGain = (amount: number, { per, decimals }: MoneyUnit, missing = 'unknown'): string =>
  formatNumber(amount / per, { decimals, sign: true, missing });
