import { createVenue } from '../ccxt/venue';

/** ccxt's name of the venue where the spot pairs are traded. */
export const venue = createVenue('coinbase', 'coinbaseexchange');
