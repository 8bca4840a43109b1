import type { Ms } from '../time/ms';
import { inputsOf, withPrice } from './inputs';
import type { Assumptions, Inputs, StatementRow } from './types';

/** Where assumptions start, until a person has a view. NaN: nothing is assumed. */
export const USUAL_ASSUMPTIONS: Assumptions = {
  riskFree: NaN,
  marketPremium: 0.05,
  benchmark: 'basket',
  costOfDebt: null,
  growth: 0.02,
  firstGrowth: 0.1,
  firstYears: 5,
  discount: null,
  ipoPrice: null,
  ipoFloat: null,
  unlocks: [],
};

/** A price of the market, where there is one. */
interface MarketPrice {
  readonly price: number;
  readonly priceAt: Ms;
  readonly source: string;
}

/** What was known of an entity at an instant, with the price of its market where none was stated since. */
export function inputsAt(rows: readonly StatementRow[], market: MarketPrice, asOf: Ms): Inputs {
  const stated = inputsOf(rows, asOf);
  const { price, priceAt, source } = market;
  return Number.isNaN(price) || stated.price.known > priceAt ? stated : withPrice(stated, price, priceAt, source);
}
