import { MS_PER_DAY, type Ms } from '../time/ms';
import type { Figure, StatementRow } from './types';

export const NOT_STATED = 'not stated';

/** `0.1034` → `10.3 %`; never in exponents. */
export const percent = (share: number): string => {
  const words = `${Math.abs(100 * share).toFixed(1)} %`;
  return share < 0 && !/^0\.0 /.test(words) ? `\u2212${words}` : words;
};
export const date = (t: Ms): string => new Date(t).toISOString().slice(0, 10);
/** Whole days, and one decimal where they are not. */
export const days = (span: Ms): string => String(Math.round((10 * span) / MS_PER_DAY) / 10);
export const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
/** Names of where rows are from, each once. */
export const sourcesOf = (rows: readonly StatementRow[]): string => [...new Set(rows.map(({ source }) => source))].join(', '); // prettier-ignore

export const known = (value: number): Figure => ({ value, reason: '' });
export const unknown = (reason: string): Figure => ({ value: NaN, reason });
/** A number that left the range of numbers is none. */
export const finite = (value: number): Figure => (Number.isFinite(value) ? known(value) : unknown('the figures are out of range')); // prettier-ignore
