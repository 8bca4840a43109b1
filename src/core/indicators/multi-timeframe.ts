import { alignLastClosed } from '../series/resample';
import type { Ms } from '../time/ms';

/**
 * What a higher timeframe says at the end of each base bar: the value of its last bar that had closed by then, never of the
 * one still forming.
 * @param baseT          opens of the base bars [ms], ascending, shape (n).
 * @param higherT        opens of the higher bars [ms], ascending, shape (m).
 * @param values         an indicator on the higher bars, shape (m).
 * @param out            destination, shape (n).
 * @param staleIntervals a higher bar tells for this many of its intervals after its close.
 * @returns `out`: in the unit of `values`; NaN where no higher bar had closed, where the last one is stale and where its
 *   own value is NaN.
 * @throws {RangeError} An interval is not positive, or shapes differ.
 * @source method.md, section 1.
 */
export function alignHigher(
  baseT: Float64Array,
  baseInterval: Ms,
  higherT: Float64Array,
  higherInterval: Ms,
  values: Float64Array,
  out: Float64Array = new Float64Array(baseT.length),
  staleIntervals = 3,
): Float64Array {
  if (values.length !== higherT.length || out.length !== baseT.length)
    throw new RangeError(`shapes ${higherT.length}, ${values.length}; ${baseT.length}, ${out.length}`);
  const rows = alignLastClosed(baseT, baseInterval, higherT, higherInterval);
  const longest = (1 + staleIntervals) * higherInterval;
  for (let i = 0; i < out.length; i++) {
    const row = rows[i];
    const isFresh = row >= 0 && baseT[i] + baseInterval - higherT[row] <= longest;
    out[i] = isFresh ? values[row] : Number.NaN;
  }
  return out;
}
