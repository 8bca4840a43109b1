/** Powers of ten that a double holds exactly: dividing an exact mantissa by one rounds once, hence correctly. */
export const POW10 = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
export const MAX_EXACT = 2 ** 53;

/** Words that stand for "no value". They become NaN, never 0. */
const MISSING = new Set(['', '.', '-', '--', 'nan', 'null', 'none', 'na', 'n/a', '#n/a', 'nil', 'undefined']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

export const isMissing = (text: string): boolean => MISSING.has(text.trim().toLowerCase());

/**
 * The value a field's text stands for, where the fast path of `scanRows` gave up.
 * @param decimal Sign between units and tenths; the other one of `.` and `,` groups thousands.
 * @returns NaN for a missing value, undefined for text that is not a finite number.
 */
export function readNumber(text: string, decimal: '.' | ',' = '.'): number | undefined {
  const trimmed = text.trim();
  if (isMissing(trimmed)) return Number.NaN;
  const plain = decimal === ',' ? trimmed.replaceAll('.', '').replace(',', '.') : ungroup(trimmed);
  if (!NUMBER.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** `1,234,567.5` → `1234567.5`; a comma anywhere else leaves the text as it is (and so unreadable). */
const ungroup = (text: string): string =>
  /^[+-]?\d{1,3}(?:,\d{3})+(?:\.|$)/.test(text) ? text.replaceAll(',', '') : text;
