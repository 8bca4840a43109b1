import type { Source } from '../../source';
import { venueSource } from '../venue-source';
import { listContracts } from './api';
import { bars } from './bars';
import { chain, chainWithGreeks } from './chain';
import { delivery } from './delivery';
import { funding } from './funding';
import { assetInstruments } from './instruments';
import { liquidations } from './liquidations';
import { settlements } from './settlements';
import { volatility } from './volatility';

export const deribit: Source = venueSource({
  id: 'deribit',
  label: 'Deribit',
  url: 'https://www.deribit.com',
  offers: [chain, chainWithGreeks, volatility, bars, funding, liquidations, settlements, delivery],
  instruments: async (context) => [...assetInstruments, ...(await listContracts(context))],
});
