import type { Ms } from '../time/ms';
import { lowerBound } from './search';
import type { Bars } from './schema';

/**
 * Bars of a coarser interval, each stamped with its own open, aligned to the epoch. Per column what is missing is left
 * out: o is the first open that is there, h the highest high, l the lowest low, c the last close, v the sum; NaN when a
 * column has nothing in the interval. An interval without a bar has no row. The last row may still be forming: it is
 * closed only when `t + interval` has passed (method.md, section 0).
 * @param bars     sorted by t, each t once.
 * @param interval length of the coarser bar [ms], > 0.
 * @param out      destination, with room for the rows ({@link countResampled} tells; never more than bars); may not be
 *                 `bars` itself.
 * @returns rows written.
 * @throws {RangeError} interval is not positive, the columns of `bars` differ in length, or `out` is too short.
 */
export function resampleInto(bars: Bars, interval: Ms, out: Bars): number {
  const { t, o, h, l, c, v } = bars;
  const n = t.length;
  if (!(interval > 0 && interval < Infinity)) throw new RangeError(`interval=${interval}`);
  for (const x of [o, h, l, c, v]) if (x.length !== n) throw new RangeError(`shapes ${n}, ${x.length}`);
  const room = Math.min(out.t.length, out.o.length, out.h.length, out.l.length, out.c.length, out.v.length);
  let size = 0;
  let width = 1; // bars in the interval before: a first guess at the next
  for (let from = 0; from < n;) {
    const open = Math.floor(t[from] / interval) * interval;
    const to = endOfInterval(t, from, open + interval, width);
    width = to - from;
    if (size === room) throw new RangeError(`out has ${room} rows, more are needed`);
    out.t[size] = open;
    out.o[size] = firstPresent(o, from, to);
    out.h[size] = highest(h, from, to);
    out.l[size] = lowest(l, from, to);
    out.c[size] = lastPresent(c, from, to);
    out.v[size] = sumPresent(v, from, to);
    size++;
    from = to;
  }
  return size;
}

/** As {@link resampleInto}, into fresh columns. */
export function resample(bars: Bars, interval: Ms): Bars {
  const rows = countResampled(bars.t, interval);
  const column = (): Float64Array => new Float64Array(rows);
  const out = { t: column(), o: column(), h: column(), l: column(), c: column(), v: column() };
  resampleInto(bars, interval, out);
  return out;
}

/** Rows that bars with the stamps t have in a coarser interval. @throws {RangeError} interval is not positive. */
export function countResampled(t: Float64Array, interval: Ms): number {
  if (!(interval > 0 && interval < Infinity)) throw new RangeError(`interval=${interval}`);
  let rows = 0;
  let width = 1;
  for (let from = 0; from < t.length; rows++) {
    const to = endOfInterval(t, from, (Math.floor(t[from] / interval) + 1) * interval, width);
    width = to - from;
    from = to;
  }
  return rows;
}

/**
 * For each base bar the higher-interval bar that a trader could have known at the base bar's close: the last one that had
 * closed by then, never the one still forming.
 * @param baseT   opens of the base bars [ms], ascending, shape (n).
 * @param higherT opens of the higher bars [ms], ascending.
 * @param out     destination, shape (n).
 * @returns `out`: index into `higherT`, −1 where no higher bar had closed.
 * @throws {RangeError} An interval is not positive, or `out` has another shape.
 */
export function alignLastClosed(
  baseT: Float64Array,
  baseInterval: Ms,
  higherT: Float64Array,
  higherInterval: Ms,
  out: Int32Array = new Int32Array(baseT.length),
): Int32Array {
  if (!(baseInterval > 0 && higherInterval > 0)) throw new RangeError(`intervals ${baseInterval}, ${higherInterval}`);
  if (out.length !== baseT.length) throw new RangeError(`shapes ${baseT.length}, ${out.length}`);
  let closed = 0;
  for (let i = 0; i < baseT.length; i++) {
    const now = baseT[i] + baseInterval;
    while (closed < higherT.length && higherT[closed] + higherInterval <= now) closed++;
    out[i] = closed - 1;
  }
  return out;
}

/** First row at or after `end`. Regular bars make the guess right, so that few stamps are read. */
function endOfInterval(t: Float64Array, from: number, end: Ms, guess: number): number {
  const to = from + guess;
  if (to < t.length && t[to] >= end && t[to - 1] < end) return to;
  let step = 1;
  let lo = from; // t[lo] < end
  while (lo + step < t.length && t[lo + step] < end) {
    lo += step;
    step *= 2;
  }
  return lowerBound(t, end, lo + 1, Math.min(lo + step, t.length));
}

function firstPresent(x: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i++) if (x[i] === x[i]) return x[i];
  return Number.NaN;
}

function lastPresent(x: Float64Array, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) if (x[i] === x[i]) return x[i];
  return Number.NaN;
}

/*
 * A branch taken at random costs more than the whole loop. A price that wanders has its extremes near the ends, so the last
 * bar is looked at first, and four bars share a branch that is then hardly ever taken: three times the plain loop's speed.
 */
function highest(x: Float64Array, from: number, to: number): number {
  let i = from;
  while (i < to - 1 && x[i] !== x[i]) i++;
  let best = x[i];
  if (x[to - 1] > best) best = x[to - 1];
  for (; i + 3 < to; i += 4) {
    if (!(x[i] > best || x[i + 1] > best || x[i + 2] > best || x[i + 3] > best)) continue;
    for (let k = i; k < i + 4; k++) if (x[k] > best) best = x[k];
  }
  for (; i < to; i++) if (x[i] > best) best = x[i];
  return best;
}

function lowest(x: Float64Array, from: number, to: number): number {
  let i = from;
  while (i < to - 1 && x[i] !== x[i]) i++;
  let best = x[i];
  if (x[to - 1] < best) best = x[to - 1];
  for (; i + 3 < to; i += 4) {
    if (!(x[i] < best || x[i + 1] < best || x[i + 2] < best || x[i + 3] < best)) continue;
    for (let k = i; k < i + 4; k++) if (x[k] < best) best = x[k];
  }
  for (; i < to; i++) if (x[i] < best) best = x[i];
  return best;
}

function sumPresent(x: Float64Array, from: number, to: number): number {
  let sum = x[from];
  for (let i = from + 1; i < to; i++) sum += x[i];
  if (sum === sum) return sum;
  let present = 0;
  sum = 0;
  for (let i = from; i < to; i++) {
    if (x[i] !== x[i]) continue;
    sum += x[i];
    present++;
  }
  return present > 0 ? sum : Number.NaN;
}
