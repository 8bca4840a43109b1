import type { Settlement } from './chain';

/** What a venue takes, and what it costs to trade the underlying. All rates are shares, for orders that take liquidity. */
export interface FeeSettings {
  readonly name: string;
  /** Day on which the venue's page said so. */
  readonly asOf: string;
  readonly source: string;
  /** Of the underlying's value, for each option contract of one unit. */
  readonly option: number;
  /** An option's fee is never more than this share of its premium. */
  readonly optionCap: number;
  /** Of the underlying's value, at the expiry of an option in the money. */
  readonly delivery: number;
  /** Of the notional, for the future, the perpetual or spot. */
  readonly underlying: number;
  /** Half of the underlying's quote as a share of its price: a chain states a price for it, not a bid and an ask. */
  readonly underlyingHalfSpread: number;
}

/** @source Deribit, "Fees" (support.deribit.com, articles/25944746248989): options 0.03 %, cap 12.5 %; futures 0.05 %; delivery 0.015 %. */
export const DERIBIT_FEES: FeeSettings = {
  name: 'Deribit, coin-settled',
  asOf: '2025-06-01',
  source: 'support.deribit.com, Fees',
  option: 0.0003,
  optionCap: 0.125,
  delivery: 0.00015,
  underlying: 0.0005,
  underlyingHalfSpread: 0.00005,
};

/**
 * Fee of one option contract in the unit of its premium.
 * @param premium as quoted, ≥ 0. @param underlying price [quote currency]; not read for coin-settled options.
 */
export function optionFee(
  { option, optionCap }: FeeSettings,
  settlement: Settlement,
  premium: number,
  underlying: number,
): number {
  return Math.min(option * (settlement === 'coin' ? 1 : underlying), optionCap * premium);
}
