import { MS_PER_DAY, type Ms } from '../time/ms';
import { claims, spanLacks } from './claims';
import type { Flow } from './types';

export interface StakingInput {
  /** Value of the tokens staked [USD]. */
  readonly stake: number;
  /** Tokens earned on tokens, and fees paid out in money on the value of the stake. Continuously compounded, per year. */
  readonly rewardRate: number;
  readonly feeRate: number;
  /** Growth of the supply by emissions, continuously compounded, per year. */
  readonly emissionRate: number;
  readonly days: number;
  /** First day. */
  readonly from?: Ms;
}

export interface Staking {
  /** Tokens on tokens and fees, as it is told. */
  readonly nominalYield: number;
  /** Less the growth of the supply: what the share of the network and the fees bring while the network is worth the same. */
  readonly realYield: number;
  /** Share of the supply at the end over that at the start. */
  readonly shareKept: number;
  /** For `xirr`: the network is worth the same at the end, so that a token is worth less by what was emitted. */
  readonly flows: readonly Flow[];
  readonly reason: string;
}

/** Staked tokens earn rewards and fees, and emissions dilute them: real yield = rewards + fees − growth of the supply. */
export function staking({ stake, rewardRate, feeRate, emissionRate, days, from = 0 }: StakingInput): Staking {
  const nothing = (reason: string): Staking => ({ nominalYield: NaN, realYield: NaN, shareKept: NaN, flows: [], reason });
  if (![stake, rewardRate, feeRate, emissionRate, days, from].every(Number.isFinite)) return nothing('a figure is missing');
  if (!(stake > 0)) return nothing('nothing is staked');
  const noSpan = spanLacks(days);
  if (noSpan !== '') return nothing(noSpan);
  if (rewardRate < 0 || feeRate < 0) return nothing('rewards and fees are at least 0');
  const growth = rewardRate - emissionRate;
  const shareKept = Math.exp((growth * days) / 365);
  const flows: readonly Flow[] = [
    { t: from, amount: -stake, words: 'staked' },
    ...claims(stake, feeRate, growth, days, from, 'fees paid out'),
    { t: from + days * MS_PER_DAY, amount: stake * shareKept, words: 'tokens after dilution' },
  ];
  if (!flows.every(({ amount }) => Number.isFinite(amount))) return nothing('the figures are too large');
  return { nominalYield: rewardRate + feeRate, realYield: growth + feeRate, shareKept, flows, reason: '' };
} // prettier-ignore
