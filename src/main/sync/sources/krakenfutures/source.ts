import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { listContracts } from './api';
import { bars } from './bars';
import { funding } from './funding';
import { liquidations } from './liquidations';

export const krakenFutures: Source = venueSource({
  id: 'krakenfutures',
  label: 'Kraken futures',
  url: 'https://futures.kraken.com',
  offers: [bars, funding, liquidations],
  instruments: listContracts,
});
