import { fiatOf } from '#core/series/fiat';
import type { MacroState } from '#core/macro/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { MacroEvent, MacroGroup, MacroSeriesInfo } from '#shared/macro';
import { formatNumber, formatTime } from '../../lib/format';

const RATES: ReadonlySet<string> = new Set(['%', 'pp']);
/** A difference of two percentages is told in points. */
export const differenceUnit = (unit: string): string => (unit === '%' ? 'pp' : unit);
export const isRate = (unit: string): boolean => RATES.has(unit);

const MOST_DECIMALS = 3;

/** Decimals that tell these figures as their source does: a percentage has at least one, one of a large size none. */
export function decimalsFor(unit: string, ...values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  const size = Math.max(0, ...known.map(Math.abs));
  const most = isRate(unit) ? 2 : size >= 10_000 ? 0 : size >= 1_000 ? 1 : size >= 10 ? 2 : MOST_DECIMALS;
  const least = isRate(unit) && most > 0 ? 1 : 0;
  const told = (value: number): number => {
    for (let decimals = least; decimals < most; decimals++)
      if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9 * Math.max(1, Math.abs(value))) return decimals;
    return most;
  };
  return known.reduce((sum, value) => Math.max(sum, told(value)), least);
}

/** What a figure is of, as far as its print depends on it. */
export type Kind = Pick<MacroSeriesInfo, 'group' | 'frequency'>;

/** The same; policy rates move by quarters and are told to the hundredth. */
export const decimalsIn = (kind: Kind | undefined, unit: string, ...values: readonly number[]): number =>
  Math.max(kind?.group === 'policy' && isRate(unit) ? 2 : 0, decimalsFor(unit, ...values));

export interface Printed {
  readonly text: string;
  readonly unit: string;
  readonly missing: boolean;
}

/** A figure and its unit apart, so that a column of them lines up. */
export function print(value: number, unit: string, decimals: number, why: string, sign = false): Printed {
  const missing = !Number.isFinite(value);
  return { text: formatNumber(value, { decimals, sign, missing: why }), unit: missing ? '' : shortUnit(unit), missing };
}

const UNSAID: ReadonlyMap<string, string> = new Map([['thousands', 'k'], ['index', '']]); // prettier-ignore
/** A unit that fits beside a figure: `bn USD of 2017` → `bn USD`; that it is an index is said once, by its chart. */
export const shortUnit = (unit: string): string => UNSAID.get(unit) ?? unit.replace(/ of .*$/, '');

/** The same in one text: `3.1 %`. */
export const said = ({ text, unit }: Printed): string => (unit === '' ? text : `${text}\u00a0${unit}`);

/** Change over a year: in points of a percentage, in percent of a level, in its unit where it has gone through zero. */
export function yearChange(
  { value, yearChange: change }: Pick<MacroState, 'value' | 'yearChange'>,
  unit: string,
  kind?: Kind,
): { readonly value: number; readonly unit: string; readonly decimals: number } {
  const before = value - change;
  const relative = !isRate(unit) && before > 0 && value > 0;
  return relative
    ? { value: (change / before) * 100, unit: '%', decimals: 1 }
    : { value: change, unit: differenceUnit(unit), decimals: decimalsIn(kind, unit, change) };
}

/** Start of a reference period as its frequency names it: `2025-10`, `2025 Q3`, `2025-10-10`. */
export function periodWords(period: Ms, frequency: string): string {
  if (!Number.isFinite(period)) return 'not told';
  const month = formatTime(period, 'utc', 'month');
  if (frequency === 'quarterly') {
    const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
    return year === undefined ? month : `${year} Q${Math.ceil(Number(number) / 3)}`;
  }
  if (frequency === 'monthly') return month;
  if (/^(annual|yearly)$/.test(frequency)) return formatTime(period, 'utc', 'year');
  return formatTime(period, 'utc', 'day');
}

/** Of a date of the calendar only its stamp tells what it is: the first of a month names that month. */
export const eventPeriod = ({ period, label }: Pick<MacroEvent, 'period' | 'label'>, frequency = ''): string =>
  frequency !== '' ? periodWords(period, frequency) : periodWords(period, firstOfMonth(period) ? (label === 'GDP' ? 'quarterly' : 'monthly') : 'daily'); // prettier-ignore

const firstOfMonth = (period: Ms): boolean => period % MS_PER_DAY === 0 && new Date(period).getUTCDate() === 1;

export const GROUP_WORDS: Readonly<Record<MacroGroup, string>> = {
  policy: 'Policy',
  prices: 'Prices',
  growth: 'Growth',
  labour: 'Labour',
  money: 'Money',
  exchange: 'Exchange',
  volatility: 'Volatility',
  crossAsset: 'Cross-asset',
  other: 'Other',
};

/** Rows of the states: those of a group whose words all occur. */
export function filterSeries(
  rows: readonly MacroSeriesInfo[],
  group: MacroGroup | 'all',
  search: string,
): readonly MacroSeriesInfo[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (group !== 'all' && row.group !== group) return false;
    const text = [row.id, row.label, row.currency, row.source, GROUP_WORDS[row.group], row.lacks].join(' ').toLowerCase(); // prettier-ignore
    return words.every((word) => text.includes(word));
  });
}

const CURRENCY = /^[A-Z]{3}$/;

/** Currency behind the quote of a pair: `USDT` → `USD`; undefined where it is none. */
export function currencyOf(quote: string): string | undefined {
  const fiat = fiatOf(quote.toUpperCase());
  return CURRENCY.test(fiat) && fiat !== 'BTC' && fiat !== 'ETH' ? fiat : undefined;
}

/** The real effective exchange rate of a currency among the series: of a simulated market a simulated one. */
export const reerOf = (
  rows: readonly MacroSeriesInfo[],
  currency: string,
  synthetic: boolean,
): MacroSeriesInfo | undefined =>
  rows.find(
    (row) =>
      row.currency === currency &&
      row.synthetic === synthetic &&
      /\bREER\b|real effective/i.test(`${row.id} ${row.label}`),
  );
