import { MS_PER_DAY, type Ms } from '../time/ms';
import { claims, spanLacks } from './claims';
import type { Flow } from './types';
import { percent } from './words';

interface Terms {
  /** Own money [USD]. */
  readonly deposit: number;
  /** Borrowed against each deposit, as a share of it. */
  readonly loanToValue: number;
  /** Continuously compounded, per year. Rewards are paid in tokens on the collateral, at market price. */
  readonly supplyRate: number;
  readonly rewardRate: number;
  readonly borrowRate: number;
  /** Debt over collateral at which it is liquidated. */
  readonly liquidationThreshold: number;
  readonly days: number;
  /** First day. */
  readonly from?: Ms;
}
/** Times that the loan is deposited again; or the collateral in units of the deposit, at least 1. */
export type LoopInput = Terms & ({ readonly loops: number } | { readonly leverage: number });

export interface Loop {
  /** Collateral over own money. */
  readonly leverage: number;
  readonly collateral: number;
  readonly debt: number;
  /** On own money, per year, at the rates of the first day. */
  readonly netYield: number;
  /** Borrowing rate at which the loop earns nothing, and at which it earns what the deposit alone does. NaN without debt. */
  readonly breakEvenBorrow: number;
  readonly indifferentBorrow: number;
  /** Fall of the collateral against the debt at which it is liquidated, as a share; NaN without debt. */
  readonly fallToLiquidation: number;
  /** For `xirr`. */
  readonly flows: readonly Flow[];
  /** Why there are no figures, '' if there are. */
  readonly reason: string;
}

/**
 * A deposit whose loan is deposited again, n times: leverage (1 − ltv^(n + 1)) / (1 − ltv). Net yield L·(supply + reward) − (L − 1)·borrow;
 * liquidated when debt = threshold · collateral, after a fall of 1 − (L − 1) / (L · threshold).
 * Flows: own money in; rewards as they are claimed; at the end collateral with interest less debt with interest, prices unchanged.
 */
export function leveredLoop(input: LoopInput): Loop {
  const { deposit, loanToValue, supplyRate, rewardRate, borrowRate, liquidationThreshold, days, from = 0 } = input;
  const reason = whyNot(input);
  if (reason !== '') return nothing(reason);
  const leverage = 'leverage' in input ? input.leverage : (1 - loanToValue ** (input.loops + 1)) / (1 - loanToValue);
  if (leverage * (1 - loanToValue) > 1 + 1e-12) return nothing(`a loan of ${percent(loanToValue)} allows a leverage of ${(1 / (1 - loanToValue)).toFixed(2)} at most`); // prettier-ignore
  const [collateral, debt] = [deposit * leverage, deposit * (leverage - 1)];
  const hasDebt = debt > 0;
  const earned = supplyRate + rewardRate;
  const years = days / 365;
  const end = from + days * MS_PER_DAY;
  const flows: readonly Flow[] = [
    { t: from, amount: -deposit, words: 'own money deposited' },
    ...claims(collateral, rewardRate, supplyRate, days, from, 'rewards claimed'),
    { t: end, amount: collateral * Math.exp(supplyRate * years) - debt * Math.exp(borrowRate * years), words: 'collateral less debt' }, // prettier-ignore
  ];
  if (!flows.every(({ amount }) => Number.isFinite(amount))) return nothing('the figures are too large');
  return {
    leverage,
    collateral,
    debt,
    netYield: leverage * earned - (leverage - 1) * borrowRate,
    breakEvenBorrow: hasDebt ? (leverage * earned) / (leverage - 1) : NaN,
    indifferentBorrow: hasDebt ? earned : NaN,
    fallToLiquidation: hasDebt ? 1 - (leverage - 1) / (leverage * liquidationThreshold) : NaN,
    flows,
    reason: '',
  };
} // prettier-ignore

function whyNot(input: LoopInput): string {
  const { deposit, loanToValue, supplyRate, rewardRate, borrowRate, liquidationThreshold, days, from = 0 } = input;
  const times = 'leverage' in input ? input.leverage : input.loops;
  if (![deposit, loanToValue, times, supplyRate, rewardRate, borrowRate, liquidationThreshold, days, from].every(Number.isFinite)) return 'a figure is missing'; // prettier-ignore
  if (!(deposit > 0)) return 'nothing is deposited';
  if (!(loanToValue >= 0 && loanToValue < 1)) return 'a loan is at least 0 and less than what is pledged';
  if (!(liquidationThreshold > loanToValue && liquidationThreshold <= 1)) return `it is liquidated at ${percent(liquidationThreshold)}: a loan of ${percent(loanToValue)} is no further from it`; // prettier-ignore
  if ('leverage' in input ? !(times >= 1) : !(times >= 0 && Number.isInteger(times))) return 'leverage is at least 1, loops are whole';
  return spanLacks(days);
} // prettier-ignore

const nothing = (reason: string): Loop => ({
  ...{ leverage: NaN, collateral: NaN, debt: NaN, netYield: NaN, breakEvenBorrow: NaN },
  ...{ indifferentBorrow: NaN, fallToLiquidation: NaN, flows: [], reason },
});
