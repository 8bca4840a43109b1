import { msToCivil } from '../time/calendar';
import type { Ms } from '../time/ms';
import type { Side } from '../liquidations/types';

/** `long 1,412 bp`; without the size where it is not known. */
export function eventLabel(side: Side, dropBp: number): string {
  return Number.isNaN(dropBp) ? side : `${side} ${Math.round(dropBp).toLocaleString('en-US')} bp`;
}

/** How the periods of a series are told: by the first days of quarters or of months, else by the day. */
export type Cadence = 'quarter' | 'month' | 'day';

export function cadenceOf(periods: readonly Ms[]): Cadence {
  const civil = periods.map(msToCivil);
  if (!civil.every(({ day }) => day === 1)) return 'day';
  return civil.every(({ month }) => month % 3 === 1) ? 'quarter' : 'month';
}

/** `CPI 2022-06`, `GDP 2022 Q2`, `FOMC 2022-06-15`. */
export function releaseLabel(label: string, period: Ms, cadence: Cadence): string {
  const date = new Date(period).toISOString().slice(0, 10);
  if (cadence === 'day') return `${label} ${date}`;
  if (cadence === 'month') return `${label} ${date.slice(0, 7)}`;
  return `${label} ${date.slice(0, 4)} Q${(msToCivil(period).month + 2) / 3}`;
}

/** `USD − EUR narrowing 2019-07-31`. */
export function turnLabel({ a, b }: { readonly a: string; readonly b: string }, kind: string, t: Ms): string {
  return `${a} − ${b} ${kind} ${new Date(t).toISOString().slice(0, 10)}`;
}
