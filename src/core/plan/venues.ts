import { parseSymbol } from '../series/instrument';
import type { OptionKind } from '../options/types';
import type { Ms } from '../time/ms';

/** What an order names. */
export interface Wanted {
  readonly kind: OptionKind | 'future';
  /** NaN of a future. */
  readonly strike: number;
  /** Infinity of a perpetual. */
  readonly expiry: Ms;
  /** The strike stood in a chain of the venue; else it is put on a step that the venue lists. */
  readonly listed: boolean;
  /** Price of what it is written on [quote currency]. */
  readonly underlying: number;
}

/** A contract as its venue trades it. */
export interface ContractTerms {
  readonly venue: string;
  readonly name: string;
  /** NaN of a future. */
  readonly strike: number;
  /** Units of the underlying in one contract, and contracts in one lot; a lot of 0: not known. */
  readonly size: number;
  readonly lot: number;
  /** What prices are in: `coin` is a share of the underlying. */
  readonly priceIn: 'coin' | 'quote';
  readonly unit: string;
  /** Least step of a price of this height, in the unit of prices. */
  readonly tick: (price: number) => number;
}

type Terms = (wanted: Wanted) => ContractTerms | undefined;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function dateParts(expiry: Ms): { readonly year: string; readonly month: number; readonly day: number } {
  const at = new Date(expiry);
  return { year: String(at.getUTCFullYear() % 100).padStart(2, '0'), month: at.getUTCMonth(), day: at.getUTCDate() };
}
/** `27MAR26`, days without a leading zero. */
function deribitDate(expiry: Ms): string {
  const { year, month, day } = dateParts(expiry);
  return `${day}${MONTHS[month]}${year}`;
}

/** A strike of fewer steps than this is left as it is: it would be moved too far. */
const LEAST_STEPS = 10;
const onStep = (strike: number, step: number): number => (strike < LEAST_STEPS * step ? strike : Math.round(strike / step) * step); // prettier-ignore

/**
 * @param coins least order of options. @param dollars of one contract of a future or the perpetual, which is its least order too.
 * @param step of strikes that the venue lists for most expiries; a choice, as its grid is not one for all.
 * @source Deribit, contract specifications of coin-settled options, futures and perpetuals: least order 0.1 BTC or 1 ETH, contracts of 10 USD
 *   or 1 USD; option ticks of 0.0001 coin below 0.005 and 0.0005 from there, the coarser of which is a price everywhere.
 */
const deribit = (coin: string, coins: number, dollars: number, step: number): Terms => ({ kind, strike: wanted, expiry, listed, underlying }) => {
  const strike = listed ? wanted : onStep(wanted, step);
  if (kind !== 'future') {
    const name = `${coin}-${deribitDate(expiry)}-${strike}-${kind === 'call' ? 'C' : 'P'}`;
    const tick = (price: number): number => (price < 0.005 ? 0.0001 : 0.0005);
    return { venue: 'Deribit', name, strike, size: 1, lot: coins, priceIn: 'coin', unit: coin, tick };
  }
  const name = expiry === Infinity ? `${coin}-PERPETUAL` : `${coin}-${deribitDate(expiry)}`;
  return { venue: 'Deribit', name, strike, size: dollars / underlying, lot: 1, priceIn: 'quote', unit: 'USD', tick: () => 0.5 };
}; // prettier-ignore

/**
 * Symbol of the Options Clearing Corporation: root in six places, date, side, thousandths of the strike in eight.
 * @source OCC, options symbology initiative. A step of 0.05 below 3 and of 0.10 from there is a price of every class of these roots.
 */
const listedOption = (root: string, step: number): Terms => ({ kind, strike: wanted, expiry, listed }) => {
  if (kind === 'future') return undefined;
  const strike = listed ? wanted : onStep(wanted, step);
  const { year, month, day } = dateParts(expiry);
  const date = `${year}${String(month + 1).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const name = `${root.padEnd(6)}${date}${kind === 'call' ? 'C' : 'P'}${String(Math.round(strike * 1000)).padStart(8, '0')}`;
  return { venue: 'Cboe', name, strike, size: 100, lot: 1, priceIn: 'quote', unit: 'USD', tick: (price) => (price < 3 ? 0.05 : 0.1) };
}; // prettier-ignore

const ASSETS: Readonly<Record<string, Terms>> = {
  BTC: deribit('BTC', 0.1, 10, 1_000),
  XBT: deribit('BTC', 0.1, 10, 1_000),
  ETH: deribit('ETH', 1, 1, 50),
  // Expiries of the engine are at the close, as those of the weekly root are.
  SPX: listedOption('SPXW', 25),
  SP500: listedOption('SPXW', 25),
  SPY: listedOption('SPY', 1),
};
const INDEX_OF_VOLATILITY = listedOption('VIX', 1);
const ON_VIX: ReadonlySet<string> = new Set(['SPX', 'SP500', 'SPY']);

/** Names on which orders can be written out for a venue. @returns undefined: none is known. */
export function contractFor(asset: string, on: 'asset' | 'volatility', wanted: Wanted): ContractTerms | undefined {
  const plain = asset.toUpperCase().replace(/^(SIM-|\^)/, '');
  const known = Object.hasOwn(ASSETS, plain) ? plain : parseSymbol(asset).base;
  if (on === 'volatility') return ON_VIX.has(known) ? INDEX_OF_VOLATILITY(wanted) : undefined;
  return Object.hasOwn(ASSETS, known) ? ASSETS[known](wanted) : undefined;
}
