import type { Source } from '../../source';
import { fromBeginning } from '../beginning';
import { venueSource } from '../venue-source';
import { OPENED } from './api';
import { bars } from './bars';
import { funding } from './funding';
import { readInstruments } from './instruments';
import { openInterest } from './open-interest';

/** Futures margined in stablecoins and those margined in coins: one source, because their symbols differ. */
export const binance: Source = venueSource({
  id: 'binance',
  label: 'Binance futures',
  url: 'https://www.binance.com/en/futures',
  offers: [fromBeginning(bars, () => OPENED), fromBeginning(funding, () => OPENED), openInterest],
  instruments: readInstruments,
});
