import type { Source } from '../../source';
import { fromBeginning } from '../beginning';
import { venueSource } from '../venue-source';
import { bars } from './bars';
import { firstDay } from './first-day';
import { funding } from './funding';
import { readInstruments } from './instruments';
import { liquidations } from './liquidations';
import { openInterest } from './open-interest';

export const okx: Source = venueSource({
  id: 'okx',
  label: 'OKX',
  url: 'https://www.okx.com',
  offers: [fromBeginning(bars, firstDay), funding, ...openInterest, liquidations],
  instruments: readInstruments,
});
