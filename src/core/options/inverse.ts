import { assertStrip, BLOCK, blackTerms, LEAST_TAU } from './black';
import {
  DAYS_PER_YEAR,
  emptyOptionColumns,
  firstOf,
  type OptionColumns,
  type OptionKind,
  type OptionValue,
} from './types';

/**
 * Premium in coin of a strip of inverse (coin-settled) options: Black-76 without discount, over the forward.
 * @param forward Forward or future of the same expiry [USD per coin], > 0.
 * @param strikes [USD per coin], shape (n), each > 0.
 * @param tau     Time to expiry [years, ACT/365F], ≥ 0; at 0 the payoff max(±(F − K), 0) / F.
 * @param vols    Volatility [1/√yr], shape (n), each ≥ 0.
 * @param out     Destination, shape (n).
 * @returns `out`: premium [coin]. NaN in gives NaN out, at that index only.
 * @throws {RangeError} Shapes differ, the forward is not positive, tau negative.
 * @source method.md, section 4. Oracle test/oracle/options/quantlib.json, |Δ| ≤ 1e-12 coin.
 */
export function inversePrices(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  vols: Float64Array,
  out = new Float64Array(strikes.length),
): Float64Array {
  assertStrip(forward, tau, 0, strikes, [vols, out]);
  const n = strikes.length;
  const root = Math.sqrt(tau);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const { value } = blackTerms(kind, forward, strikes, vols, root, from, to);
    for (let i = from, j = 0; i < to; i++, j++) out[i] = value[j] / forward;
  }
  return out;
}

/**
 * The same with every greek of the premium in coin: delta is coin per USD of the forward. Times the forward it is the
 * premium-adjusted delta, a number of coins; that and the premium together are Φ(±d1), the delta that venues print. Rho is 0.
 * @param out Destination, shapes (n).
 * @source derivatives of Black-76 / F. Oracle test/oracle/options/black.json (mpmath).
 */
export function inverseGreeks(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  vols: Float64Array,
  out: OptionColumns = emptyOptionColumns(strikes.length),
): OptionColumns {
  const { price, delta, gamma, vega, theta, rho, vanna, volga, charm } = out;
  assertStrip(forward, tau, 0, strikes, [vols, ...Object.values(out)]);
  const n = strikes.length;
  const rootTau = Math.sqrt(tau);
  const time = Math.max(tau, LEAST_TAU);
  const root = Math.sqrt(time);
  const isCall = kind === 'call';
  const sign = isCall ? 1 : -1;
  const perDay = 1 / DAYS_PER_YEAR;
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const terms = blackTerms(kind, forward, strikes, vols, rootTau, from, to);
    const { perDeviation, d1, d2, density, strikeTail2, value } = terms;
    for (let i = from, j = 0; i < to; i++, j++) {
      const phi = density[j];
      const perVol = root * perDeviation[j];
      const tail2 = strikeTail2[j];
      price[i] = value[j] / forward;
      delta[i] = (sign * (d2[j] > 0 === isCall ? strikes[i] - tail2 : tail2)) / (forward * forward);
      gamma[i] = (phi * perDeviation[j]) / (forward * forward) - (2 * delta[i]) / forward;
      vega[i] = phi * root;
      theta[i] = (-perDay * phi * vols[i]) / (2 * root);
      rho[i] = 0 * price[i];
      vanna[i] = (-phi * d1[j] * perVol) / forward;
      volga[i] = vega[i] * d1[j] * d2[j] * perVol;
      charm[i] = (perDay * phi * d1[j]) / (2 * time * forward);
    }
  }
  return out;
}

/** One option. */
export const inverse = (kind: OptionKind, forward: number, strike: number, tau: number, vol: number): OptionValue =>
  firstOf(inverseGreeks(kind, forward, Float64Array.of(strike), tau, Float64Array.of(vol)));
