import type { Source } from '../../source';
import { fromBeginning } from '../beginning';
import { venueSource } from '../venue-source';
import { OPENED } from './api';
import { bars } from './bars';
import { funding } from './funding';
import { readInstruments } from './instruments';
import { stats } from './stats';

export const gate: Source = venueSource({
  id: 'gate',
  label: 'Gate futures',
  url: 'https://www.gate.com',
  offers: [bars, funding, stats].map((offer) => fromBeginning(offer, () => OPENED)),
  instruments: readInstruments,
});
