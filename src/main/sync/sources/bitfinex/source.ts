import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { bars } from './bars';
import { listPerpetuals } from './instruments';
import { liquidations } from './liquidations';
import { status } from './status';

export const bitfinex: Source = venueSource({
  id: 'bitfinex',
  label: 'Bitfinex derivatives',
  url: 'https://www.bitfinex.com',
  offers: [bars, status, liquidations],
  instruments: listPerpetuals,
});
