import { MS_PER_YEAR, type Ms } from '../../time/ms';
import { carryTo } from '../pricing';
import { volatilityForward, volatilityVol, type HedgeMarket } from '../market';
import { LEAST_LEVEL, SHAPE_POINTS, tenorPower } from '../surface';
import type { SurfaceRule } from '../types';

/**
 * What depends on the step and the expiry but not on the path, computed once for all paths. Shapes (expiries); `shapes` one after
 * the other.
 */
export class Terms {
  readonly expiries: Float64Array;
  readonly tau: Float64Array;
  readonly root: Float64Array;
  /** Forward over spot. */
  readonly growth: Float64Array;
  readonly logGrowth: Float64Array;
  /** Volatility at the money before any move, and (30 / days)^p with the least that a shock leaves. */
  readonly base: Float64Array;
  readonly power: Float64Array;
  readonly least: number;
  readonly shapes: Float64Array;
  /** Of a future of the volatility index: pull + share · level; and the volatility of an option on it. */
  readonly pull: Float64Array;
  readonly share: Float64Array;
  readonly indexVol: Float64Array;
  /** Of the forward of each expiry: that of its quote at the start, where it has one. */
  private readonly carry: Float64Array;
  private readonly at: Float64Array;
  private readonly market: HedgeMarket;
  private readonly rule: SurfaceRule;
  private t: Ms = NaN;

  constructor(market: HedgeMarket, rule: SurfaceRule, expiries: Float64Array) {
    const column = (): Float64Array => new Float64Array(expiries.length);
    this.market = market;
    this.rule = rule;
    this.expiries = expiries;
    this.carry = expiries.map((expiry) => carryTo(market, expiry));
    this.least = rule.parallel ? -Infinity : LEAST_LEVEL;
    [this.tau, this.root, this.growth, this.logGrowth, this.base, this.power] = [
      column(),
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    [this.pull, this.share, this.indexVol, this.at] = [
      column().fill(NaN),
      column().fill(NaN),
      column(),
      column().fill(NaN),
    ];
    this.shapes = new Float64Array(expiries.length * SHAPE_POINTS);
  }

  moveTo(t: Ms): void {
    this.t = t;
  }

  /** Years from an instant to an expiry. */
  yearsTo(e: number, t: Ms): number {
    return (this.expiries[e] - t) / MS_PER_YEAR;
  }

  /** Fills the terms of an expiry unless they are those of this instant. One that is past has tau = 0 and the spot as its forward. */
  fill(e: number): void {
    if (this.at[e] === this.t) return;
    this.at[e] = this.t;
    const expiry = this.expiries[e];
    const { volatility, surface } = this.market;
    const isDated = expiry < Infinity;
    const tau = isDated ? Math.max(0, expiry - this.t) / MS_PER_YEAR : Infinity;
    this.tau[e] = tau;
    this.root[e] = Math.sqrt(tau);
    this.logGrowth[e] = isDated ? this.carry[e] * tau : 0;
    this.growth[e] = Math.exp(this.logGrowth[e]);
    if (volatility !== undefined) {
      // Without an expiry it is the index itself.
      const reach = isDated ? tau : 0;
      this.pull[e] = volatilityForward({ ...volatility, level: 0 }, reach);
      this.share[e] = Math.exp(-volatility.speed * reach);
      this.indexVol[e] = isDated && tau > 0 ? volatilityVol(volatility, tau) : NaN;
    }
    if (!isDated || tau === 0) return;
    this.base[e] = surface.atm(tau);
    this.power[e] = this.rule.parallel ? 1 : tenorPower(tau);
    surface.shape(tau, this.shapes.subarray(e * SHAPE_POINTS, (e + 1) * SHAPE_POINTS));
  }
}
