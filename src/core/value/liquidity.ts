import { MS_PER_DAY, type Ms } from '../time/ms';
import { spanLacks } from './claims';
import type { Flow } from './types';
import { finite, unknown } from './words';

export interface LiquidityInput {
  /** Put in, half of it in each token [USD]. */
  readonly deposit: number;
  /** Price of base in quote at the end over that at the start. */
  readonly priceRatio: number;
  /** Fees and rewards, per year of 365 days, as a share of the deposit; not compounded. */
  readonly feeYield: number;
  readonly days: number;
  /** First day. */
  readonly from?: Ms;
}

export interface Liquidity {
  /** Value of the position over that of its tokens held, less 1: 2√r / (1 + r) − 1. */
  readonly impermanentLoss: number;
  /** [USD] */
  readonly value: number;
  readonly held: number;
  readonly fees: number;
  /** Fees that make up for the loss against holding [USD], and as a yield per year on the deposit. */
  readonly breakEvenFees: number;
  readonly breakEvenYield: number;
  /** Position with fees over tokens held, less 1. */
  readonly againstHolding: number;
  /** For `xirr`: fees are paid at the end. */
  readonly flows: readonly Flow[];
  readonly reason: string;
}

/** Impermanent loss of a constant-product pool. NaN with a reason unless the ratio is above 0. */
export const impermanentLoss = (priceRatio: number): ReturnType<typeof finite> =>
  priceRatio > 0 && priceRatio < Infinity
    ? finite(-((Math.sqrt(priceRatio) - 1) ** 2) / (1 + priceRatio)) // = 2√r / (1 + r) − 1 without cancellation near 1
    : unknown('a price ratio is above 0');

/**
 * A position of equal values in a constant-product pool, in quote currency that keeps its value: worth √r of the deposit where holding is
 * worth (1 + r) / 2 of it.
 * @source Uniswap v2 whitepaper (Adams, Zinsmeister, Robinson 2020); Pintail (2019), "Uniswap: a good deal for liquidity providers?".
 */
export function liquidity({ deposit, priceRatio, feeYield, days, from = 0 }: LiquidityInput): Liquidity {
  const { value: loss, reason: noRatio } = impermanentLoss(priceRatio);
  if (noRatio !== '') return nothing(noRatio);
  if (![deposit, feeYield, days, from].every(Number.isFinite)) return nothing('a figure is missing');
  if (!(deposit > 0)) return nothing('nothing is deposited');
  const noSpan = spanLacks(days);
  if (noSpan !== '') return nothing(noSpan);
  if (feeYield < 0) return nothing('fees are at least 0');
  const [value, held] = [deposit * Math.sqrt(priceRatio), deposit * (0.5 + priceRatio / 2)];
  const perYear = 365 / (days * deposit);
  const fees = feeYield / perYear;
  const breakEvenFees = -loss * held;
  const end = from + days * MS_PER_DAY;
  const flows: readonly Flow[] = [
    { t: from, amount: -deposit, words: 'put into the pool' },
    { t: end, amount: fees, words: 'fees and rewards' },
    { t: end, amount: value, words: 'taken out of the pool' },
  ];
  if (!Number.isFinite(held + fees)) return nothing('the figures are too large');
  return {
    ...{ impermanentLoss: loss, value, held, fees, breakEvenFees, breakEvenYield: breakEvenFees * perYear },
    ...{ againstHolding: loss + fees / held, flows, reason: '' },
  };
}

const nothing = (reason: string): Liquidity => ({
  ...{ impermanentLoss: NaN, value: NaN, held: NaN, fees: NaN, breakEvenFees: NaN, breakEvenYield: NaN },
  ...{ againstHolding: NaN, flows: [], reason },
});
