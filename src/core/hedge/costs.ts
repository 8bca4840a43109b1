import type { CostRule } from './types';

/**
 * Cost of one unit of an option beyond its middle [quote currency], ≥ 0: the share of half the spread that is crossed, and the fee.
 * A sale never costs more than the option brings.
 * @param vega per 1.00 of volatility. @param underlying price of what it is written on.
 */
export function optionCost(costs: CostRule, price: number, vega: number, underlying: number, isSale: boolean): number {
  const spread = Math.max(costs.optionSpread * price, costs.leastVolSpread * vega);
  const cost = (costs.crossed * spread) / 2 + Math.min(costs.optionFee * underlying, costs.optionFeeCap * price);
  return isSale ? Math.min(cost, price) : cost;
}

/** The same of a future, a perpetual or a fund. */
export function linearCost({ crossed, linearSpread, linearFee }: CostRule, price: number): number {
  return ((crossed * linearSpread) / 2 + linearFee) * price;
}
