import { liquidity } from '#core/value/liquidity';
import { leveredLoop } from '#core/value/loop';
import { staking } from '#core/value/staking';
import type { Flow, Inputs } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import { formatNumber, formatPercent, formatShort } from '../../lib/format';

export const BUILDERS = ['loop', 'liquidity', 'staking'] as const;
export type Builder = (typeof BUILDERS)[number];

/** A figure that a builder is given: as it is typed. */
export interface BuilderField {
  readonly key: string;
  readonly title: string;
  readonly unit: 'USD' | '%' | 'd' | '×' | '';
  readonly usual: number;
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly definition: string;
}

const days: BuilderField = { key: 'days', title: 'Days', unit: 'd', usual: 365, min: 1, max: 36_500, definition: 'How long it is held.' }; // prettier-ignore
const amount = (key: string, title: string, definition: string): BuilderField => ({ ...{ key, title, definition, unit: 'USD', usual: 10_000, min: 0.01, max: 1e15 } }); // prettier-ignore
const rate = (key: string, title: string, usual: number, definition: string): BuilderField => ({ ...{ key, title, usual, definition, unit: '%', min: -100, max: 10_000 } }); // prettier-ignore

/** Fields of each builder. Rates start at what is known of the entity. */
export const builderFields = (builder: Builder, { supplyRate, rewardRate, borrowRate }: Inputs): readonly BuilderField[] => {
  const percent = ({ value }: { readonly value: number }): number => Number((value * 100).toPrecision(10));
  switch (builder) {
    case 'loop':
      return [
        amount('deposit', 'Own money', 'What is deposited first.'),
        { key: 'loanToValue', title: 'Loan to value', unit: '%', usual: 70, min: 0, max: 99, definition: 'Borrowed against each deposit.' },
        { key: 'loops', title: 'Loops', unit: '×', usual: 3, min: 0, max: 100, whole: true, definition: 'Times that the loan is deposited again.' },
        { key: 'threshold', title: 'Liquidated at', unit: '%', usual: 80, min: 0, max: 100, definition: 'Debt over collateral at which it is liquidated.' },
        rate('supplyRate', 'Supply rate', percent(supplyRate), 'What the collateral earns, per year.'),
        rate('rewardRate', 'Reward rate', Number.isNaN(rewardRate.value) ? 0 : percent(rewardRate), 'Paid on top in tokens, per year.'),
        rate('borrowRate', 'Borrow rate', percent(borrowRate), 'What the debt costs, per year.'),
        days,
      ];
    case 'liquidity':
      return [
        amount('deposit', 'Deposit', 'Put in, half of it in each token.'),
        { key: 'priceRatio', title: 'End price', unit: '%', usual: 80, min: 0.0001, max: 1e9, definition: 'Price of base at the end, as percent of that at the start.' },
        rate('feeYield', 'Fee yield', 15, 'Fees and rewards per year, as a share of the deposit.'),
        { ...days, usual: 90 },
      ];
    case 'staking':
      return [
        amount('stake', 'Stake', 'Value of the tokens staked.'),
        rate('rewardRate', 'Reward rate', Number.isNaN(rewardRate.value) ? 5 : percent(rewardRate), 'Tokens earned on tokens, per year.'),
        rate('feeRate', 'Fees paid out', 0, 'Fees in money on the value of the stake, per year.'),
        rate('emissionRate', 'Emission rate', 5, 'Growth of the supply by emissions, per year.'),
        days,
      ];
  }
}; // prettier-ignore

export interface Built {
  readonly flows: readonly Flow[];
  readonly facts: readonly { readonly title: string; readonly value: string; readonly definition: string }[];
  /** Why nothing was built; '' if it was. */
  readonly reason: string;
}

/** In cents, or finer where all payments are small. */
function rounded(flows: readonly Flow[]): readonly Flow[] {
  const largest = Math.max(1e-9, ...flows.map(({ amount }) => Math.abs(amount)));
  const decimals = Math.min(12, Math.max(2, 6 - Math.floor(Math.log10(largest))));
  return flows.map((flow) => ({ ...flow, amount: Number(flow.amount.toFixed(decimals)) }));
}

/** The flows of a position, and what is to be known of it. @param typed by key of the field, as it is typed */
export function build(builder: Builder, typed: Readonly<Record<string, number>>, from: Ms): Built {
  const share = (key: string): number => (typed[key] ?? Number.NaN) / 100;
  const plain = (key: string): number => typed[key] ?? Number.NaN;
  const percent = (value: number): string => formatPercent(value, { decimals: 2, missing: 'no debt' });
  switch (builder) {
    case 'loop': {
      const loop = leveredLoop({
        ...{ deposit: plain('deposit'), loanToValue: share('loanToValue'), loops: plain('loops'), supplyRate: share('supplyRate') },
        ...{ rewardRate: share('rewardRate'), borrowRate: share('borrowRate'), liquidationThreshold: share('threshold'), days: plain('days'), from },
      });
      return {
        ...{ flows: rounded(loop.flows), reason: loop.reason },
        facts: [
          { title: 'Net yield', value: percent(loop.netYield), definition: 'On own money, per year, at the rates of the first day.' },
          { title: 'Leverage', value: `${formatNumber(loop.leverage, { decimals: 2 })} ×`, definition: 'Collateral over own money.' },
          { title: 'Break-even borrow rate', value: percent(loop.breakEvenBorrow), definition: 'Borrowing rate at which the loop earns nothing.' },
          { title: 'Fall to liquidation', value: percent(loop.fallToLiquidation), definition: 'Fall of the collateral against the debt at which it is liquidated.' },
        ],
      };
    }
    case 'liquidity': {
      const position = liquidity({ deposit: plain('deposit'), priceRatio: share('priceRatio'), feeYield: share('feeYield'), days: plain('days'), from });
      return {
        ...{ flows: rounded(position.flows), reason: position.reason },
        facts: [
          { title: 'Impermanent loss', value: percent(position.impermanentLoss), definition: 'Value of the position over that of its tokens held, less 1.' },
          { title: 'Fees', value: `${formatShort(position.fees)} USD`, definition: 'Fees and rewards until the end.' },
          { title: 'Against holding', value: formatPercent(position.againstHolding, { decimals: 2, sign: true }), definition: 'Position with fees over tokens held, less 1.' },
          { title: 'Fee yield to break even', value: percent(position.breakEvenYield), definition: 'Fees per year on the deposit that make up for the loss.' },
        ],
      };
    }
    case 'staking': {
      const stake = staking({ stake: plain('stake'), rewardRate: share('rewardRate'), feeRate: share('feeRate'), emissionRate: share('emissionRate'), days: plain('days'), from });
      return {
        ...{ flows: rounded(stake.flows), reason: stake.reason },
        facts: [
          { title: 'Nominal yield', value: percent(stake.nominalYield), definition: 'Rewards and fees, as it is told.' },
          { title: 'Real yield', value: percent(stake.realYield), definition: 'Less the growth of the supply.' },
          { title: 'Share kept', value: percent(stake.shareKept), definition: 'Share of the supply at the end over that at the start.' },
        ],
      };
    }
  }
} // prettier-ignore
