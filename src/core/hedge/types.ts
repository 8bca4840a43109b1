import type { MarginPreset } from '../options/margin';
import type { OptionKind } from '../options/types';
import type { Ms } from '../time/ms';

// What a hedge is made of, before anything of a market is known. Shares and volatilities are decimals; money is quote currency.

export type PositionKind = 'spot' | 'perpetual' | 'future' | 'option' | 'etf' | 'cash';

/** Something held. Cash counts its own currency; an option its units of the underlying. */
export interface Position {
  readonly id: string;
  readonly label: string;
  readonly kind: PositionKind;
  /** Stored instrument that gives price and beta; null: typed in by hand. */
  readonly instrument: string | null;
  /** Units, short below 0. */
  readonly quantity: number;
  /** Per unit; null: the last one known of the instrument. */
  readonly price: number | null;
  /** Of an option; null of anything else. */
  readonly option: { readonly kind: OptionKind; readonly strike: number; readonly expiry: Ms } | null;
  /** Set by hand; null: estimated from the instrument. */
  readonly beta: number | null;
}

/** What a leg is written on: the asset of the plan, or a future of its volatility index. */
export type Underlying = 'asset' | 'volatility';

export type StrikeRule =
  /** |forward delta|, in (0, 1). */
  | { readonly by: 'delta'; readonly value: number }
  /** Strike / forward. */
  | { readonly by: 'moneyness'; readonly value: number }
  /** Strike whose premium is this share of the spot. */
  | { readonly by: 'premium'; readonly value: number };

/** One leg of a layer; `ratio` contracts for each one of the layer, short below 0. A future has no strike. */
export type LegRule =
  | { readonly kind: OptionKind; readonly on: Underlying; readonly ratio: number; readonly strike: StrikeRule }
  | { readonly kind: 'future'; readonly on: Underlying; readonly ratio: number };

/** What the list of layers calls it; the legs say what it is. */
export type Structure =
  | 'put'
  | 'call'
  | 'putSpread'
  | 'ratioSpread'
  | 'collar'
  | 'condor'
  | 'volatilityCall'
  | 'volatilityCallSpread'
  | 'perpetual'
  | 'future'
  | 'etfProxy';

export type CalendarName = 'crypto' | 'vix' | 'equity';

export interface TenorRule {
  /** Days to expiry wanted, one for each rung of a ladder; the size is split evenly. */
  readonly targets: readonly number[];
  /** No expiry nearer or farther than this is taken [days]. */
  readonly least: number;
  readonly most: number;
  readonly monthlyOnly: boolean;
  readonly calendar: CalendarName;
}

/** How much is bought when the gate stands at 1 and the adaptation at 1. */
export type SizeRule =
  /** Units of the underlying for each unit of beta exposure, whose notional is divided by the spot. */
  | { readonly by: 'exposure'; readonly ratio: number }
  /** Units of the underlying. */
  | { readonly by: 'contracts'; readonly count: number }
  /** Premium at each opening as a share of the book, for what has a premium > 0. */
  | { readonly by: 'premium'; readonly share: number }
  /** Premium of a year as a share of the book, spent evenly over the openings of a year. */
  | { readonly by: 'budget'; readonly share: number };

/**
 * What a gate can read. Volatility in points: 30-day constant-maturity forward of the index, 22.4 for 22.4 %. Skew: robust z over 90
 * days of the 25-delta risk reversal with its sign turned, high where puts are dear. Slope: IV(front) / IV(back) − 1, above 0 inverted.
 * Exhaustion: share of the confirmations of the last cascade that say yes. Drawdown: spot over its high less 1, ≤ 0; along a path the
 * engine computes it by itself.
 */
export type GateSignal = 'volatility' | 'slope' | 'skew' | 'exhaustion' | 'ivOverRealized' | 'drawdown';

export type Gate =
  | { readonly kind: 'always' }
  /** The value of the step that holds the signal: from < signal <= to; outside all steps 0. */
  | {
      readonly kind: 'step';
      readonly signal: GateSignal;
      readonly steps: readonly { readonly from: number; readonly to: number; readonly value: number }[];
    }
  /** clip((signal − from) / (to − from), 0, 1). */
  | { readonly kind: 'ramp'; readonly signal: GateSignal; readonly from: number; readonly to: number }
  /** Turns to 1 at `on`, back to 0 at `off`, else stays; on < off turns it round. */
  | { readonly kind: 'hysteresis'; readonly signal: GateSignal; readonly on: number; readonly off: number };

export interface GateRule {
  readonly gate: Gate;
  /** When it is read: where the layer opens or rolls, or at every step, which also closes what is open when it falls to 0. */
  readonly reads: 'roll' | 'step';
}

/** ratio · clip(1 + skew·z + slope·slope + exhaustion·x, least, most); a signal that is not known adds nothing and is named. */
export interface Adaptation {
  readonly skew: number;
  readonly slope: number;
  readonly exhaustion: number;
  readonly least: number;
  readonly most: number;
  /** Skew z above which these legs are opened instead: puts too rich to buy alone. */
  readonly rich: { readonly above: number; readonly legs: readonly LegRule[] } | null;
  /** Slope above which tenors are multiplied. */
  readonly inverted: { readonly above: number; readonly tenorTimes: number } | null;
}

export interface RollRule {
  /** Days before expiry at which a leg is replaced; 0: held to expiry. */
  readonly daysBefore: number;
  /** Least days between two openings. */
  readonly every: number;
}

export type Monetisation =
  | { readonly kind: 'none' }
  /** At each multiple of its entry value, ascending, this share of what remains is sold. */
  | { readonly kind: 'multiples'; readonly steps: readonly { readonly at: number; readonly sell: number }[] }
  /** A layer worth more than `above` of the book is sold down to `to`. */
  | { readonly kind: 'band'; readonly above: number; readonly to: number };

export interface Caps {
  /** Premium of the last 365 days, net of nothing, as a share of the book; null: none. */
  readonly premiumPerYear: number | null;
  /** Notional as a share of the book; null: none. */
  readonly notional: number | null;
}

export interface Layer {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly structure: Structure;
  readonly legs: readonly LegRule[];
  readonly tenor: TenorRule;
  readonly size: SizeRule;
  readonly gate: GateRule;
  readonly adaptation: Adaptation;
  readonly roll: RollRule;
  readonly monetisation: Monetisation;
  readonly caps: Caps;
}

/** How the smile moves with the spot; under `volBeta` its level also moves by (spot / spot before)^−volBeta. */
export interface SurfaceRule {
  readonly dynamics: 'stickyStrike' | 'stickyDelta' | 'volBeta';
  readonly volBeta: number;
  /** Shocks move all tenors alike; otherwise the front moves most, (30 / days)^p. */
  readonly parallel: boolean;
}

/** Where an order is filled: at the middle, across the whole spread, or a share of it (0 … 1). */
export interface CostRule {
  /** 0 the middle, 1 the far side. */
  readonly crossed: number;
  /** Spread of options as a share of their premium, and the least in volatility [1/√yr]; futures as a share of price. */
  readonly optionSpread: number;
  readonly leastVolSpread: number;
  readonly linearSpread: number;
  /** Fees: options per unit as a share of the underlying, at most a share of the premium; futures a share of notional. */
  readonly optionFee: number;
  readonly optionFeeCap: number;
  readonly linearFee: number;
}

export interface CreditLine {
  readonly limit: number;
  /** Per year, simple on what is drawn. */
  readonly rate: number;
  /** Share of the spot and ETF positions that does not count as collateral. */
  readonly haircut: number;
}

/** The second engine: where margin comes from, in this order, before anything is sold. */
export interface CapitalRule {
  /** In the margin account at the start. */
  readonly margin: number;
  readonly reserve: number;
  readonly credit: CreditLine | null;
  /** Financing by a conversion on the spot held: share of it that may be locked, and its carry per year. */
  readonly synthetic: { readonly share: number; readonly rate: number } | null;
  /** Requirement: maintenance share of the notional of what is margined, or the stress grid. */
  readonly requirement:
    { readonly by: 'maintenance'; readonly share: number } | { readonly by: 'stress'; readonly preset: MarginPreset };
  /** Excess over the requirement, as a multiple of it, above which draws are repaid. */
  readonly repayAbove: number;
  /** Lost on a forced sale beyond the ordinary costs, as a share of what is sold. */
  readonly forcedSlippage: number;
}

export interface BetaRule {
  /** 'basket': the stored crypto instruments weighted by capitalisation; else the name of an instrument. */
  readonly benchmark: string;
  /** Daily log returns. */
  readonly window: number;
  /** Half-life [days] of exponential weights; null: all alike. */
  readonly halfLife: number | null;
  /** Towards 1 by the precision of the estimate. */
  readonly shrink: boolean;
  /** Only days on which the benchmark fell. */
  readonly downside: boolean;
}

export interface HedgePlan {
  readonly name: string;
  /** Stored instrument of the asset that the layers are written on. */
  readonly asset: string;
  readonly positions: readonly Position[];
  readonly layers: readonly Layer[];
  readonly beta: BetaRule;
  readonly surface: SurfaceRule;
  readonly costs: CostRule;
  readonly capital: CapitalRule | null;
  /** Premium of a year as a share of the book. */
  readonly budget: number;
}
