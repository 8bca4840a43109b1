import { lastIndexAtOrBefore } from '#core/series/search';
import { MS_PER_DAY, type Ms } from '#core/time/ms';

/**
 * The time axis of a window: one stamp per slot. A chart numbers its slots and knows nothing of time between them, so
 * everything that has a time and no bar of its own goes through here.
 */
export interface Axis {
  readonly t: Float64Array;
  /** Index in the bars of each slot, −1 where no bar is stored. */
  readonly bar: Int32Array;
  readonly interval: Ms;
}

export const EMPTY_AXIS: Axis = { t: new Float64Array(0), bar: new Int32Array(0), interval: 1 };

/** No more empty slots than this in one hole: a longer one is cut short, the time labels show the jump. */
const LONGEST_HOLE = 2_000;

/**
 * Slots for every bar and, so that a gap looks as long as it is, for every bar that is missing between two.
 * @param forming stamp of a bar after the last one that is not closed yet: a slot that has no bar
 */
export function buildAxis(closed: Float64Array, interval: Ms, forming?: Ms): Axis {
  const bars = forming === undefined ? closed : Float64Array.of(...closed, forming);
  const n = bars.length;
  const fill = !closesAtWeekends(bars, interval);
  let slots = n;
  if (fill) for (let i = 1; i < n; i++) slots += holeBefore(bars, i, interval);
  const t = new Float64Array(slots);
  const bar = new Int32Array(slots).fill(-1);
  let at = 0;
  for (let i = 0; i < n; i++) {
    if (fill && i > 0)
      for (let k = holeBefore(bars, i, interval), s = bars[i - 1]!; k > 0; k--) t[at++] = s += interval;
    t[at] = bars[i]!;
    bar[at++] = i < closed.length ? i : -1;
  }
  return { t, bar, interval };
}

function holeBefore(bars: Float64Array, i: number, interval: Ms): number {
  const missing = Math.ceil((bars[i]! - bars[i - 1]!) / interval - 1e-9) - 1;
  return Math.min(LONGEST_HOLE, Math.max(0, missing));
}

/** Daily bars of an exchange that rests: its weekends are not gaps. */
function closesAtWeekends(bars: Float64Array, interval: Ms): boolean {
  if (interval < MS_PER_DAY || bars.length < 8) return false;
  for (let i = 0; i < bars.length; i++) {
    const day = new Date(bars[i]!).getUTCDay();
    if (day === 0 || day === 6) return false;
  }
  return true;
}

/** Slot of an instant, with its fraction: slot i spans [i − ½, i + ½), its bar opens at the left edge. Runs on past both ends. */
export function slotAt({ t, interval }: Axis, time: Ms): number {
  const n = t.length;
  if (n === 0) return 0;
  const i = Math.max(0, lastIndexAtOrBefore(t, time));
  const next = i + 1 < n && time >= t[0]! ? Math.min(t[i + 1]! - t[i]!, interval) : interval;
  const inside = i + 1 < n && time >= t[0]!;
  const fraction = (time - t[i]!) / next;
  return i - 0.5 + (inside ? Math.min(fraction, 1) : fraction);
}

/** The inverse of {@link slotAt}. */
export function timeAt({ t, interval }: Axis, slot: number): Ms {
  const n = t.length;
  if (n === 0) return 0;
  const position = slot + 0.5;
  const i = Math.min(n - 1, Math.max(0, Math.floor(position)));
  const inside = i + 1 < n && position >= 0;
  const width = inside ? Math.min(t[i + 1]! - t[i]!, interval) : interval;
  return t[i]! + (position - i) * width;
}

/** Values of a column at each slot; NaN where there is none. Both sides ascend. */
export function alignExact(axis: Axis, t: Float64Array, values: Float64Array): Float64Array {
  const out = new Float64Array(axis.t.length).fill(NaN);
  for (let i = 0, k = 0; i < out.length && k < t.length; i++) {
    while (k < t.length && t[k]! < axis.t[i]!) k++;
    if (k < t.length && t[k]! === axis.t[i]!) out[i] = values[k]!;
  }
  return out;
}

/** The value that held at the close of each slot: the last one stamped before it, not older than `hold`. */
export function alignLast(axis: Axis, t: Float64Array, values: Float64Array, hold: Ms): Float64Array {
  const out = new Float64Array(axis.t.length).fill(NaN);
  for (let i = 0, k = -1; i < out.length; i++) {
    const close = axis.t[i]! + axis.interval;
    while (k + 1 < t.length && t[k + 1]! < close) k++;
    if (k >= 0 && close - t[k]! <= Math.max(hold, axis.interval)) out[i] = values[k]!;
  }
  return out;
}

/** The same for figures stamped with the instant from which they are known: at the close itself they count. */
export const alignKnown = (axis: Axis, known: Float64Array, values: Float64Array, hold: Ms): Float64Array =>
  alignLast(axis, known.map((t) => t - 1), values, hold); // prettier-ignore
