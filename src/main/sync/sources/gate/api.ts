import { MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Range } from '../../source';
import { createVenue } from '../ccxt/venue';

export const venue = createVenue('gate', 'gate');

/** The futures market opened in this year. */
export const OPENED: Ms = Date.UTC(2018, 0, 1);

/** The one market that is read: contracts that are margined in USDT. */
export const MARKET = { settle: 'usdt' } as const;

/** First and last second of a range: the venue counts in seconds and sends both ends. */
export const secondsOf = ({ from, to }: Range): { readonly from: number; readonly to: number } => ({
  from: Math.ceil(from / MS_PER_SECOND),
  to: Math.floor((to - 1) / MS_PER_SECOND),
});

export const stampAt = (at: string): { readonly at: string; readonly times: Ms } => ({ at, times: MS_PER_SECOND });
