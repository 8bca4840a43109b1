import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '../time/ms';
import type { ChainSnapshot } from './chain';
import { smileReport, type Maturity } from './smile-report';
import type { Slope } from './surface';

/** What a history keeps of one capture of a chain. */
export interface SurfacePoint {
  readonly t: Ms;
  readonly maturities: readonly Maturity[];
  readonly slopes: readonly Slope[];
  /** Model-free, 30 days [1/√yr]; NaN where no two expiries lie around it. */
  readonly volatilityIndex: number;
}

/** The figures of the report of the same instant: a history and its last point are one computation. */
export function surfacePoint(snapshot: ChainSnapshot): SurfacePoint {
  const { t, maturities, slopes, volatilityIndex } = smileReport(snapshot);
  return { t, maturities, slopes, volatilityIndex: volatilityIndex.value };
}

const STEPS: readonly Ms[] = [
  MS_PER_MINUTE,
  5 * MS_PER_MINUTE,
  MS_PER_HOUR,
  4 * MS_PER_HOUR,
  MS_PER_DAY,
  7 * MS_PER_DAY,
];
/** More points than this are not told apart on a chart. */
const MOST = 400;

/**
 * The captures that a history is drawn from: of each step of UTC time the last one, the step the finest of a minute, five, an
 * hour, four, a day and a week that leaves at most 400 over the span. The last capture of all is always among them.
 * @param instants ascending.
 */
export function capturesOf(instants: Float64Array, most = MOST): Float64Array {
  const last = instants.length - 1;
  const span = last < 0 ? 0 : instants[last] - instants[0];
  const step = STEPS.find((one) => span / one < most) ?? STEPS[STEPS.length - 1];
  return instants.filter((t, i) => i === last || Math.floor(t / step) !== Math.floor(instants[i + 1] / step));
}

/** A history as columns, a row a capture: shapes (captures), ascending by t; NaN where there is no figure. */
export interface SurfaceColumns {
  readonly t: Float64Array;
  readonly maturities: readonly {
    readonly days: number;
    readonly atm: Float64Array;
    readonly riskReversal: Float64Array;
    readonly butterfly: Float64Array;
  }[];
  readonly slopes: readonly { readonly front: number; readonly back: number; readonly value: Float64Array }[];
  readonly volatilityIndex: Float64Array;
}

/** @param points ascending by t, all with the same maturities. */
export function surfaceColumns(points: readonly SurfacePoint[]): SurfaceColumns {
  const column = (of: (point: SurfacePoint) => number): Float64Array => Float64Array.from(points, of);
  const [first] = points;
  return {
    t: column(({ t }) => t),
    maturities: (first?.maturities ?? []).map(({ days }, i) => ({
      days,
      atm: column(({ maturities }) => maturities[i].atm),
      riskReversal: column(({ maturities }) => maturities[i].riskReversal),
      butterfly: column(({ maturities }) => maturities[i].butterfly),
    })),
    slopes: (first?.slopes ?? []).map(({ front, back }, i) => ({
      ...{ front, back },
      value: column(({ slopes }) => slopes[i].value),
    })),
    volatilityIndex: column(({ volatilityIndex }) => volatilityIndex),
  };
}
