import { exponentialRoots } from '../math/exponential-roots';
import { MS_PER_YEAR } from '../time/ms';
import { VALUE_DEFAULTS, type ValueSettings } from './defaults';
import type { Flow } from './types';
import { count, percent } from './words';

export interface IrrResult {
  /** The rate that solves it, where it is the only one; else NaN, and `reason` says why. A simple rate per period, or per year of 365 days. */
  readonly value: number;
  readonly reason: string;
  /** Every rate at which the flows are worth nothing, ascending. */
  readonly roots: readonly number[];
}

/** Internal rate of return of flows one period apart. @see xirr */
export function irr(flows: Float64Array, { rates } = VALUE_DEFAULTS): IrrResult {
  return solve(flows, Float64Array.from(flows.keys()), rates);
}

/**
 * Internal rate of return of dated flows, ACT/365: Σ amount·(1 + rate)^(−years) = 0. Every rate between the bounds of the settings is found,
 * because the sum is one of exponentials in ln(1 + rate); it is given as the answer only if it is the only one.
 * @source Lorie, Savage (1955), "Three problems in rationing capital": flows that change sign twice may have two rates. Oracle
 *   test/oracle/value/returns.json (mpmath), |Δ ln(1 + rate)| ≤ 1e-8.
 */
export function xirr(flows: readonly Flow[], { rates } = VALUE_DEFAULTS): IrrResult {
  const dated = [...flows].sort((a, b) => a.t - b.t);
  const start = dated[0]?.t ?? 0;
  const years = Float64Array.from(dated, ({ t }) => (t - start) / MS_PER_YEAR);
  return solve(Float64Array.from(dated, ({ amount }) => amount), years, rates); // prettier-ignore
}

function solve(amounts: Float64Array, years: Float64Array, { least, most }: ValueSettings['rates']): IrrResult {
  const none = (reason: string, roots: readonly number[] = []): IrrResult => ({ value: NaN, reason, roots });
  if (amounts.length === 0) return none('there are no flows');
  const odd = amounts.findIndex((amount, i) => !Number.isFinite(amount) || !Number.isFinite(years[i]));
  if (odd >= 0) return none(`flow ${odd + 1} has no date or amount`);
  const { coefficients, exponents } = together(amounts, years);
  if (!coefficients.some((c) => c > 0) || !coefficients.some((c) => c < 0)) return none('no sign change: the flows only go one way'); // prettier-ignore
  const roots = exponentialRoots(coefficients, exponents, Math.log1p(least), Math.log1p(most)).map(Math.expm1);
  if (roots.length === 1) return { value: roots[0], reason: '', roots };
  if (roots.length === 0) return none(`no rate between −100 % and ${(100 * most).toExponential(0)} % solves it`);
  const words = roots.map(percent);
  return none(`${count(roots.length, 'rate')} solve it: ${words.slice(0, -1).join(', ')} and ${words.at(-1)}`, roots);
}

/** Amounts of a date that cancel to this share of their sizes cancel. */
const CANCELLED = 1e-14;

/** One term a date, in units of the largest amount: nothing overflows after it. */
function together(amounts: Float64Array, years: Float64Array): { readonly coefficients: Float64Array; readonly exponents: Float64Array } {
  const largest = amounts.reduce((size, amount) => Math.max(size, Math.abs(amount)), Number.MIN_VALUE);
  const byDate = new Map<number, { sum: number; sizes: number }>();
  for (const [i, amount] of amounts.entries()) {
    const { sum, sizes } = byDate.get(years[i]) ?? { sum: 0, sizes: 0 };
    byDate.set(years[i], { sum: sum + amount / largest, sizes: sizes + Math.abs(amount / largest) });
  }
  const net = ({ sum, sizes }: { sum: number; sizes: number }): number => (Math.abs(sum) > CANCELLED * sizes ? sum : 0);
  return { coefficients: Float64Array.from(byDate.values(), net), exponents: Float64Array.from(byDate.keys()) };
} // prettier-ignore
