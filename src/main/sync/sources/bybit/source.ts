import type { Source } from '../../source';
import { fromBeginning } from '../beginning';
import { venueSource } from '../venue-source';
import { OPENED } from './api';
import { bars } from './bars';
import { funding } from './funding';
import { readInstruments } from './instruments';
import { openInterest } from './open-interest';

export const bybit: Source = venueSource({
  id: 'bybit',
  label: 'Bybit',
  url: 'https://www.bybit.com',
  offers: [bars, funding, openInterest].map((offer) => fromBeginning(offer, () => OPENED)),
  instruments: readInstruments,
});
