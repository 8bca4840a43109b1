import type { VolatilityMarket } from './market';

/** How a volatility of 30 days moves. */
export interface VolatilityDynamics {
  /** Return of its logarithm to where it started [1/yr]. */
  readonly speed: number;
  /** Change of its logarithm for each unit that the logarithm of the spot falls. */
  readonly response: number;
  /** Deviation of what moves it beyond that [1/√yr]. */
  readonly noise: number;
  /** It stays between these multiples of where it started. */
  readonly least: number;
  readonly most: number;
}

/**
 * Round figures of recorded daily changes, years of 365 days. Equities: VIX against the S&P 500 2016-2025, slope −5.1, residual 0.87,
 * autocorrelation over 21 and 63 trading days 0.68 and 0.43. Crypto: DVOL against BTC 2021-2026, slope −0.43, residual 0.88, speed 2.4
 * and 1.5 from autocorrelations over 30 and 90 days.
 */
export const VOLATILITY_DYNAMICS = {
  equity: { speed: 4, response: 5, noise: 0.9, least: 0.2, most: 6 },
  crypto: { speed: 2, response: 0.4, noise: 0.9, least: 0.2, most: 6 },
} as const satisfies Record<string, VolatilityDynamics>;

/** What is known of a volatility index at an instant, decimals [1/√yr]; NaN where it is not. */
export interface IndexReading {
  /** Of 30 days. */
  readonly level: number;
  /** Of 93 days, of the same market. */
  readonly back: number;
  /** What it returns to where `back` is not known. */
  readonly longRun: number;
  /** Volatility of the future of 30 days. */
  readonly volOfVol: number;
}

const MONTH = 30 / 365;
/** That VIX3M looks ahead. */
const BACK = 93 / 365;
const LEAST_LONG_RUN = 1;

/** Share of a change of the level that an index over a span of years moves by, when the level returns at a speed. */
const carried = (speed: number, years: number): number => -Math.expm1(-speed * years) / (speed * years);

/**
 * Future of 30 days from the indices of 30 and 93 days: variance returns to its long run at the speed, the two indices are its means over
 * their spans, and the future lies below the root of the variance from 30 to 60 days as a lognormal's mean below the root of its mean square.
 * @returns NaN: an index is not known, or the variance from 30 to 60 days is not positive.
 * @source forward variance of a square-root process; VVIX as the deviation of ln F over 30 days. Against futures settled on four days of July
 *   2026: 0.4 to 0.6 points too high (docs/findings.md).
 */
function futureOf({ level, back, volOfVol }: IndexReading, speed: number): number {
  const share = carried(speed, BACK) / carried(speed, MONTH);
  const longRun = (back * back - share * level * level) / (1 - share);
  const variance = longRun + (level * level - longRun) * Math.exp(-speed * MONTH);
  const convexity = Number.isNaN(volOfVol) ? 0 : (volOfVol * volOfVol * MONTH) / 2;
  return variance > 0 ? Math.sqrt(variance) * Math.exp(-convexity) : NaN;
}

/**
 * A market of futures on a volatility index, modelled: no future is stored. With an index of 93 days the curve goes through the future of
 * 30 days that the two say; without one the level returns to its long run.
 * @returns undefined: the level is not known.
 */
export function volatilityMarketOf(reading: IndexReading, speed: number): VolatilityMarket | undefined {
  const { level, longRun, volOfVol } = reading;
  if (!(level > 0)) return undefined;
  const kept = Math.exp(-speed * MONTH);
  const future = futureOf(reading, speed);
  const reached = Number.isNaN(future) ? longRun : (future - level * kept) / (1 - kept);
  return {
    level: 100 * level,
    longRun: Math.max(LEAST_LONG_RUN, 100 * (Number.isNaN(reached) ? level : reached)),
    speed,
    volOfVol,
  };
}

/** Index of 30 days over that of 93, less 1, when the level returns to its long run: modelled. */
export function modelledSlope({ level, longRun, speed }: VolatilityMarket): number {
  const share = carried(speed, BACK) / carried(speed, MONTH);
  return level / (longRun + (level - longRun) * share) - 1;
}

/** Volatility of the future of 30 days when that of the index itself is known. */
export const damped = (volatility: number, speed: number): number => volatility * Math.sqrt(carried(2 * speed, MONTH));
