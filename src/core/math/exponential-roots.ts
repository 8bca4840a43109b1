import { fallingRoot } from './root';

/** Terms that cancel to this share of their sizes cancel: rounding tells them from 0 no better. */
const CANCELLED = 1e-14;

/**
 * Every root of Σ c·e^(−τx) for x in [lo, hi], ascending; one at which the sum only touches 0 is there once.
 * Multiplied by e^(τ*x), τ* between two terms of unlike sign, the sum has a derivative with one sign variation fewer, and between two
 * roots of that derivative it is monotone: it has one root there or none. Without variations there is none.
 * @param coefficients finite. @param exponents ascending, distinct, same shape.
 * @source Laguerre (1883), "Sur la théorie des équations numériques": Descartes' rule of signs for exponential sums, made constructive.
 */
export function exponentialRoots(coefficients: Float64Array, exponents: Float64Array, lo: number, hi: number): number[] {
  const turn = variation(coefficients);
  if (turn === null) return [];
  const pivot = exponents[turn.before] + (exponents[turn.after] - exponents[turn.before]) / 2;
  const slope = coefficients.map((c, i) => c * (pivot - exponents[i]));
  const largest = slope.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  const ends = exponentialRoots(slope.map((c) => c / largest), exponents, lo, hi); // prettier-ignore
  const at = (x: number): number => sumAt(coefficients, exponents, x);
  const sign = (x: number): number => (Math.abs(at(x)) > CANCELLED ? Math.sign(at(x)) : 0);
  const roots: number[] = [];
  let [from, before] = [lo, sign(lo)];
  for (const to of [...ends, hi]) {
    const after = sign(to);
    if (before * after < 0) roots.push(fallingRoot((x) => before * at(x), from, to));
    if (after === 0 && to !== roots.at(-1)) roots.push(to);
    [from, before] = [to, after];
  }
  return roots;
} // prettier-ignore

/** The first two terms of unlike sign with nothing between them. */
function variation(coefficients: Float64Array): { readonly before: number; readonly after: number } | null {
  let before = -1;
  for (let i = 0; i < coefficients.length; i++) {
    if (coefficients[i] === 0) continue;
    if (before >= 0 && coefficients[i] > 0 !== coefficients[before] > 0) return { before, after: i };
    before = i;
  }
  return null;
}

/** The sum over the sum of the sizes of its terms: between −1 and 1, and never past the range of numbers. */
function sumAt(coefficients: Float64Array, exponents: Float64Array, x: number): number {
  const n = coefficients.length;
  const first = x > 0 ? exponents[0] : exponents[n - 1];
  let [sum, sizes] = [0, 0];
  for (let i = 0; i < n; i++) {
    const term = coefficients[i] * Math.exp((first - exponents[i]) * x);
    sum += term;
    sizes += Math.abs(term);
  }
  return sizes > 0 ? sum / sizes : 0;
}
