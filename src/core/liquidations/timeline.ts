import type { Bars } from '../series/schema';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import { MS_PER_HOUR, type Ms } from '../time/ms';
import { alignment, toGrid } from './grid';
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
  const { binMs, phase, asOf } = alignment(input, settings);
  const floor = (at: Ms): Ms => Math.floor((at - phase) / binMs) * binMs + phase;
  const from = floor(event.start - padBefore);
  const to = floor(event.decision + padAfter - 1) + binMs;
  const grid = toGrid(within(input, from, to, asOf, floor), settings);
  const first = Math.round((from - grid.origin) / binMs);
  const n = Math.round((to - from) / binMs);
  const column = (): Float64Array => new Float64Array(n).fill(NaN);
  const out: EventTimeline = {
    binMs,
    t: Float64Array.from({ length: n }, (_, k) => from + k * binMs),
    long: column(),
    short: column(),
    cumulativeLong: column(),
    cumulativeShort: column(),
    price: column(),
  };
  let sumLong = 0;
  let sumShort = 0;
  for (let k = 0; k < n; k++) {
    const i = first + k;
    const end = out.t[k] + binMs;
    if (end > (input.asOf ?? Infinity)) break;
    if (i >= 0 && i < grid.size && grid.covered[i] === 1) {
      out.long[k] = grid.long[i];
      out.short[k] = grid.short[i];
      if (end > event.start) {
        sumLong += grid.long[i];
        sumShort += grid.short[i];
      }
    }
    out.cumulativeLong[k] = sumLong;
    out.cumulativeShort[k] = sumShort;
    out.price[k] = input.bars ? closeIn(input.bars, out.t[k], end) : NaN;
  }
  return out;
}

/** The rows in [from, to) alone, with the coverage that the whole series had there. */
function within(input: CascadeInput, from: Ms, to: Ms, asOf: Ms, floor: (at: Ms) => Ms): CascadeInput {
  const { t } = input.liquidations.columns;
  const a = lowerBound(t, from);
  const b = lowerBound(t, to);
  const cut = <C extends Record<string, Float64Array>>(columns: C): C =>
    Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.subarray(a, b)])) as C;
  const whole = input.covered ?? (t.length > 0 ? [{ from: floor(t[0]), to: asOf }] : []);
  const covered = whole
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from < span.to);
  const { liquidations } = input;
  return {
    liquidations:
      liquidations.kind === 'prints'
        ? { kind: 'prints', columns: cut(liquidations.columns) }
        : { ...liquidations, columns: cut(liquidations.columns) },
    covered,
    asOf: Math.min(asOf, to),
  };
}

function closeIn({ columns, interval }: Timed<Bars>, from: Ms, to: Ms): number {
  const i = lastIndexAtOrBefore(columns.t, to - interval);
  return i >= 0 && columns.t[i] + interval > from ? columns.c[i] : NaN;
}
