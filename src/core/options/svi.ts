import { nelderMead } from '../math/nelder-mead';
import { SviInner } from './svi-inner';

/**
 * Raw SVI of one expiry: total variance w(k) = a + b·(ρ·(k − m) + √((k − m)² + σ²)), k = log(strike / forward),
 * w = volatility² · years.
 */
export interface Svi {
  readonly a: number;
  /** ≥ 0. */
  readonly b: number;
  /** [−1, 1]. */
  readonly rho: number;
  readonly m: number;
  /** > 0. */
  readonly sigma: number;
}

/** Points of a smile, each column of shape (n). */
export interface SmilePoints {
  /** log(strike / forward), ascending. */
  readonly k: Float64Array;
  /** Implied volatility [1/√yr], > 0. */
  readonly iv: Float64Array;
  /** Width of the quote in volatility, (ask − bid) / vega; shape (n), ≥ 0. */
  readonly spread: Float64Array;
}

export interface SviFit {
  readonly svi: Svi;
  /** Root mean square and largest |fitted − given| volatility, every point alike [1/√yr]. */
  readonly rmse: number;
  readonly maxError: number;
  /** Sum of ((fitted − given volatility) / max(spread, 0.002))² to first order in total variance: what was minimised. */
  readonly loss: number;
}

/** Five parameters need five points. */
export const LEAST_POINTS = 5;
/** A quote is never trusted more closely than this [1/√yr]. */
const LEAST_SPREAD = 0.002;
/** Starts of the outer search: centres across the strikes, and curvatures in units of the deviation at the money. */
const CENTRES = 9;
const WIDTHS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8];
const REFINED = 4;

/** @returns total variance at k. */
export function sviVariance({ a, b, rho, m, sigma }: Svi, k: number): number {
  const x = k - m;
  return a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
}

/** Volatility at k [1/√yr]; NaN where total variance is negative. @param tau years, > 0. */
export const sviVolatility = (svi: Svi, k: number, tau: number): number => Math.sqrt(sviVariance(svi, k) / tau);

/**
 * Raw SVI with the least weighted squared error in volatility, a quote weighted by (vega / price spread)². For given m and σ the
 * other three parameters are a linear least-squares problem in a box, solved exactly; m and σ are searched from a grid of starts.
 * Bounds: |ρ| ≤ 1, b·(1 + |ρ|) ≤ 2, a at most the largest total variance. Total variance is nowhere negative: where the best
 * a < 0 would make it so, a ≥ 0 is asked for at these m and σ. The vertex lies among the quotes: beyond them nothing holds it.
 * @param tau years, > 0.
 * @returns undefined with fewer than five points.
 * @throws {RangeError} shapes differ, or tau or a volatility is not positive.
 * @source De Marco, Martini (2009) "Quasi-explicit calibration of Gatheral's SVI model", Zeliade; the slope bound is Lee's (2004).
 *   Oracle test/oracle/options/svi.json (SciPy differential evolution): loss no higher than its within 1e-6.
 */
export function fitSvi({ k, iv, spread }: SmilePoints, tau: number): SviFit | undefined {
  const n = k.length;
  if (iv.length !== n || spread.length !== n) throw new RangeError(`shapes ${n}, ${iv.length}, ${spread.length}`);
  if (!(tau > 0) || !iv.every((x) => x > 0)) throw new RangeError(`tau=${tau}, volatilities must be positive`);
  if (n < LEAST_POINTS) return undefined;
  const variance = iv.map((x) => x * x * tau);
  // To first order an error of total variance is 2·iv·tau times the error of volatility.
  const weight = iv.map((x, i) => 1 / (2 * x * tau * Math.max(spread[i], LEAST_SPREAD)) ** 2);
  const inner = new SviInner(k, variance, weight);
  const scale = Math.sqrt(variance.reduce((least, w) => Math.min(least, w), Infinity));
  const span = k[n - 1] - k[0];
  const loss = (x: Float64Array): number => {
    const [m, sigma] = [x[0], Math.exp(x[1])];
    const isFar = m < k[0] || m > k[n - 1] || sigma < 1e-3 * scale || sigma > 10 * (scale + span);
    return isFar ? Infinity : inner.solve(m, sigma);
  };
  const starts: { x: readonly [number, number]; value: number }[] = [];
  for (let i = 0; i < CENTRES; i++)
    for (const width of WIDTHS) {
      const x = [k[0] + (span * i) / (CENTRES - 1), Math.log(width * scale)] as const;
      starts.push({ x, value: loss(Float64Array.from(x)) });
    }
  starts.sort((a, b) => a.value - b.value);
  const size = [span / CENTRES, 0.5];
  const options = { tolerance: 1e-9, mostSteps: 400 };
  const best = starts
    .slice(0, REFINED)
    .map(({ x }) => nelderMead(loss, x, size, options))
    .reduce((a, b) => (b.value < a.value ? b : a));
  const svi = inner.parameters(best.x[0], Math.exp(best.x[1]));
  let squares = 0;
  let maxError = 0;
  for (let i = 0; i < n; i++) {
    const error = Math.abs(sviVolatility(svi, k[i], tau) - iv[i]);
    squares += error * error;
    maxError = Math.max(maxError, error);
  }
  return { svi, rmse: Math.sqrt(squares / n), maxError, loss: best.value };
}
