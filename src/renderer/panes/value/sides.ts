import { leveredLoop, type Loop } from '#core/value/loop';
import { answerOf } from '#core/value/valuate';
import type { Carry } from '#core/value/weak-hands';
import type { Answer, Input } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import type { EntityReading, ValueMarket } from '#shared/value';
import type { LoopWish, Sheet, SideRates } from '../../state/valuation';
import { valueModel } from './model';

/** What was known on one side of a cascade. */
export interface SideReading {
  readonly t: Ms;
  readonly reading: EntityReading;
  readonly market: ValueMarket;
}

export const SIDE_RATES = ['supplyRate', 'rewardRate', 'borrowRate'] as const;

/** A levered loop and the cost of capital on one side of a cascade. */
export interface Side {
  readonly t: Ms;
  /** As they were known then. */
  readonly known: Readonly<Record<(typeof SIDE_RATES)[number], Input>>;
  readonly wacc: Answer;
  readonly loop: Loop;
  readonly carry: Carry;
  /** Rests on an estimate or a figure that was typed in. */
  readonly estimated: boolean;
}

const DAYS = 365;

/**
 * Of what was known then alone: a person's figures of today are not read, those typed for this side are.
 * @param own rates typed for this side
 */
export function sideOf({ t, reading, market }: SideReading, sheet: Sheet, wish: LoopWish, own: SideRates): Side {
  const model = valueModel(reading, market, { ...sheet, overrides: {} }, t);
  const { supplyRate, rewardRate, borrowRate } = model.inputs;
  const wacc = answerOf(model.args, 'wacc');
  const loop = leveredLoop({
    ...{ deposit: 1, loanToValue: wish.loanToValue, loops: wish.loops, liquidationThreshold: wish.threshold, days: DAYS },
    supplyRate: own.supplyRate ?? supplyRate.value,
    rewardRate: own.rewardRate ?? (Number.isNaN(rewardRate.value) ? 0 : rewardRate.value),
    borrowRate: own.borrowRate ?? borrowRate.value,
  });
  const { capm } = model.args;
  const moved = answerOf({ ...model.args, capm: { ...capm, beta: capm.beta + capm.betaError } }, 'wacc').value;
  const carry: Carry =
    own.wacc !== undefined
      ? { loopYield: loop.netYield, wacc: own.wacc }
      : { loopYield: loop.netYield, wacc: wacc.value, error: Math.abs(moved - wacc.value) };
  const isTyped = Object.keys(own).length > 0;
  return {
    ...{ t, wacc, loop, carry, known: { supplyRate, rewardRate, borrowRate } },
    estimated: isTyped || wacc.estimated || supplyRate.estimated || rewardRate.estimated || borrowRate.estimated,
  };
} // prettier-ignore

/** Why a loop has no yield, where a rate is what is missing: which one. */
export function whyNoYield({ known, loop }: Side, own: SideRates): string {
  if (loop.reason === '') return '';
  if (own.supplyRate === undefined && Number.isNaN(known.supplyRate.value)) return `supply rate: ${known.supplyRate.reason}`;
  if (own.borrowRate === undefined && Number.isNaN(known.borrowRate.value)) return `borrowing rate: ${known.borrowRate.reason}`;
  return loop.reason;
} // prettier-ignore
