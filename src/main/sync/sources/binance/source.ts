import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { bars } from './bars';
import { funding } from './funding';
import { readInstruments } from './instruments';
import { openInterest } from './open-interest';

/** Futures margined in stablecoins and those margined in coins: one source, because their symbols differ. */
export const binance: Source = venueSource({
  id: 'binance',
  label: 'Binance futures',
  url: 'https://www.binance.com/en/futures',
  offers: [bars, funding, openInterest],
  instruments: readInstruments,
});
