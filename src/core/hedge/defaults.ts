import { DERIBIT_MARGIN, type MarginPreset } from '../options/margin';
import { DERIBIT_FEES } from '../options/fees';
import type {
  Adaptation,
  BetaRule,
  CalendarName,
  CapitalRule,
  Caps,
  CostRule,
  Monetisation,
  SurfaceRule,
  TenorRule,
} from './types';

/** Levels of a volatility signal at which gates turn [points]. */
export interface GateLevels {
  readonly steps: readonly { readonly from: number; readonly to: number; readonly value: number }[];
  readonly ramp: { readonly from: number; readonly to: number };
  readonly hysteresis: { readonly on: number; readonly off: number };
}

/** Everything that a new plan or layer starts from. Shares and volatilities are decimals. */
export interface HedgeSettings {
  /** Premium of a year as a share of the book. */
  readonly budget: number;
  /** Share of the beta exposure that a new layer covers. */
  readonly ratio: number;
  /** |forward delta| of the legs of a new layer, by their place in it. */
  readonly deltas: {
    readonly bought: number;
    readonly soldBelow: number;
    readonly condorShort: number;
    readonly condorWing: number;
    readonly volatility: number;
    readonly volatilityCap: number;
  };
  readonly caps: Caps;
  readonly tenor: TenorRule;
  readonly monetisation: Monetisation;
  readonly adaptation: Adaptation;
  readonly gates: { readonly equity: GateLevels; readonly crypto: GateLevels };
  readonly surface: SurfaceRule;
  readonly costs: CostRule;
  readonly capital: CapitalRule;
  readonly beta: BetaRule;
  readonly betaEstimate: BetaSettings;
  readonly margin: MarginPreset;
}

export interface BetaSettings {
  /** With fewer days than this no beta is given. */
  readonly leastDays: number;
  /** Variance of true betas about 1: what shrinkage believes before it sees a return. */
  readonly priorVariance: number;
}

const NO_ADAPTATION: Adaptation = {
  skew: 0,
  slope: 0,
  exhaustion: 0,
  least: 0.5,
  most: 1.5,
  rich: null,
  inverted: null,
};

/**
 * Half of the spread and the fees are Deribit's; levels of the crypto gates are a choice, about three times those of equities, and not
 * fitted to anything. Prior variance: betas of coins to the leader lie about 1 with a deviation of half a beta; a choice, too.
 * @source method.md, sections 4 and 5: window of 90 days, 10 % of notional for each layer, VXTH steps, ramp 13 to 17, hysteresis
 *   16 and 13.5, sales at 3, 5 and 8 times the entry.
 */
export const HEDGE_DEFAULTS: HedgeSettings = {
  budget: 0.02,
  ratio: 0.1,
  deltas: {
    bought: 0.25,
    soldBelow: 0.1,
    condorShort: 0.2,
    condorWing: 0.05,
    volatility: 0.3,
    volatilityCap: 0.1,
  },
  caps: { premiumPerYear: null, notional: 0.1 },
  tenor: { targets: [60], least: 20, most: 120, monthlyOnly: false, calendar: 'crypto' },
  monetisation: {
    kind: 'multiples',
    steps: [
      { at: 3, sell: 0.5 },
      { at: 5, sell: 0.5 },
      { at: 8, sell: 1 },
    ],
  },
  adaptation: NO_ADAPTATION,
  gates: {
    equity: {
      steps: [
        { from: 15, to: 30, value: 1 },
        { from: 30, to: 50, value: 0.5 },
      ],
      ramp: { from: 13, to: 17 },
      hysteresis: { on: 16, off: 13.5 },
    },
    crypto: {
      steps: [
        { from: 45, to: 80, value: 1 },
        { from: 80, to: 120, value: 0.5 },
      ],
      ramp: { from: 40, to: 52 },
      hysteresis: { on: 48, off: 40 },
    },
  },
  surface: { dynamics: 'stickyDelta', volBeta: 1, parallel: false },
  costs: {
    crossed: 0.5,
    optionSpread: 0.05,
    leastVolSpread: 0.01,
    linearSpread: 2 * DERIBIT_FEES.underlyingHalfSpread,
    optionFee: DERIBIT_FEES.option,
    optionFeeCap: DERIBIT_FEES.optionCap,
    linearFee: DERIBIT_FEES.underlying,
  },
  capital: {
    margin: 0,
    reserve: 0,
    credit: null,
    synthetic: null,
    requirement: { by: 'stress', preset: DERIBIT_MARGIN },
    repayAbove: 1.5,
    forcedSlippage: 0.02,
  },
  beta: { benchmark: 'basket', window: 90, halfLife: null, shrink: false, downside: false },
  betaEstimate: { leastDays: 20, priorVariance: 0.25 },
  margin: DERIBIT_MARGIN,
};

/** Tenors of a calendar: those of monthly index options, or any expiry of a crypto venue. */
export const tenorOn = (calendar: CalendarName, { tenor } = HEDGE_DEFAULTS): TenorRule => ({
  ...tenor,
  calendar,
  monthlyOnly: calendar !== 'crypto',
});
