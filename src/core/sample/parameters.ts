import type { SampleInstrument } from './types';

/** What makes one instrument's market differ from another's. */
export interface MarketParameters {
  /** Price at the start and the level it is slowly drawn to at the end [quote]. */
  readonly startPrice: number;
  readonly anchorPrice: number;
  /** Sensitivity to the leader's return. 0 for the leader itself. */
  readonly beta: number;
  /** Own diffusive volatility [1/√yr]. */
  readonly volatility: number;
  /** Volatility of all moves together, by which traders choose distances [1/√yr]. */
  readonly totalVolatility: number;
  /** Typical open interest [USD]. */
  readonly openInterestUsd: number;
  /** Typical turnover [USD per day]. */
  readonly turnoverUsd: number;
  /** Step of reported volumes [base], a power of two so that sums of any grouping are exact. */
  readonly volumeStep: number;
  /** Background closures [USD per side and day]. */
  readonly backgroundUsd: number;
  /** Own news a year. */
  readonly newsPerYear: number;
  /** Typical size of a piece of news [log return]. */
  readonly newsSize: number;
}

const parameters = (
  [startPrice, anchorPrice]: readonly [number, number],
  [beta, volatility]: readonly [number, number],
  openInterestUsd: number,
  volumeStep: number,
  [newsPerYear, newsSize]: readonly [number, number],
): MarketParameters => ({
  startPrice,
  anchorPrice,
  beta,
  volatility,
  totalVolatility: Math.hypot(volatility, 0.45 * beta),
  openInterestUsd,
  turnoverUsd: 2.2 * openInterestUsd,
  volumeStep,
  backgroundUsd: 0.01 * openInterestUsd,
  newsPerYear,
  newsSize,
});

const M = 1e6;

const BY_BASE: Readonly<Record<string, MarketParameters>> = {
  BTC: parameters([30_500, 98_000], [0, 0.4], 6_000 * M, 1 / 8, [12, 0.022]),
  ETH: parameters([1_900, 3_600], [1.1, 0.3], 3_800 * M, 1, [5, 0.036]),
  SOL: parameters([19, 165], [1.2, 0.45], 1_500 * M, 1, [5, 0.0504]),
  BNB: parameters([240, 720], [0.8, 0.3], 650 * M, 1 / 4, [5, 0.0408]),
  XRP: parameters([0.48, 2.2], [0.95, 0.48], 1_100 * M, 16, [5, 0.0504]),
  ADA: parameters([0.29, 0.75], [1.1, 0.45], 380 * M, 16, [5, 0.0504]),
  DOGE: parameters([0.066, 0.19], [1.15, 0.52], 560 * M, 64, [5, 0.0552]),
  AVAX: parameters([13, 26], [1.2, 0.46], 260 * M, 1, [5, 0.0504]),
  LINK: parameters([6.2, 17], [1.1, 0.45], 330 * M, 1, [5, 0.0504]),
  LTC: parameters([88, 105], [0.95, 0.4], 260 * M, 1 / 2, [5, 0.0456]),
  DOT: parameters([5.2, 4.6], [1.1, 0.45], 200 * M, 2, [5, 0.0504]),
  TRX: parameters([0.076, 0.27], [0.6, 0.32], 160 * M, 64, [5, 0.0408]),
};

/** @throws {RangeError} the instrument is not one of the sample market. */
export function parametersOf(instrument: SampleInstrument): MarketParameters {
  const found = BY_BASE[instrument.base];
  if (!found) throw new RangeError(`instrument=${instrument.id}`);
  return found;
}

/**
 * The mechanics that all instruments share. Depth and flows are in units of the typical open interest, so that a small market
 * behaves like a large one.
 */
export const MECHANICS = {
  /** Money that moves the price by 1 %, calm. */
  depth: 0.07,
  /** Share of it that stays when makers have withdrawn as far as they go. */
  depthFloor: 0.22,
  /** Closures within a minute that the makers take without a trace; more than that goes through the engine's queue. */
  absorbed: 0.0015,
  /** Mean size of a position that the engine closes. */
  position: 2e-5,
  /** The engine sells at most this share of the calm depth a minute. */
  engineRate: 0.1,
  /** Forced displacement at which buyers of value double the depth [log]. */
  valueScale: 0.06,
  /** Half-life of the reverting part, of the makers' absence, and of the memory in "but for" [min]. */
  recoveryHalfLife: 14,
  depthHalfLife: 45,
  memoryHalfLife: 40,
  /** Half-life of the extra volatility that forced closures leave [min]. */
  heatHalfLife: 300,
  /** Openings of positions at risk a day, by side, and the rate at which they are closed by choice. */
  openedLong: 0.06,
  openedShort: 0.047,
  closedByChoice: 0.22,
  /** Distance within which a trader with time adds margin or cuts [share of a year's volatility], and the rate [1/min]. */
  attentionZone: 0.05,
  attentionRate: 0.12,
  /** Part of those who act that adds margin instead of closing. */
  addedMargin: 0.6,
} as const;
