import type { Ms } from './ms';

/** A stretch of time that is not empty. */
export interface Range {
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
}

/** The same time as the given ranges, ascending; overlapping and touching ones are one. Empty ranges are left out. */
export function unionRanges(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const out: { from: Ms; to: Ms }[] = [];
  for (const { from, to } of sorted) {
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}

/** What of `ranges` is in none of `taken`, ascending. */
export function subtractRanges(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const holes = unionRanges(taken);
  const out: Range[] = [];
  let k = 0;
  for (const { from, to } of unionRanges(ranges)) {
    let at = from;
    while (k < holes.length && holes[k].to <= at) k++;
    for (let hole = k; hole < holes.length && holes[hole].from < to; hole++) {
      if (holes[hole].from > at) out.push({ from: at, to: holes[hole].from });
      at = Math.max(at, holes[hole].to);
    }
    if (at < to) out.push({ from: at, to });
  }
  return out;
}

/** What is in some of `a` and in some of `b`, ascending. */
export function intersectRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  const [left, right] = [unionRanges(a), unionRanges(b)];
  const out: Range[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const from = Math.max(left[i].from, right[j].from);
    const to = Math.min(left[i].to, right[j].to);
    if (from < to) out.push({ from, to });
    if (left[i].to < right[j].to) i++;
    else j++;
  }
  return out;
}
