import { Rng } from '../../random/rng';
import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '../../time/ms';
import { volatilityForward, type VolatilityMarket } from '../market';
import type { MonteCarlo, PathSet } from '../simulation';
import { modelledSlope, type VolatilityDynamics } from '../volatility-dynamics';

/** Simulated paths take steps of a day. */
export const MONTE_CARLO_STEP: Ms = MS_PER_DAY;
const YEARS = MONTE_CARLO_STEP / MS_PER_YEAR;
const MONTH = 30 / 365;

/** Market that paths leave from. */
export interface PathStart {
  readonly t: Ms;
  readonly spot: number;
  /** Of 30 days at the money [1/√yr]. */
  readonly vol: number;
  /** Undefined: there is no volatility index, and paths have no level of it. */
  readonly volatility: VolatilityMarket | undefined;
  readonly dynamics: VolatilityDynamics;
  /** Power by which a drawn line without a volatility moves it, vol · ratio^−volBeta. */
  readonly volBeta: number;
}

/** Some of the paths of a set: path i is the same whatever others are made with it. */
export interface PathRange {
  readonly first: number;
  readonly count: number;
}

/** What moves one path; both are asked for once per step, after `begin`. */
export interface Mover {
  /** Starts a path of this many steps. */
  readonly begin: (rng: Rng, steps: number) => void;
  /** Log return of a step. */
  readonly spot: () => number;
  /** Log change of the volatility of 30 days in the same step, undefined: by {@link VolatilityDynamics}. */
  readonly vol?: () => number;
}

/**
 * Paths with a generator each, seeded by the seed of the set and the number of the path: how they are split over threads changes none.
 * The spot moves by the mover. ln(vol / start) returns to 0 at the speed of the dynamics, falls by `response` times the log return and has
 * noise of its own, all within its bounds; a mover may give the changes instead. Both are exact in law at the steps: an
 * Ornstein-Uhlenbeck transition with the response added at the end of the step.
 * The level of the volatility index moves with the volatility; its future of 30 days and the slope of its curve follow from the level.
 */
export function monteCarloPaths({ seed, days }: MonteCarlo, start: PathStart, mover: Mover, { first, count }: PathRange, source: string): PathSet {
  const { spot: s0, vol: v0, dynamics, volatility } = start;
  const cells = (days + 1) * count;
  const [spot, vol] = [new Float64Array(cells), new Float64Array(cells)];
  const kept = Math.exp(-dynamics.speed * YEARS);
  const noise = dynamics.noise * Math.sqrt(dynamics.speed > 0 ? -Math.expm1(-2 * dynamics.speed * YEARS) / (2 * dynamics.speed) : YEARS);
  const [low, high] = [Math.log(dynamics.least), Math.log(dynamics.most)];
  const root = new Rng(seed);
  for (let p = 0; p < count; p++) {
    const own = root.fork(`path ${first + p}`);
    const volRng = own.fork('vol');
    mover.begin(own, days);
    let [logSpot, x] = [0, 0];
    spot[p] = s0;
    vol[p] = v0;
    for (let k = 1; k <= days; k++) {
      const moved = mover.spot();
      logSpot += moved;
      const next = mover.vol ? x + mover.vol() : x * kept - dynamics.response * moved + noise * volRng.normal();
      x = Math.min(high, Math.max(low, next));
      spot[k * count + p] = s0 * Math.exp(logSpot);
      vol[k * count + p] = v0 * Math.exp(x);
    }
  }
  const levels = volatility && signalsOf(volatility, vol, v0);
  return {
    start: start.t,
    step: MONTE_CARLO_STEP,
    steps: days,
    paths: count,
    spot,
    vol,
    volatility: levels?.volatility,
    slope: levels?.slope,
    skew: undefined,
    exhaustion: undefined,
    ivOverRealized: undefined,
    funding: undefined,
    source,
    modelled: ['volatility of 30 days', ...(volatility ? ['futures of the volatility index', 'slope of its curve'] : [])],
  };
} // prettier-ignore

/** Future of 30 days and slope when the index moves in proportion to the volatility of 30 days; shapes of `vol`. */
export function signalsOf(market: VolatilityMarket, vol: Float64Array, v0: number) {
  const volatility = new Float64Array(vol.length);
  const slope = new Float64Array(vol.length);
  for (let i = 0; i < vol.length; i++) {
    const now = { ...market, level: (market.level * vol[i]) / v0 };
    volatility[i] = volatilityForward(now, MONTH);
    slope[i] = modelledSlope(now);
  }
  return { volatility, slope };
}

/** Years of a step. */
export const STEP_YEARS = YEARS;
