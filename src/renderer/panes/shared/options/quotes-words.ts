import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatNumber, formatTimeZoned, type Zone } from '../../../lib/format';

/** Quotes older than this when they are looked at are said to be. */
const OLD: Ms = 2 * MS_PER_DAY;

/** When the quotes that a pane shows were captured, and how long before the clock, where that is long. */
export function quotesWords(t: Ms, asOf: Ms | null, zone: Zone): string {
  const age = asOf === null ? 0 : asOf - t;
  const old = age > OLD ? `, ${formatNumber(age / MS_PER_DAY)} d before the clock` : '';
  return `quotes of ${formatTimeZoned(t, zone)}${old}`;
}
