import { assertStrip, BLOCK, blackTerms, fillValues, LEAST_TAU } from './black';
import {
  DAYS_PER_YEAR,
  emptyOptionColumns,
  firstOf,
  type OptionColumns,
  type OptionKind,
  type OptionValue,
} from './types';

/**
 * Black-Scholes-Merton price of a strip of European options: one underlying, one side, one expiry.
 * @param spot    Underlying price [quote], > 0.
 * @param strikes [quote], shape (n), each > 0.
 * @param tau     Time to expiry [years, ACT/365F], ≥ 0; at 0 the value at expiry.
 * @param rate    Risk-free rate [1/yr, continuous; 0.05 = 5 %].
 * @param carry   Dividend or borrow yield [1/yr, continuous].
 * @param vols    Volatility [1/√yr; 0.20 = 20 %], shape (n), each ≥ 0.
 * @param out     Destination, shape (n); pass one to price in a loop without allocating.
 * @returns `out`: premium per unit of underlying [quote]. NaN in gives NaN out, at that index only.
 * @throws {RangeError} Shapes differ, spot is not positive, tau negative: a caller's bug, never a market state.
 * @source Haug (2007) §1.1.6 with b = r − q. Oracle test/oracle/options/quantlib.json, |Δ| ≤ 1e-12 · spot.
 */
export function bsmPrices(
  kind: OptionKind,
  spot: number,
  strikes: Float64Array,
  tau: number,
  rate: number,
  carry: number,
  vols: Float64Array,
  out = new Float64Array(strikes.length),
): Float64Array {
  const forward = spot * Math.exp((rate - carry) * tau);
  assertStrip(forward, tau, rate + carry, strikes, [vols, out]);
  return fillValues(kind, forward, strikes, tau, vols, Math.exp(-rate * tau), out);
}

/**
 * The same with every greek, to the spot.
 * @param out Destination, shapes (n).
 * @source Haug (2007), chapter 2. Oracle test/oracle/options/quantlib.json, |Δ| ≤ 1e-9 of each greek's scale.
 */
export function bsmGreeks(
  kind: OptionKind,
  spot: number,
  strikes: Float64Array,
  tau: number,
  rate: number,
  carry: number,
  vols: Float64Array,
  out: OptionColumns = emptyOptionColumns(strikes.length),
): OptionColumns {
  const { price, delta, gamma, vega, theta, rho, vanna, volga, charm } = out;
  const forward = spot * Math.exp((rate - carry) * tau);
  assertStrip(forward, tau, rate + carry, strikes, [vols, ...Object.values(out)]);
  const n = strikes.length;
  const rootTau = Math.sqrt(tau);
  const time = Math.max(tau, LEAST_TAU);
  const root = Math.sqrt(time);
  const discount = Math.exp(-rate * tau);
  const yielded = Math.exp(-carry * tau);
  const isCall = kind === 'call';
  const sign = isCall ? 1 : -1;
  const drift = rate - carry;
  const perDay = 1 / DAYS_PER_YEAR;
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const terms = blackTerms(kind, forward, strikes, vols, rootTau, from, to);
    const { perDeviation, d1, d2, density, cdf1, strikeTail2, value } = terms;
    for (let i = from, j = 0; i < to; i++, j++) {
      const phi = yielded * density[j];
      const perVol = root * perDeviation[j];
      const tail2 = strikeTail2[j];
      const bond = sign * discount * (d2[j] > 0 === isCall ? strikes[i] - tail2 : tail2);
      price[i] = discount * value[j];
      delta[i] = sign * yielded * cdf1[j];
      gamma[i] = (phi * perDeviation[j]) / spot;
      vega[i] = spot * phi * root;
      theta[i] = perDay * (carry * spot * delta[i] - rate * bond - (spot * phi * vols[i]) / (2 * root));
      rho[i] = tau * bond;
      vanna[i] = -phi * d2[j] * perVol;
      volga[i] = vega[i] * d1[j] * d2[j] * perVol;
      charm[i] = perDay * (carry * delta[i] - phi * (drift * perDeviation[j] - d2[j] / (2 * time)));
    }
  }
  return out;
}

/** One option. */
export const bsm = (
  kind: OptionKind,
  spot: number,
  strike: number,
  tau: number,
  rate: number,
  carry: number,
  vol: number,
): OptionValue => firstOf(bsmGreeks(kind, spot, Float64Array.of(strike), tau, rate, carry, Float64Array.of(vol)));
