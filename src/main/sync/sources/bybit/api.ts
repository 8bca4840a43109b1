import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { createVenue } from '../ccxt/venue';

export const venue = createVenue('bybit', 'bybit');

/** The venue was founded in this year. */
export const OPENED: Ms = Date.UTC(2018, 0, 1);

/** `BTCUSD` and `BTCUSDZ25` are margined in coins and worth 1 USD each; all others are counted in coins. */
export const isInverse = (symbol: string): boolean => /USD(?:[FGHJKMNQUVXZ]\d{2})?$/.test(symbol);

export const categoryOf = (symbol: string): 'linear' | 'inverse' => (isInverse(symbol) ? 'inverse' : 'linear');

/** As candles are asked for: minutes, `D`, `W`. */
export function candleName(interval: Ms): string {
  if (interval === MS_PER_DAY) return 'D';
  return interval === 7 * MS_PER_DAY ? 'W' : String(interval / MS_PER_MINUTE);
}
