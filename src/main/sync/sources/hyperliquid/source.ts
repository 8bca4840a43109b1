import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { bars } from './bars';
import { funding } from './funding';
import { listPerpetuals } from './instruments';

export const hyperliquid: Source = venueSource({
  id: 'hyperliquid',
  label: 'Hyperliquid',
  url: 'https://app.hyperliquid.xyz',
  offers: [...bars, funding],
  instruments: listPerpetuals,
});
