import { kernel, STRIP, type Kernel } from '../kernel/kernel';
import { assertStrip, BLOCK, blackTerms, FEW, fillValues, LEAST_TAU, loadStrip } from './black';
import {
  DAYS_PER_YEAR,
  emptyOptionColumns,
  firstOf,
  type FirstColumns,
  type OptionColumns,
  type OptionKind,
  type OptionValue,
} from './types';

/**
 * Black-76 price of a strip of European options on one forward: one side, one expiry.
 * @param forward Forward or future of the same expiry [quote], > 0.
 * @param strikes [quote], shape (n), each > 0.
 * @param tau     Time to expiry [years, ACT/365F], ≥ 0; at 0 the value at expiry.
 * @param rate    Rate that discounts the premium [1/yr, continuous; 0.05 = 5 %]; 0 for a venue that settles in coin.
 * @param vols    Volatility [1/√yr; 0.20 = 20 %], shape (n), each ≥ 0.
 * @param out     Destination, shape (n); pass one to price in a loop without allocating.
 * @returns `out`: premium [quote]. NaN in gives NaN out, at that index only.
 * @throws {RangeError} Shapes differ, the forward is not positive, tau negative: a caller's bug, never a market state.
 * @source Black (1976). Oracle test/oracle/options/quantlib.json, |Δ| ≤ 1e-12 · forward; relative to the value itself
 *   below 1e-12 (mpmath, black.json).
 */
export function black76Prices(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  rate: number,
  vols: Float64Array,
  out = new Float64Array(strikes.length),
): Float64Array {
  assertStrip(forward, tau, rate, strikes, [vols, out]);
  return fillValues(kind, forward, strikes, tau, vols, Math.exp(-rate * tau), out);
}

/**
 * The same with greeks; delta, gamma, vanna and charm to the forward, rho at a forward that stays.
 * @param out Destination, shapes (n): with vanna, volga and charm, or without all three, which are then not computed.
 * @source Haug (2007), chapter 2, with b = 0. Oracle test/oracle/options/quantlib.json, |Δ| ≤ 1e-9 of each greek's scale.
 */
export function black76Greeks<C extends FirstColumns = OptionColumns>(
  kind: OptionKind,
  forward: number,
  strikes: Float64Array,
  tau: number,
  rate: number,
  vols: Float64Array,
  out?: C,
): C {
  const results: Results = out ?? emptyOptionColumns(strikes.length);
  assertStrip(forward, tau, rate, strikes, [vols, ...Object.values(results)]);
  const strip = { kind, forward, strikes, tau, rate, vols, discount: Math.exp(-rate * tau), time: Math.max(tau, LEAST_TAU) }; // prettier-ignore
  const quick = strikes.length >= FEW ? kernel() : undefined;
  if (quick) fillQuick(quick, strip, results);
  else fillPlain(strip, results);
  return results as C;
}

type Results = FirstColumns & Partial<OptionColumns>;
interface Strip {
  readonly kind: OptionKind;
  readonly forward: number;
  readonly strikes: Float64Array;
  readonly tau: number;
  /** tau, but not 0. */
  readonly time: number;
  readonly rate: number;
  readonly discount: number;
  readonly vols: Float64Array;
}

function fillQuick(quick: Kernel, strip: Strip, { vanna, volga, charm, ...first }: Results): void {
  const { kind, forward, strikes, tau, time, rate, discount, vols } = strip;
  const results = [first.price, first.delta, first.gamma, first.vega, first.theta, first.rho];
  const isHigher = vanna !== undefined && volga !== undefined && charm !== undefined;
  if (isHigher) results.push(vanna, volga, charm);
  for (let from = 0; from < strikes.length; from += STRIP) {
    const count = loadStrip(quick, strikes, vols, from);
    quick.fillGreeks(Number(isHigher), kind === 'call' ? 1 : 0, forward, tau, time, rate, discount, count);
    for (let c = 0; c < results.length; c++) {
      const column = quick.columns[2 + c];
      results[c].set(count === STRIP ? column : column.subarray(0, count), from);
    }
  }
}

function fillPlain(strip: Strip, results: Results): void {
  const { kind, forward, strikes, tau, time, rate, discount, vols } = strip;
  const { price, delta, gamma, vega, theta, rho, vanna, volga, charm } = results;
  const n = strikes.length;
  const rootTau = Math.sqrt(tau);
  const root = Math.sqrt(time);
  const signed = kind === 'call' ? discount : -discount;
  const perDay = 1 / DAYS_PER_YEAR;
  const perForward = 1 / forward;
  const vegaScale = forward * root;
  const decay = forward / (2 * root);
  const perTime = 1 / (2 * time);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const { perDeviation, d1, d2, density, cdf1, value } = blackTerms(kind, forward, strikes, vols, rootTau, from, to);
    for (let i = from, j = 0; i < to; i++, j++) {
      const phi = discount * density[j];
      price[i] = discount * value[j];
      delta[i] = signed * cdf1[j];
      gamma[i] = phi * perDeviation[j] * perForward;
      vega[i] = vegaScale * phi;
      theta[i] = perDay * (rate * price[i] - decay * phi * vols[i]);
      rho[i] = -tau * price[i];
      if (!vanna || !volga || !charm) continue;
      const perVol = root * perDeviation[j];
      const turn = phi * d2[j];
      vanna[i] = -(turn * perVol);
      volga[i] = vega[i] * d1[j] * d2[j] * perVol;
      charm[i] = perDay * (rate * delta[i] + turn * perTime);
    }
  }
}

/** One option. */
export const black76 = (
  kind: OptionKind,
  forward: number,
  strike: number,
  tau: number,
  rate: number,
  vol: number,
): OptionValue => firstOf(black76Greeks(kind, forward, Float64Array.of(strike), tau, rate, Float64Array.of(vol)));
