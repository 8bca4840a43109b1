import type { HorizonResult, Rule, StudyInput } from '../evidence/types';
import type { Side } from '../liquidations/types';
import type { Ms } from '../time/ms';

/** What instances of the past have in common: each is laid on t = 0. */
export type Alignment =
  /** t = 0 is the peak; decided at the cascade's decision. */
  | { readonly kind: 'cascade'; readonly side: Side }
  /** t = 0 is the release, which is its own decision. `up`, `down`, `unchanged`: against the figure before; `above`, `below`: against consensus. */
  | {
      readonly kind: 'release';
      /** `FOMC`, `CPI`, `PPI`, `GDP`, or a series. */
      readonly label: string;
      readonly which: 'all' | 'up' | 'down' | 'unchanged' | 'above' | 'below';
    }
  /** t = 0 is the instant at which the differential of two policy rates was known to have turned. */
  | {
      readonly kind: 'differential';
      readonly a: string;
      readonly b: string;
      readonly turn: 'any' | 'narrowing' | 'widening';
    }
  /** t = 0 is the decision of the rule. */
  | { readonly kind: 'rule'; readonly rule: Rule };

/** What a state is made of; each as known at the decision. */
export const INGREDIENTS = [
  'drop',
  'return1d',
  'return30d',
  'drawdown90d',
  'realizedVol',
  'volatilityIndex',
  'termSlope',
  'skew',
  'funding',
  'oiChange',
  'breadth',
  'cpi',
  'policyRate',
  'rateDifferential',
  'reer',
] as const;
export type Ingredient = (typeof INGREDIENTS)[number];

export interface TimeShiftSpec {
  readonly instrument: string;
  readonly align: Alignment;
  /** Bars that paths and outcomes are read from; null: the longest history there is, of equals the finest. */
  readonly barsMs: Ms | null;
  /** Only what was known by then. */
  readonly asOf: Ms | null;
  /** Decision of the instance that stands for the present; null: the newest one known. */
  readonly present: Ms | null;
  /** Stretch drawn on each side of t = 0. */
  readonly beforeMs: Ms;
  readonly afterMs: Ms;
  readonly horizonsMs: readonly Ms[];
  /** Weight of each ingredient in the distance, ≥ 0; one not named counts 1. */
  readonly weights: Partial<Readonly<Record<Ingredient, number>>>;
  /** The fan is made of so many nearest analogs; null: of all. */
  readonly nearest: number | null;
  readonly costBp: number;
  readonly undercutBp: number;
  readonly equivalenceBp: number;
  readonly equivalencePoints: number;
  readonly minClusters: number;
  readonly resamples: number;
  readonly level: number;
  readonly seed: number;
}

/** An instance on the common axis. Nothing in it was known after the clock; nothing in `state` after its own decision. */
export interface Instance {
  /** t = 0, and when it was known that it was one. */
  readonly t0: Ms;
  readonly decision: Ms;
  /** What it is called: `CPI 2022-06`, `long 1,412 bp`. */
  readonly label: string;
  /** Price at t = 0: close of the last bar known then. */
  readonly price: number;
  /** In the order of `INGREDIENTS`, in their own units; NaN unknown. */
  readonly state: Float64Array;
  /** Log return from `price` at each offset of the grid; NaN before the bars, and beyond the clock. That of an analog ends at the decision of the present. */
  readonly path: Float64Array;
}

/** An instance of the past, decided before the present one; all of it as known at the present's decision. */
export interface Analog extends Instance {
  /** Standardised distance of its state from the present's; NaN where they have too little in common. */
  readonly distance: number;
  /** Standardised difference by ingredient, and the share of the squared distance that each makes up. */
  readonly z: Float64Array;
  readonly share: Float64Array;
  /** Share of the weight of all ingredients that both know. */
  readonly common: number;
  /** From the entry (open of the bar after the decision), by horizon; NaN censored. Of a squeeze turned over, as in a study. */
  readonly forwardBp: Float64Array;
  /** The low by the decision was undercut so long after the entry; NaN: it was not, or is not known. */
  readonly undercutAfter: Ms;
  /** 1 undercut, 0 held, NaN censored; by horizon. */
  readonly undercut: Float64Array;
}

/** How often forward returns fell into the band drawn from those of earlier instances alone. Shares with 95 % Wilson intervals, NaN without a test. */
export interface BandCoverage {
  readonly h: Ms;
  /** Outcomes that were tested, each against a fan of instances whose outcomes were known at its decision. */
  readonly n: number;
  readonly in50: { readonly share: number; readonly lo: number; readonly hi: number };
  readonly in90: { readonly share: number; readonly lo: number; readonly hi: number };
}

export interface TimeShiftResult {
  readonly spec: TimeShiftSpec;
  /** Offsets from t = 0 [ms], ascending, shape (m). */
  readonly grid: Float64Array;
  /** Null: no instance is known, and `caveats` say why. */
  readonly present: Instance | null;
  /** Nearest first; those without a distance last, newest first. */
  readonly analogs: readonly Analog[];
  /** Where the next path would lie, log returns from the price of t = 0: `rows[q][i]` at offset i, `n[i]` analogs behind it. NaN with fewer than two. */
  readonly fan: {
    readonly quantiles: readonly number[];
    readonly rows: readonly Float64Array[];
    readonly n: Float64Array;
  };
  readonly coverage: readonly BandCoverage[];
  /** As in a study, of all instances that were decided before the present. */
  readonly outcomes: readonly HorizonResult[];
  readonly events: number;
  readonly clusters: number;
  /** Instances that know each ingredient, in the order of `INGREDIENTS`, and what the others lack. */
  readonly known: readonly { readonly ingredient: Ingredient; readonly n: number; readonly lacks: string }[];
  readonly inputs: readonly StudyInput[];
  readonly caveats: readonly string[];
  readonly fingerprint: string;
}
