import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { bars } from './bars';
import { listPairs } from './instruments';

export const coinbase: Source = venueSource({
  id: 'coinbase',
  label: 'Coinbase spot',
  url: 'https://exchange.coinbase.com',
  offers: [bars],
  instruments: listPairs,
});
