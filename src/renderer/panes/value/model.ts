import { derived } from '#core/value/derive';
import { noCapm } from '#core/value/no-capm';
import { inputsOf, withOverrides } from '#core/value/inputs';
import type { ValuationArgs } from '#core/value/reader';
import { ITEMS, type Answer, type AnswerId, type Assumptions, type CapmEstimate, type Inputs } from '#core/value/types';
import { inputsAt, USUAL_ASSUMPTIONS } from '#core/value/usual';
import { answerOf, valuate } from '#core/value/valuate';
import type { Ms } from '#core/time/ms';
import type { EntityReading, ValueMarket } from '#shared/value';
import type { Sheet } from '../../state/valuation';

export const BENCHMARKS = ['basket', 'btc', 'spx'] as const satisfies readonly Assumptions['benchmark'][];
export const BENCHMARK_WORDS: Readonly<Record<Assumptions['benchmark'], string>> = {
  basket: 'crypto basket',
  btc: 'BTC',
  spx: 'S&P 500',
};

/** In a column that is named for it. */
export const BENCHMARK_SHORT: typeof BENCHMARK_WORDS = { ...BENCHMARK_WORDS, basket: 'basket' };

/** What is assumed while nothing else is said: the newest policy rate that was known as the risk-free one. */
export const usualAssumptions = (market: ValueMarket | undefined): Assumptions => ({
  ...USUAL_ASSUMPTIONS,
  riskFree: market?.riskFree ?? Number.NaN,
});

const NO_CAPM = noCapm('no closes are known');

export interface ValueModel {
  /** From the statements and the market, with what follows from them. */
  readonly known: Inputs;
  /** With a person's own in their place. */
  readonly inputs: Inputs;
  readonly usual: Assumptions;
  readonly args: ValuationArgs;
  readonly answers: readonly Answer[];
}

/** Beta that the cost of equity goes by. */
export const chosenBeta = (capm: CapmEstimate, shrunk: boolean): CapmEstimate =>
  shrunk ? { ...capm, beta: capm.shrunkBeta, betaError: capm.shrunkError } : capm;

/** Everything that is answered of an entity. @param at the clock: what was published later is not read */
export function valueModel(reading: EntityReading, market: ValueMarket | undefined, sheet: Sheet, at: Ms): ValueModel {
  const base = market ? inputsAt(reading.rows, market, at) : inputsOf(reading.rows, at);
  const usual = usualAssumptions(market);
  const assumptions = { ...usual, ...sheet.assumptions };
  const inputs = withOverrides(base, sheet.overrides);
  const args = { inputs, assumptions, capm: chosenBeta(market?.capm[assumptions.benchmark] ?? NO_CAPM, sheet.beta.shrunk) }; // prettier-ignore
  return { known: derived(base), inputs, usual, args, answers: valuate(args) };
}

export interface CapmRow {
  readonly benchmark: Assumptions['benchmark'];
  readonly capm: CapmEstimate;
  /** By the beta of this benchmark, and its standard error, that of beta alone. */
  readonly expected: Answer;
  readonly expectedError: number;
  readonly words: string;
}

/** The three benchmarks side by side. */
export const capmRows = ({ args }: ValueModel, market: ValueMarket | undefined, shrunk: boolean): readonly CapmRow[] =>
  BENCHMARKS.map((benchmark) => {
    const capm = market?.capm[benchmark] ?? { ...NO_CAPM, words: '' };
    const chosen = chosenBeta(capm, shrunk);
    return {
      ...{ benchmark, capm, words: capm.words },
      expected: answerOf({ ...args, capm: chosen }, 'expectedReturn'),
      expectedError: Math.abs(args.assumptions.marketPremium) * chosen.betaError,
    };
  });

/** Inputs and assumptions that an answer reads, with what they were: what its fingerprint is made of. */
export function basisOf({ inputs, args }: ValueModel, { reads }: Pick<Answer, 'reads'>): { readonly inputs: object; readonly assumptions: object } {
  const items = reads.filter((one) => one in ITEMS) as (keyof Inputs)[];
  const named = reads.filter((one): one is keyof Assumptions => one in args.assumptions);
  const isCapm = reads.includes('beta');
  return {
    inputs: Object.fromEntries(items.map((item) => [item, inputs[item]])),
    assumptions: {
      ...Object.fromEntries(named.map((one) => [one, args.assumptions[one]])),
      ...(isCapm ? { benchmark: args.assumptions.benchmark, capm: args.capm } : {}),
    },
  };
} // prettier-ignore

export const answerIn = (model: ValueModel, id: AnswerId): Answer => model.answers.find((one) => one.id === id)!;
