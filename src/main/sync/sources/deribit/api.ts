import type { Ms } from '#core/time/ms';
import type { SourceContext } from '../../source';
import { createVenue } from '../ccxt/venue';
import { objectAt } from '../payload';
import { lookUpOnce, someOf } from '../venue-source';
import { readInstruments } from './instruments';

export const venue = createVenue('deribit', 'deribit');
/** The venue's own archive: all trades since it opened. */
export const archive = createVenue('deribit', 'deribit', {}, { api: { rest: 'https://history.deribit.com' } });

/** What a reply of JSON-RPC is about. */
export const resultOf = (reply: unknown): unknown => objectAt(reply, 'the answer')['result'];

/** Nothing of the venue is older. */
const OPENED: Ms = Date.UTC(2016, 0, 1);

/** Perpetuals and futures that are traded now. */
export const listContracts = lookUpOnce(async (context: SourceContext) => {
  const params = { currency: 'any', kind: 'future', expired: false };
  return someOf(readInstruments(resultOf(await venue.read('publicGetGetInstruments', params, context))), 'Deribit');
});

/** When an instrument was listed; of one that has expired, when the venue opened. */
export async function listedAt(instrument: string, context: SourceContext): Promise<Ms> {
  const contracts = await listContracts(context);
  return contracts.find(({ id }) => id === instrument)?.listed ?? OPENED;
}
