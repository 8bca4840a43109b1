import { atr } from '../indicators/atr';
import type { Bars } from '../series/schema';
import type { Ms } from '../time/ms';
import { extremeRow } from './describe';
import type { CascadeEvent, Timed } from './types';

/** Every number of the capitulation wick (method.md, section 2). */
export interface WickSettings {
  /** The shadow beyond the body is at least this share of the bar's range. Default 0.5. */
  readonly shadowShare: number;
  /** The range is at least this multiple of the average true range of the bars before. Default 2, of 14 bars. */
  readonly rangeToAtr: number;
  readonly atrPeriod: number;
  /** The close is back by at least this share of the range from the extreme. Default 0.5. */
  readonly closeShare: number;
}

export const DEFAULT_WICK_SETTINGS: WickSettings = { shadowShare: 0.5, rangeToAtr: 2, atrPeriod: 14, closeShare: 0.5 };

/** The bar of an event's extreme. NaN is what could not be told. */
export interface CapitulationWick {
  /** Open of the bar; NaN when no bar of the event was known by its decision. */
  readonly t: Ms;
  /** Lower shadow / range (shorts: upper shadow), 0 … 1. */
  readonly shadowShare: number;
  /** Range / average true range of the bars before. */
  readonly rangeToAtr: number;
  /** Distance of the close from the extreme / range, 0 … 1. */
  readonly closeShare: number;
  /** Whether all three are met; null when one could not be told and none of the others fails. */
  readonly isCapitulation: boolean | null;
}

/**
 * Whether the bar of an event's low (short: high) is a capitulation wick. The bar is the first with the extreme among those that
 * overlap [start, decision) and had closed by the decision; one that was still forming then is not read. Its range is set
 * against bars before it alone, so that it does not widen its own measure.
 * @throws {RangeError} `atrPeriod` is no whole number ≥ 1.
 * @source method.md, section 2.
 */
export function capitulationWick(
  { side, start, decision }: Pick<CascadeEvent, 'side' | 'start' | 'decision'>,
  bars: Timed<Pick<Bars, 't' | 'o' | 'h' | 'l' | 'c'>>,
  settings: WickSettings = DEFAULT_WICK_SETTINGS,
): CapitulationWick {
  const row = extremeRow(side, start, decision, bars);
  const { t, o, h, l, c } = bars.columns;
  const range = row < 0 ? NaN : h[row] - l[row];
  const body = side === 'long' ? Math.min(o[row], c[row]) - l[row] : h[row] - Math.max(o[row], c[row]);
  const back = side === 'long' ? c[row] - l[row] : h[row] - c[row];
  const shadowShare = body / range;
  const rangeToAtr = range / atrBefore(bars.columns, row, settings.atrPeriod);
  const closeShare = back / range;
  return {
    ...{ t: row < 0 ? NaN : t[row], shadowShare, rangeToAtr, closeShare },
    isCapitulation: all([
      [shadowShare, settings.shadowShare],
      [rangeToAtr, settings.rangeToAtr],
      [closeShare, settings.closeShare],
    ]),
  };
}

function all(conditions: readonly (readonly [value: number, least: number])[]): boolean | null {
  if (conditions.some(([value, least]) => value < least)) return false;
  return conditions.some(([value]) => Number.isNaN(value)) ? null : true;
}

/** Wilder's average forgets: what lies this many periods back weighs e⁻³⁶, less than a rounding. */
const MEMORY_PERIODS = 36;

function atrBefore({ h, l, c }: Pick<Bars, 'h' | 'l' | 'c'>, row: number, period: number): number {
  const from = Math.max(0, row - MEMORY_PERIODS * period - 1);
  const before = (x: Float64Array): Float64Array => x.subarray(from, Math.max(from, row));
  const out = atr({ h: before(h), l: before(l), c: before(c) }, period);
  return out.length === 0 ? NaN : out[out.length - 1];
}
