import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { createVenue } from '../ccxt/venue';

export const venue = createVenue('binance', 'binance');

/** The first trade was on this day; no futures market of the venue is older. */
export const OPENED: Ms = Date.UTC(2019, 8, 8);

/** Both futures markets are one source: the symbol tells which. `BTCUSD_PERP` and `BTCUSD_250926` are margined in coins. */
export const isCoinMargined = (symbol: string): boolean => /USD_(PERP|\d{6})$/.test(symbol);

/** `1m` to `12h`, `1d`, `1w`: as the venue writes them. */
export const intervalName = (interval: Ms): string => (interval === WEEK ? '1w' : formatInterval(interval));

export const WEEK: Ms = 7 * MS_PER_DAY;
