import { signalName } from '#core/hedge/gate-words';
import type { PlanCondition } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { formatNumber, formatTime, MINUS } from '#shared/format';

/** `2026-01-07 00:07 UTC`; times of a plan are UTC, wherever it is printed. */
export const instant = (t: Ms): string => `${formatTime(t, 'utc', 'minute')} UTC`;
export const day = (t: Ms): string => formatTime(t, 'utc', 'day');

const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 8, maximumFractionDigits: 8, roundingPriority: 'lessPrecision' }); // prettier-ignore
/** A figure of a plan, in groups of three, without dust of floating point. */
export const figure = (x: number): string =>
  digits
    .format(x)
    .replace('-', MINUS)
    .replace(/^\u2212(?=0(?:\.0*)?$)/, '');

/** To the cent. */
export const money = (x: number): string => formatNumber(x, { decimals: 2 });

export function conditionWords({ when }: PlanCondition): string | null {
  if (!when) return null;
  const name = when.reads === 'spot' ? 'spot' : signalName(when.reads);
  return `${name} ${when.is} ${figure(when.value)}`;
}
