import type { SourceInstrument } from '#shared/sync';
import { numberAt, objectAt, rowsAt, textAt } from '../payload';
import { DVOL_BEGAN } from './volatility-points';

/** Assets whose options are paid in coin, and that have a volatility index. */
export const ASSETS = ['BTC', 'ETH'] as const;

const OFFERS = {
  perpetual: ['bars', 'funding', 'liquidations', 'settlements'],
  future: ['bars', 'liquidations', 'settlements'],
  asset: ['chain', 'chain-greeks', 'volatility', 'delivery'],
} as const;

/** Perpetuals and futures of `get_instruments`; options are asked for by their asset. */
export function readInstruments(result: unknown): readonly SourceInstrument[] {
  return rowsAt(result).flatMap((value) => {
    const row = objectAt(value, 'an instrument');
    if (row['kind'] !== 'future') return [];
    const id = textAt(row, 'instrument_name');
    const base = textAt(row, 'base_currency');
    const quote = textAt(row, 'quote_currency');
    const type = row['settlement_period'] === 'perpetual' ? 'perpetual' : 'future';
    // older answers do not say: all contracts in USD were inverse then
    const isInverse = (row['instrument_type'] ?? (quote === 'USD' ? 'reversed' : 'linear')) === 'reversed';
    return [
      {
        id,
        label: type === 'perpetual' ? `${base}/${quote} perpetual` : id,
        base,
        quote,
        type,
        offers: OFFERS[type],
        contractSize: numberAt(row, 'contract_size'),
        margin: isInverse ? 'inverse' : 'linear',
        listed: numberAt(row, 'creation_timestamp'),
      },
    ];
  });
}

export const assetInstruments: readonly SourceInstrument[] = ASSETS.map((asset) => ({
  id: asset,
  label: `${asset} options and volatility`,
  base: asset,
  quote: 'USD',
  type: 'asset',
  offers: OFFERS.asset,
  contractSize: 1,
  margin: 'inverse',
  listed: DVOL_BEGAN,
}));
