import type { Ms } from '../time/ms';

/** Daily closes, each by the instant from which it was known; ascending. */
export interface DailyCloses {
  readonly instrument: string;
  readonly t: Float64Array;
  readonly close: Float64Array;
}

/**
 * Log returns between neighbouring days of a list: a market that is closed on some days is compared with one that is not over the same spans.
 * @param days ascending. @returns shape (days − 1); NaN where either close is missing.
 */
export function returnsOn(days: Float64Array, { t, close }: Pick<DailyCloses, 't' | 'close'>): Float64Array {
  const at = new Map<Ms, number>(Array.from(t, (day, i) => [day, close[i]]));
  const value = days.map((day) => at.get(day) ?? NaN);
  return Float64Array.from({ length: Math.max(0, days.length - 1) }, (_, i) => Math.log(value[i + 1] / value[i]));
}
