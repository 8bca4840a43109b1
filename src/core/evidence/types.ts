import type { CohortInput } from '../liquidations/cohorts';
import type { CoverageSpan, LiquidationSeries, Side, Timed } from '../liquidations/types';
import type { Bars, Columns, Coverage } from '../series/schema';
import type { Ms } from '../time/ms';

/** A dated figure as it became known: `known` ascending, `value[i]` holds from `known[i]` until the next. */
export interface KnownPoints {
  readonly known: Float64Array;
  readonly value: Float64Array;
}

/** Everything that rules, signals and confirmations of one instrument may read. Absent: not stored. */
export interface StudyMarket {
  readonly instrument: string;
  /** Outcomes are measured on these. */
  readonly bars: Timed<Bars>;
  /** Liquidations as stored, and the instant until which the feed is known to have been alive. */
  readonly liquidations?: { readonly series: LiquidationSeries; readonly until: Ms } | undefined;
  readonly coverage?: readonly CoverageSpan[] | undefined;
  readonly oi?: Timed<Columns<'oi'>> | undefined;
  readonly funding?: Columns<'funding'> | undefined;
  /** What open-interest cohorts are made of where it is not the above: they want the longest history, not the finest bars. */
  readonly positions?: CohortInput | undefined;
  /** Implied-volatility index of the asset, decimal per year. */
  readonly volatility?: KnownPoints | undefined;
  /** IV(front)/IV(back) − 1; above 0 the curve is inverted. */
  readonly termSlope?: KnownPoints | undefined;
  /** 25-delta risk reversal, decimal volatility; more negative: puts dearer. */
  readonly skew?: KnownPoints | undefined;
  /** Advance-decline line of the basket the asset belongs to. */
  readonly breadth?: KnownPoints | undefined;
  /** Year-on-year change of consumer and producer prices as released, decimals. */
  readonly cpi?: KnownPoints | undefined;
  readonly ppi?: KnownPoints | undefined;
  /** Policy rate of the quote's economy, and its differential to another, decimals. */
  readonly policyRate?: KnownPoints | undefined;
  readonly rateDifferential?: KnownPoints | undefined;
  /** Real effective exchange rate of the quote's economy, index; higher is stronger. */
  readonly reer?: KnownPoints | undefined;
  /** What is stored of the economy and yet not read, with the reason: it is not point-in-time. */
  readonly refused?: Readonly<Partial<Record<Economy, string>>> | undefined;
}

/** Figures of the economy that a market is read with. */
export type Economy = 'cpi' | 'ppi' | 'policyRate' | 'rateDifferential' | 'reer';

// ---- What a person asks -------------------------------------------------------------------------------------------

/** A figure that is known at the close of every bar. Lengths in ms; the unit of each is told by `SIGNALS`. */
export type Signal =
  | { readonly name: 'close' }
  | { readonly name: 'rsi'; readonly period: number; readonly interval: Ms }
  | {
      readonly name: 'macdHistogram';
      readonly fast: number;
      readonly slow: number;
      readonly signal: number;
      readonly interval: Ms;
    }
  | { readonly name: 'ema'; readonly period: number; readonly interval: Ms }
  | { readonly name: 'return'; readonly over: Ms }
  | { readonly name: 'drawdown'; readonly over: Ms }
  | { readonly name: 'realizedVol'; readonly over: Ms }
  | { readonly name: 'volumeZ'; readonly over: Ms }
  | { readonly name: 'liquidations'; readonly side: Side; readonly over: Ms }
  | { readonly name: 'oiChange'; readonly over: Ms }
  | { readonly name: 'funding' }
  | { readonly name: 'volatilityIndex' }
  | { readonly name: 'termSlope' }
  | { readonly name: 'skew' }
  | { readonly name: 'breadth' };

/** Three-valued: a comparison with a figure that is missing is neither true nor false. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly signal: Signal;
      readonly is: 'above' | 'below' | 'crossesAbove' | 'crossesBelow';
      readonly value: number | Signal;
    }
  /** True when `of` was true at some bar that closed within the last so many ms, the present one included. */
  | { readonly within: Ms; readonly of: Condition };

/** What counts as an event. `long`: positions closed in a fall; `short` mirrors everything. */
export type Rule =
  | {
      readonly kind: 'cascade';
      readonly side: Side;
      /** Robust sigmas; null: the default of the grid. */
      readonly k: number | null;
      /** Least total of the side [USD]. */
      readonly minNotionalUsd: number;
      readonly mergeMs: Ms;
    }
  | {
      readonly kind: 'absoluteMove';
      readonly side: Side;
      readonly fallBp: number;
      readonly withinMs: Ms;
      readonly mergeMs: Ms;
    }
  | {
      readonly kind: 'proxy';
      readonly side: Side;
      readonly sigmas: number;
      readonly oiFallShare: number;
      readonly volumeZ: number;
      readonly mergeMs: Ms;
    }
  | {
      readonly kind: 'condition';
      readonly side: Side;
      readonly when: Condition;
      /** No second event until this long after one. */
      readonly cooldownMs: Ms;
      /** The event's low is the lowest low of this span before the decision. */
      readonly lookbackMs: Ms;
    };

/** Numeric fields of a rule that a sensitivity grid may vary. */
export type RuleParameter =
  | 'k'
  | 'minNotionalUsd'
  | 'fallBp'
  | 'withinMs'
  | 'sigmas'
  | 'oiFallShare'
  | 'volumeZ'
  | 'mergeMs'
  | 'cooldownMs'
  | 'lookbackMs';

export interface SweepAxis {
  readonly parameter: RuleParameter;
  readonly values: readonly number[];
}

/** What outcomes, their intervals and verdicts are asked with. */
export type OutcomeSpec = Pick<
  StudySpec,
  | 'horizonsMs'
  | 'costBp'
  | 'undercutBp'
  | 'equivalenceBp'
  | 'equivalencePoints'
  | 'minClusters'
  | 'resamples'
  | 'level'
  | 'seed'
>;
/** Which controls events are set against. */
export type ControlSpec = Pick<StudySpec, 'placebo' | 'matched'>;

export interface StudySpec {
  readonly name: string;
  readonly instruments: readonly string[];
  readonly rule: Rule;
  /** Decisions in [from, to); null: all. */
  readonly from: Ms | null;
  readonly to: Ms | null;
  /** Only what was known by then. */
  readonly asOf: Ms | null;
  /** Interval of the bars that outcomes are measured on; null: the longest history there is, of equals the finest. */
  readonly barsMs: Ms | null;
  readonly horizonsMs: readonly Ms[];
  /** What a round trip costs [bp]. */
  readonly costBp: number;
  /** A low is undercut when the price falls more than this below it [bp]. */
  readonly undercutBp: number;
  /** Effects inside ± these are no difference. */
  readonly equivalenceBp: number;
  readonly equivalencePoints: number;
  readonly minClusters: number;
  readonly placebo: { readonly perEvent: number; readonly within: 'day' | 'week' };
  readonly matched: {
    readonly perEvent: number;
    /** Largest |log ratio| of fall and of trailing volatility between an event and its match. */
    readonly dropCaliper: number;
    readonly volatilityCaliper: number;
  };
  readonly resamples: number;
  readonly level: number;
  readonly seed: number;
  readonly model: {
    readonly horizonMs: Ms;
    readonly l2: number;
    readonly folds: number;
    readonly embargoMs: Ms;
  };
  /** Grid of the sensitivity check; null: none. */
  readonly sweep: { readonly x: SweepAxis; readonly y: SweepAxis; readonly horizonMs: Ms } | null;
}

// ---- Confirmations ------------------------------------------------------------------------------------------------

export const CONFIRMATIONS = [
  'rsiOversold',
  'macdTurningUp',
  'capitulationWick',
  'openInterestDown',
  'breakEvenReset',
  'fundingNegative',
  'intensityDecayed',
  'absorptionBack',
  'breadthDivergence',
  'termStructureUpward',
  'skewEased',
  'macroStabilising',
  'rateDifferentialNarrowing',
  'reerEasing',
] as const;
export type ConfirmationId = (typeof CONFIRMATIONS)[number];

export interface Confirmation {
  readonly id: ConfirmationId;
  readonly state: 'yes' | 'no' | 'unknown';
  /** The figure behind the state, in the unit of the definition; NaN when unknown. */
  readonly value: number;
  /** Which data is missing; '' when known. */
  readonly lacks: string;
}

// ---- What is measured ---------------------------------------------------------------------------------------------

/** An event of any rule, as the study needs it. Nothing here was known later than `decision`. */
export interface StudyEvent {
  readonly instrument: string;
  readonly side: Side;
  readonly start: Ms;
  readonly end: Ms;
  readonly decision: Ms;
  /** Low of a fall (high of a squeeze) by the decision; NaN when there were no bars. */
  readonly priceExtreme: number;
  readonly dropBp: number;
  readonly notionalUsd: number;
  readonly coverage: Coverage | null;
}

/**
 * Outcomes of events or of controls, a row each. Signs are the event's: for a squeeze (side `short`) prices are mirrored,
 * so that a positive return is always a move against the cascade. `forwardBp[h][i]` is row i at horizon h.
 */
export interface OutcomeTable {
  /** Length of the bars: a horizon below it was not measurable, which is not the same as censored. */
  readonly intervalMs: Ms;
  /** Decision (a control: the instant that stands for it). */
  readonly t: Float64Array;
  /** Index of the event a control belongs to; an event's own index. */
  readonly of: Int32Array;
  /** Entry: open of the first bar at or after t; NaN when there is none. */
  readonly entryT: Float64Array;
  readonly entryPrice: Float64Array;
  readonly forwardBp: readonly Float64Array[];
  /** Worst and best price by the horizon against the entry: ≤ 0 and ≥ 0. */
  readonly maeBp: readonly Float64Array[];
  readonly mfeBp: readonly Float64Array[];
  /** 1 undercut, 0 held, NaN censored or not measurable. */
  readonly undercut: readonly Float64Array[];
  /**
   * Time from the entry to the end of the bar of the first undercut, or to the end of what is known or asked [ms].
   * NaN without an entry or a low.
   */
  readonly undercutAfter: Float64Array;
  /** 1 where the undercut was seen, 0 where the row is censored. */
  readonly undercutSeen: Uint8Array;
}

/** Everything one instrument adds to a study. */
export interface InstrumentMeasures {
  readonly instrument: string;
  readonly events: readonly StudyEvent[];
  readonly outcomes: OutcomeTable;
  readonly placebo: OutcomeTable;
  readonly matched: OutcomeTable;
  /** Rows × CONFIRMATIONS, row-major: 1 yes, 0 no, NaN unknown. */
  readonly confirmations: Float64Array;
}

// ---- What is answered ---------------------------------------------------------------------------------------------

export const VERDICTS = ['bounce', 'continuation', 'noDifference', 'cannotTell'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Estimate {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** Event minus control, bp. `lo`, `hi`: BCa; the percentile interval beside it. */
export interface Effect extends Estimate {
  readonly percentileLo: number;
  readonly percentileHi: number;
  /** Two-sided sign-flip p by cluster. */
  readonly p: number;
  /** Events with a control, and controls. */
  readonly events: number;
  readonly controls: number;
  readonly clusters: number;
}

/** Share of events whose low was undercut, with its interval. NaN when unknown. */
export interface UndercutRate {
  readonly rate: number;
  readonly lo: number;
  readonly hi: number;
  /** The same share of the placebo controls: the base rate; and of the matched declines. */
  readonly base: number;
  readonly matched: number;
  /** Events minus the deciding control, share. */
  readonly effect: Estimate;
}

export interface HorizonResult {
  readonly h: Ms;
  /** Events whose horizon lies within the data, and those whose does not. */
  readonly n: number;
  readonly censored: number;
  readonly clusters: number;
  readonly meanBp: number;
  readonly medianBp: number;
  /** `meanBp` less the cost line. */
  readonly meanNetBp: number;
  readonly maeBp: number;
  readonly mfeBp: number;
  readonly effectPlaceboBp: Effect;
  readonly effectMatchedBp: Effect;
  /** Which control the verdict goes by. */
  readonly decidedBy: 'matched' | 'placebo';
  readonly undercut: UndercutRate;
  /** t of the mean with rows taken as independent, over t with clusters: how far a plain test overstates. */
  readonly plainTInflation: number;
  readonly verdict: Verdict;
  /** Why this word: one of a closed list, so that every door words it alike. */
  readonly because:
    | 'aboveCosts'
    | 'belowZero'
    | 'insideBand'
    | 'insidePoints'
    | 'controlsDisagree'
    | 'tooFewClusters'
    | 'spansZero'
    | 'withinCosts'
    | 'noBars';
}

export interface SurvivalCurve {
  readonly group: 'events' | 'matched' | 'placebo';
  readonly time: ArrayLike<number>;
  readonly survival: ArrayLike<number>;
  readonly lo: ArrayLike<number>;
  readonly hi: ArrayLike<number>;
  /** Number at risk at each horizon of the spec. */
  readonly atRisk: readonly number[];
  readonly n: number;
}

/** Quantiles of the forward return by horizon: `rows[q][h]`, bp. */
export interface Fan {
  readonly quantiles: readonly number[];
  readonly events: readonly (readonly number[])[];
  readonly placebo: readonly (readonly number[])[];
}

export interface SensitivityCell {
  readonly x: number;
  readonly y: number;
  readonly events: number;
  readonly clusters: number;
  /** NaN below `minClusters`. */
  readonly effectBp: number;
  readonly lo: number;
  readonly hi: number;
  readonly p: number;
  /** After Benjamini-Hochberg over the grid. */
  readonly pAdjusted: number;
}

export interface Sensitivity {
  readonly x: SweepAxis;
  readonly y: SweepAxis;
  readonly horizonMs: Ms;
  readonly cells: readonly SensitivityCell[];
  readonly medianBp: number;
  /** Share of the tested cells whose effect is smaller than that of the rule in use; NaN when it was not among them. */
  readonly rankOfRule: number;
}

export interface ModelFold {
  readonly from: Ms;
  readonly to: Ms;
  readonly trained: number;
  readonly n: number;
  readonly brier: number;
  readonly brierBase: number;
  readonly auc: number;
}

export interface ModelCoefficient {
  readonly id: ConfirmationId;
  readonly logOdds: Estimate;
  /** Rows by state, in the whole sample. */
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  /** Log-odds of the row being unknown instead of no. */
  readonly unknownLogOdds: number;
}

/** Out-of-sample record of the logistic model of "the low holds". */
export interface ModelResult {
  readonly horizonMs: Ms;
  readonly n: number;
  readonly brier: number;
  readonly brierBase: number;
  readonly logLoss: number;
  readonly logLossBase: number;
  readonly auc: number;
  /** Brier score of the base rate less that of the model, with its interval by cluster: above 0 the model is better. */
  readonly brierGain: Estimate;
  /** The whole interval of the gain lies above 0. */
  readonly beatsBase: boolean;
  readonly folds: readonly ModelFold[];
  readonly reliability: readonly {
    readonly stated: number;
    readonly observed: number;
    readonly lo: number;
    readonly hi: number;
    readonly n: number;
  }[];
  /** Of the fit on all events: what each confirmation adds. */
  readonly intercept: number;
  readonly coefficients: readonly ModelCoefficient[];
  /**
   * Covariance of the intercept, then of every finite `logOdds`, then of every finite `unknownLogOdds`, each in the order of
   * `coefficients`; row-major, by cluster.
   */
  readonly covariance: readonly number[];
}

export interface LookaheadResult {
  readonly clean: boolean;
  readonly checked: number;
  readonly changed: readonly { readonly instrument: string; readonly decision: Ms; readonly what: string }[];
  /** The same test on this rule with a planted leak: false would mean that the test itself is blind. */
  readonly plantedCaught: boolean;
}

export interface StudyInput {
  readonly instrument: string;
  readonly kind: string;
  readonly intervalMs: Ms;
  readonly source: string;
  readonly from: Ms;
  readonly to: Ms;
  readonly rows: number;
  readonly coverage: readonly CoverageSpan[];
  readonly synthetic: boolean;
  readonly role: 'liquidations' | 'outcomes' | 'context';
}

export interface StudyResult {
  readonly spec: StudySpec;
  readonly events: number;
  readonly clusters: number;
  readonly horizons: readonly HorizonResult[];
  readonly survival: readonly SurvivalCurve[];
  readonly fan: Fan;
  readonly sensitivity: Sensitivity | null;
  /** Null with `modelLacks` when there were too few events of either outcome. */
  readonly model: ModelResult | null;
  readonly modelLacks: string;
  readonly lookahead: LookaheadResult;
  readonly inputs: readonly StudyInput[];
  readonly caveats: readonly string[];
  readonly rows: readonly StudyEvent[];
  /** SHA-256 over the spec, the revisions of the inputs and the version of the engine. */
  readonly fingerprint: string;
}
