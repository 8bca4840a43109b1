import type { Ms } from '#core/time/ms';
import type { SourceContext } from '../../source';
import { createVenue } from '../ccxt/venue';
import { lookUpOnce, someOf } from '../venue-source';
import { readInstruments } from './instruments';

export const venue = createVenue('krakenfutures', 'krakenfutures');

/** Inverse contracts of the venue are worth 1 USD, linear ones a coin: their names begin so. */
export const isInverse = (symbol: string): boolean => /^(PI|FI)_/.test(symbol);

/** Nothing of the venue is older. */
const OPENED: Ms = Date.UTC(2018, 7, 1);

export const listContracts = lookUpOnce(async (context: SourceContext) =>
  someOf(readInstruments(await venue.read('publicGetInstruments', {}, context)), 'Kraken futures'),
);

/** When a contract was listed; of one that has expired, when the venue opened. */
export async function listedAt(instrument: string, context: SourceContext): Promise<Ms> {
  const contracts = await listContracts(context);
  return contracts.find(({ id }) => id === instrument)?.listed ?? OPENED;
}
