import type { Bars } from '../series/schema';
import { lastIndexAtOrBefore } from '../series/search';
import { MS_PER_HOUR, type Ms } from '../time/ms';
import { gridBetween } from './grid';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from './settings';
import type { CascadeEvent, CascadeInput, Timed } from './types';

/** An event bin by bin. All columns of one length; NaN is not known (not covered, not yet ended, no bar). */
export interface EventTimeline {
  readonly binMs: Ms;
  /** Open of each bin. */
  readonly t: Float64Array;
  /** USD of longs and of shorts closed in the bin. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Sums since `event.start` up to and with the bin; 0 before it. Bins not covered add nothing. */
  readonly cumulativeLong: Float64Array;
  readonly cumulativeShort: Float64Array;
  /** Close of the last bar that ended inside the bin; NaN when none did. */
  readonly price: Float64Array;
}

export interface TimelineOptions {
  /** Time shown before `start` and after `decision` [ms]. Default 1 h each. */
  readonly padBefore?: Ms;
  readonly padAfter?: Ms;
  readonly settings?: CascadeSettings;
}

/**
 * What the Event pane draws. `input.asOf` hides what was not known by then: replay shows the event as it grew.
 * @throws {RangeError} grid or bucket interval not usable
 */
export function eventTimeline(
  event: Pick<CascadeEvent, 'start' | 'decision'>,
  input: CascadeInput,
  { padBefore = MS_PER_HOUR, padAfter = MS_PER_HOUR, settings = DEFAULT_CASCADE_SETTINGS }: TimelineOptions = {},
): EventTimeline {
  const grid = gridBetween(input, event.start - padBefore, event.decision + padAfter, settings);
  const { origin, binMs, size: n } = grid;
  const column = (): Float64Array => new Float64Array(n).fill(NaN);
  const out: EventTimeline = {
    binMs,
    t: Float64Array.from({ length: n }, (_, k) => origin + k * binMs),
    long: column(),
    short: column(),
    cumulativeLong: column(),
    cumulativeShort: column(),
    price: column(),
  };
  let sumLong = 0;
  let sumShort = 0;
  for (let k = 0; k < n; k++) {
    const end = out.t[k] + binMs;
    if (end > (input.asOf ?? Infinity)) break;
    if (grid.covered[k] === 1) {
      out.long[k] = grid.long[k];
      out.short[k] = grid.short[k];
      if (end > event.start) {
        sumLong += grid.long[k];
        sumShort += grid.short[k];
      }
    }
    out.cumulativeLong[k] = sumLong;
    out.cumulativeShort[k] = sumShort;
    out.price[k] = input.bars ? closeIn(input.bars, out.t[k], end) : NaN;
  }
  return out;
}

function closeIn({ columns, interval }: Timed<Bars>, from: Ms, to: Ms): number {
  const i = lastIndexAtOrBefore(columns.t, to - interval);
  return i >= 0 && columns.t[i] + interval > from ? columns.c[i] : NaN;
}
