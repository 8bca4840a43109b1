import { drawnPath } from '../hedge/paths/drawn';
import type { DrawnPoint } from '../hedge/simulation';
import { VOLATILITY_DYNAMICS } from '../hedge/volatility-dynamics';
import type { AnyColumns, Bars } from '../series/schema';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { barsAlong } from './bars';

/** A line that is played from an instant on. */
export interface PlayedLine {
  readonly points: readonly DrawnPoint[];
  /** Where no point says what volatility does it moves by ratio^−volBeta. */
  readonly volBeta: number;
  readonly start: Ms;
  readonly step: Ms;
  /** Price and volatility of the start; the volatility NaN where it is not known. */
  readonly price: number;
  readonly vol: number;
  /** Of log returns of a bar, about the line. */
  readonly deviation: number;
  readonly seed: number;
}

/**
 * Bars and the volatility of 30 days of a drawn line, the volatility at the end of each bar.
 * @throws {RangeError} the line is shorter than a bar.
 */
export function playLine({ points, volBeta, start, step, price, vol, deviation, seed }: PlayedLine): { readonly bars: Bars; readonly vol: AnyColumns } {
  const path = drawnPath(
    { kind: 'drawn', points, step },
    { t: start, spot: price, vol, volatility: undefined, dynamics: VOLATILITY_DYNAMICS.crypto, volBeta },
  );
  const steps = points.map(({ day }) => Math.min(path.steps, Math.round((day * MS_PER_DAY) / step)));
  const anchors = [...new Set([0, ...steps, path.steps])].sort((a, b) => a - b);
  return {
    bars: barsAlong(path.spot, { start, step, deviation, anchors, seed }),
    vol: volatilityAt(path.vol.subarray(1), start + step, step),
  };
} // prettier-ignore

/** A volatility index that says its value at instants; rows that are not known are left out. */
export function volatilityAt(values: Float64Array, first: Ms, step: Ms): AnyColumns {
  const known = Array.from(values.keys()).filter((k) => values[k] > 0);
  const missing = (): Float64Array => new Float64Array(known.length).fill(NaN);
  return {
    t: Float64Array.from(known, (k) => first + k * step),
    ...{ o: missing(), h: missing(), l: missing() },
    c: Float64Array.from(known, (k) => values[k]),
  };
}
