import type { Ms } from '../time/ms';

/**
 * Markets that a plan is carried through. A column that is given has shape (steps + 1, paths), step by step: index
 * step · paths + path. Step 0 is the market of the start, alike in every path.
 */
export interface PathSet {
  readonly start: Ms;
  /** Between steps. */
  readonly step: Ms;
  readonly steps: number;
  readonly paths: number;
  readonly spot: Float64Array;
  /**
   * Volatility of 30 days at the money [1/√yr]: the surface and the volatility index move with its ratio to that of step 0. NaN where
   * it was not known: legs keep the last one that was, and a step 0 without one is that of the surface.
   */
  readonly vol: Float64Array;
  /** What gates and adaptation read beyond what the engine knows by itself; NaN or undefined: not known. Units of the signals. */
  readonly volatility: Float64Array | undefined;
  readonly slope: Float64Array | undefined;
  readonly skew: Float64Array | undefined;
  readonly exhaustion: Float64Array | undefined;
  readonly ivOverRealized: Float64Array | undefined;
  /** Below the highest close of a year; undefined: the engine computes it from the spot of the path. */
  readonly drawdown?: Float64Array | undefined;
  /**
   * Funding of perpetuals paid by the long side over the step that ends there, as a share of the notional at its start; NaN: not known,
   * then nothing is paid and the result names it. Shape as above; step 0 is not read.
   */
  readonly funding: Float64Array | undefined;
  /** In words, for a person: where the paths come from and what in them is modelled. */
  readonly source: string;
  readonly modelled: readonly string[];
}

/** A set of paths without its columns. */
export type PathFacts = Pick<PathSet, 'start' | 'step' | 'steps' | 'paths' | 'source' | 'modelled'>;

/** Where paths come from. Drift and volatility per year. */
export type PathSpec =
  | { readonly kind: 'history'; readonly from: Ms; readonly to: Ms; readonly step: Ms }
  /** Points of a line drawn by hand, days from the start and spot as a multiple of the first; straight between them in the logarithm. */
  | { readonly kind: 'drawn'; readonly points: readonly DrawnPoint[]; readonly step: Ms }
  /** What the asset did from an instant on, pasted on the price of the start. */
  | { readonly kind: 'analog'; readonly from: Ms; readonly days: number; readonly step: Ms }
  | (MonteCarlo & { readonly kind: 'gbm' })
  | (MonteCarlo & { readonly kind: 'jump'; readonly jumps: JumpRule })
  /** Blocks of days of the past, spot and volatility together; mean length of a block [days]. */
  | (MonteCarlo & { readonly kind: 'bootstrap'; readonly block: number })
  /** Jumps that set off jumps. */
  | (MonteCarlo & {
      readonly kind: 'hawkes';
      readonly jumps: JumpRule;
      readonly branching: number;
      readonly decayDays: number;
    });

export interface DrawnPoint {
  readonly day: number;
  readonly spot: number;
  /** Volatility of 30 days as a multiple of that of the start; null: by the rule of the surface. */
  readonly vol: number | null;
}

export interface MonteCarlo {
  readonly paths: number;
  readonly days: number;
  readonly seed: number;
  readonly drift: number;
  /** Null: that of the surface at 30 days; of a bootstrap as it was. */
  readonly vol: number | null;
}

export interface JumpRule {
  /** Expected a year, of Hawkes jumps those that nothing set off. */
  readonly perYear: number;
  /** Of the log of the spot. */
  readonly mean: number;
  readonly deviation: number;
}

/** Profit and loss of one thing split by what caused it [quote currency]: the parts add up to `total`. */
export interface Attribution {
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
  readonly vannaVolga: number;
  readonly theta: number;
  readonly carry: number;
  /** Fees and what was lost to the spread, ≤ 0. */
  readonly costs: number;
  /** total − all of the above: what no greek of the start of a step explains. */
  readonly residual: number;
  readonly total: number;
}

/** Of a layer, means over the paths [quote currency over the whole run]. */
export interface LayerOutcome {
  readonly id: string;
  readonly name: string;
  readonly attribution: Attribution;
  /** Premium paid and received at openings, sales and settlement, both ≥ 0, before costs; gains of futures are in neither. */
  readonly premiumPaid: number;
  readonly received: number;
  /** Openings of a rung; those of them that replaced what it held; sales at a profit rule. */
  readonly opened: number;
  readonly rolled: number;
  readonly monetised: number;
  /** Share of the steps with something open, and with a gate whose signal is not known. */
  readonly open: number;
  readonly unknown: number;
  /** Rungs that could not be opened: no expiry, no strike, over a cap. One that goes on failing counts once. */
  readonly refused: number;
}

/**
 * Of one side: the book with its layers, or without. P&L as a share of the book at the start, before forced sales and interest, which
 * are in {@link CapitalOutcome}.
 */
export interface SideOutcome {
  /** Shape (paths). */
  readonly pnl: Float64Array;
  /** Least value over the highest before it, less 1, ≤ 0; below −1 nothing was left. Shape (paths). */
  readonly drawdown: Float64Array;
  /** Equity over that of the start, quantiles over paths at every step; each shape (steps + 1). One path: all the same. */
  readonly bands: {
    readonly p5: Float64Array;
    readonly p25: Float64Array;
    readonly p50: Float64Array;
    readonly p75: Float64Array;
    readonly p95: Float64Array;
  };
  /** Losses ≥ 0 at 95 %, shares of the book; of one path NaN. */
  readonly var95: number;
  readonly cvar95: number;
  readonly worstDrawdown: number;
  readonly medianPnl: number;
}

/** The accounts beside the paths; both sides are simulated as if nothing were ever sold for margin. */
export interface CapitalOutcome {
  /** Share of paths without a forced sale, hedged as simulated. */
  readonly survived: number;
  /** Same paths without the second engine: sold when the margin account is short. */
  readonly survivedAlone: number;
  /** Largest draws over the way: medians and worst over paths [quote currency]. */
  readonly reserve: { readonly median: number; readonly worst: number };
  readonly credit: { readonly median: number; readonly worst: number };
  readonly synthetic: { readonly median: number; readonly worst: number };
  /** Interest paid, mean [quote currency], and per year on all that was drawn, the reserve too (NaN: nothing was). */
  readonly cost: number;
  readonly ratePerYear: number;
  /** Mean final equity with the second engine less that of selling at the low [quote currency]. */
  readonly againstSelling: number;
  /** Of a single path: balance of each at every step [quote currency], shape (steps + 1) each; undefined of many. */
  readonly trace:
    | {
        readonly margin: Float64Array;
        readonly requirement: Float64Array;
        readonly reserve: Float64Array;
        readonly credit: Float64Array;
        readonly synthetic: Float64Array;
      }
    | undefined;
}

export type HedgeAction =
  'open' | 'roll' | 'expire' | 'close' | 'monetise' | 'refuse' | 'forcedSale' | 'draw' | 'repay';

/** What was done in a single path. */
export interface HedgeEvent {
  readonly t: Ms;
  /** Id of the layer; null of what happens to the account. */
  readonly layer: string | null;
  readonly action: HedgeAction;
  /** Money of it, paid below 0 [quote currency]. */
  readonly cash: number;
  readonly words: string;
}

export interface SimulationResult {
  readonly plan: string;
  readonly start: Ms;
  readonly step: Ms;
  readonly steps: number;
  readonly paths: number;
  readonly source: string;
  readonly modelled: readonly string[];
  /** Value of the positions at the start [quote currency], see `bookValue`. */
  readonly book: number;
  readonly hedged: SideOutcome;
  readonly unhedged: SideOutcome;
  /** Cost of all layers per year as a share of the book, net of resale: −(their P&L) / book / years; medians and means over paths. */
  readonly costPerYear: { readonly mean: number; readonly median: number };
  readonly layers: readonly LayerOutcome[];
  readonly total: Attribution;
  readonly capital: CapitalOutcome | undefined;
  /** Of a single path, oldest first; empty of many. */
  readonly events: readonly HedgeEvent[];
  /** Signals that a gate or an adaptation asked for and no path knew, and `funding` where a perpetual met none. */
  readonly unknown: readonly string[];
}

/** The same plan with every roll moved by days. */
export interface RollRobustness {
  readonly shifts: Float64Array;
  /** Shape of `shifts`, shares of the book: medians over paths, the drawdown the worst of all. */
  readonly pnl: Float64Array;
  readonly drawdown: Float64Array;
  readonly costPerYear: Float64Array;
}
