import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';

export const BINANCE_INTERVALS: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '3m': 3 * MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '30m': 30 * MS_PER_MINUTE,
  '1h': MS_PER_HOUR, '2h': 2 * MS_PER_HOUR, '4h': 4 * MS_PER_HOUR, '6h': 6 * MS_PER_HOUR, '8h': 8 * MS_PER_HOUR,
  '12h': 12 * MS_PER_HOUR, '1d': MS_PER_DAY,
}; // prettier-ignore
/** Open interest is told for the last thirty days only. */
export const BINANCE_OI_REACH: Ms = 30 * MS_PER_DAY;
