import { formatInterval } from '#core/time/interval';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { createVenue } from '../ccxt/venue';

/** ccxt does not know the public list of liquidations. */
export const venue = createVenue('okx', 'okx', {
  public: { get: { 'public/liquidation-orders': { cost: 1 } } },
});

/** `5m`, `4H`, `1Dutc`: from six hours on the venue's own days begin in Hong Kong, unless it is told otherwise. */
export function intervalName(interval: Ms): string {
  const name = formatInterval(interval);
  if (interval < MS_PER_HOUR) return name;
  return interval < 6 * MS_PER_HOUR ? name.toUpperCase() : `${name.toUpperCase()}utc`;
}

/** `BTC-USDT-SWAP` → `BTC-USDT`. */
export const familyOf = (instrument: string): string => instrument.split('-').slice(0, 2).join('-');
