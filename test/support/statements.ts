import type { Assumptions, CapmEstimate, Input, Inputs, Item, StatementRow } from '#core/value/types';
import { ITEMS } from '#core/value/types';

export const at = (date: string): number => Date.parse(date);

/** A flow of [from, to), published 20 days after its end where it is not said when. */
export const flow = (item: Item, from: string, to: string, value: number, more: Partial<StatementRow> = {}): StatementRow => ({
  ...{ item, from: at(from), to: at(to), published: at(to) + 20 * 86_400_000, value, source: 'report', estimated: false },
  ...more,
}); // prettier-ignore

export const stock = (item: Item, date: string, value: number, more: Partial<StatementRow> = {}): StatementRow => ({
  ...{ item, from: NaN, to: at(date), published: at(date), value, source: 'report', estimated: false },
  ...more,
});

const QUARTERS = ['01-01', '04-01', '07-01', '10-01'];
/** Four quarters of a calendar year. */
export const quarters = (item: Item, year: number, values: readonly number[]): StatementRow[] =>
  values.map((value, i) => flow(item, `${year}-${QUARTERS[i]}`, i === 3 ? `${year + 1}-01-01` : `${year}-${QUARTERS[i + 1]}`, value)); // prettier-ignore

const NOT_STATED: Input = { value: NaN, known: NaN, source: '', estimated: false, reason: 'not stated' };
/** Inputs of these figures and nothing else. */
export const inputs = (figures: Partial<Readonly<Record<Item, number>>>): Inputs =>
  Object.fromEntries(
    (Object.keys(ITEMS) as Item[]).map((item) => {
      const value = figures[item];
      return [item, value === undefined ? NOT_STATED : { ...NOT_STATED, value, known: 0, source: 'report', reason: '' }];
    }),
  ) as Inputs; // prettier-ignore

/** A protocol with every figure. */
export const PROTOCOL: Partial<Readonly<Record<Item, number>>> = {
  ...{ price: 5, float: 200e6, fullyDiluted: 500e6, cash: 10e6, stablecoins: 40e6, receivables: 5e6, currentLiabilities: 22e6 },
  ...{ borrowings: 150e6, bonds: 100e6, earnings: 80e6, operatingCashFlow: 100e6, emissions: 30e6, feesToHolders: 60e6 },
  ...{ buybacks: 25e6, distributions: 15e6, borrowRate: 0.08, taxRate: 0.2 },
}; // prettier-ignore

export const ASSUMPTIONS: Assumptions = {
  ...{ riskFree: 0.04, marketPremium: 0.06, benchmark: 'basket', costOfDebt: null, growth: 0.03, firstGrowth: 0.1 },
  ...{ firstYears: 5, discount: null, ipoPrice: 8, ipoFloat: 0.1, unlocks: [0.2, 0.3] },
};

export const CAPM: CapmEstimate = {
  ...{ beta: 1.5, betaError: 0.2, alpha: 0, alphaError: 0.1, shrunkBeta: 1.4, shrunkError: 0.18, correlation: 0.8 },
  ...{ days: 90, reason: '' },
};
