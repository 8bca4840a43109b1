import { formatNumber } from '#shared/format';
import type { MoneyUnit } from '#shared/money';

export * from '#shared/money';

interface AmountStyle {
  readonly sign?: boolean;
  /** Digits after the point beyond those of the unit, where small and large stand together. */
  readonly finer?: boolean;
  /** Prints the unit. */
  readonly named?: boolean;
}

export function amountOf(
  value: number,
  { per, short, decimals }: MoneyUnit,
  { sign = false, finer = false, named = false }: AmountStyle = {},
): string {
  const digits = decimals + (finer && per > 1 ? 1 : 0);
  const text = formatNumber(value / per, { decimals: digits, sign, missing: 'not known' });
  return named && Number.isFinite(value) ? `${text}\u00a0${short}` : text;
}
