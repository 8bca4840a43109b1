import { sviVariance, type Svi } from '../options/svi';
import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import type { SurfaceRule } from './types';

/** A fitted smile. */
export interface Slice {
  /** Years, > 0. */
  readonly tau: number;
  readonly svi: Svi;
}

/** What became of a surface since it was quoted. */
export interface SurfaceMove {
  /** Forward now over the forward then. */
  readonly spot: number;
  /** Volatility of 30 days at the money now over that of then. */
  readonly vol: number;
}

export const UNMOVED: SurfaceMove = { spot: 1, vol: 1 };

/** Standardised moneyness x = log(K / F) / (σ_atm·√τ) reaches this far on the table; beyond it the smile is flat. */
const REACH = 8;
const STEP = 0.05;
const POINTS = Math.round((2 * REACH) / STEP) + 1;
/** Length of a shape. */
export const SHAPE_POINTS = POINTS;
const REFERENCE = (30 * MS_PER_DAY) / MS_PER_YEAR;
/** What a shock leaves of a volatility at least. */
export const LEAST_LEVEL = 0.05;

/**
 * Factor on the volatility of a tenor when that of 30 days moves by `vol`: 1 + (vol − 1)·(30 / days)^p, p = 0.30 below 30 days
 * and 0.13 from there on, so that the front moves most.
 * @param tau years, > 0.
 * @source method.md, sections 4 and 5: the powers of the margin stress.
 */
export function tenorFactor(vol: number, tau: number, rule: Pick<SurfaceRule, 'parallel'>): number {
  return rule.parallel ? vol : Math.max(LEAST_LEVEL, 1 + (vol - 1) * tenorPower(tau));
}

/** (30 / days)^p of {@link tenorFactor}, which does not depend on the shock. @param tau years, > 0. */
export function tenorPower(tau: number): number {
  return (REFERENCE / tau) ** (tau < REFERENCE ? 0.3 : 0.13);
}

/**
 * Volatility at any strike and time, and after the market moved. Each slice is kept as its level at the money and its shape, the ratio
 * to that level by standardised moneyness. Between slices total variance at the money is linear in time and the shape is blended by
 * the same share; outside them level and shape are those of the nearest slice.
 */
export class VolSurface {
  readonly modelled: boolean;
  private readonly tau: Float64Array;
  private readonly variance: Float64Array;
  private readonly shapes: readonly Float64Array[];

  /** @param modelled not fitted to quotes: a shape put on the level of an index. */
  static of(slices: readonly Slice[], modelled: boolean): VolSurface {
    const sorted = slices.filter(({ tau, svi }) => sviVariance(svi, 0) > 0 && tau > 0).sort((a, b) => a.tau - b.tau);
    if (sorted.length === 0) throw new RangeError('a surface needs a slice with a positive variance');
    return new VolSurface(
      Float64Array.from(sorted, ({ tau }) => tau),
      Float64Array.from(sorted, ({ svi }) => sviVariance(svi, 0)),
      sorted.map(shapeOf),
      modelled,
    );
  }

  private constructor(tau: Float64Array, variance: Float64Array, shapes: readonly Float64Array[], modelled: boolean) {
    this.tau = tau;
    this.variance = variance;
    this.shapes = shapes;
    this.modelled = modelled;
  }

  /** Volatility at the forward [1/√yr]. @param tau years, > 0. */
  atm(tau: number): number {
    const j = this.after(tau);
    if (j === 0) return Math.sqrt(this.variance[0] / this.tau[0]);
    const last = this.tau.length - 1;
    if (j > last) return Math.sqrt(this.variance[last] / this.tau[last]);
    const share = (tau - this.tau[j - 1]) / (this.tau[j] - this.tau[j - 1]);
    return Math.sqrt(((1 - share) * this.variance[j - 1] + share * this.variance[j]) / tau);
  }

  /**
   * Ratio of the smile to its level at the money, on the grid of {@link shapeAt}.
   * @param tau years, > 0. @param out destination, shape (SHAPE_POINTS); pass one to read many in a loop.
   */
  shape(tau: number, out: Float64Array = new Float64Array(POINTS)): Float64Array {
    const j = this.after(tau);
    const last = this.tau.length - 1;
    if (j === 0 || j > last) {
      out.set(this.shapes[Math.min(j, last)]);
      return out;
    }
    const share = (tau - this.tau[j - 1]) / (this.tau[j] - this.tau[j - 1]);
    const [left, right] = [this.shapes[j - 1], this.shapes[j]];
    for (let i = 0; i < POINTS; i++) out[i] = (1 - share) * left[i] + share * right[i];
    return out;
  }

  /**
   * Volatility of a strike [1/√yr] after a move.
   * @param moneyness strike over the forward of now, of the expiry of the strike. @param tau years left, > 0.
   */
  vol(moneyness: number, tau: number, rule: SurfaceRule, move: SurfaceMove = UNMOVED): number {
    const base = this.atm(tau);
    const level = base * tenorFactor(levelMove(rule, move), tau, rule);
    const fixed = rule.dynamics === 'stickyStrike';
    const k = Math.log(fixed ? moneyness * move.spot : moneyness);
    return level * shapeAt(this.shape(tau), k / ((fixed ? base : level) * Math.sqrt(tau)));
  }

  private after(tau: number): number {
    let j = 0;
    while (j < this.tau.length && this.tau[j] < tau) j++;
    return j;
  }
}

/** Factor on the volatility of 30 days: what moved by itself, and under `volBeta` what the move of the spot brings with it. */
export function levelMove({ dynamics, volBeta }: SurfaceRule, { spot, vol }: SurfaceMove): number {
  return dynamics === 'volBeta' ? vol * spot ** -volBeta : vol;
}

/** @param x standardised moneyness. @param from where the shape begins in its array. */
export function shapeAt(shape: Float64Array, x: number, from = 0): number {
  const place = (Math.min(REACH, Math.max(-REACH, x)) + REACH) / STEP;
  const i = Math.min(POINTS - 2, Math.floor(place));
  const share = place - i;
  return (1 - share) * shape[from + i] + share * shape[from + i + 1];
}

function shapeOf({ svi }: Slice): Float64Array {
  const level = sviVariance(svi, 0);
  const deviation = Math.sqrt(level);
  // A fit that turns negative far out has no volatility there: the last one that it has goes on.
  const shape = new Float64Array(POINTS);
  const middle = (POINTS - 1) / 2;
  shape[middle] = 1;
  for (const direction of [1, -1]) {
    for (let i = middle + direction; i >= 0 && i < POINTS; i += direction) {
      const ratio = sviVariance(svi, (i - middle) * STEP * deviation) / level;
      shape[i] = ratio > 0 ? Math.sqrt(ratio) : shape[i - direction];
    }
  }
  return shape;
}
