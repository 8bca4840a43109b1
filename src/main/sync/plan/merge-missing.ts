import { intersectRanges, type Range } from '#core/time/ranges';

/**
 * Neighbouring missing ranges as one where one request answers both and the rows between them: a few rows are fetched again
 * and a request is saved. Never across what is not to be had.
 * @param missing ascending, apart
 * @param pages requests that a range needs, not rounded
 */
export function mergeMissing(
  missing: readonly Range[],
  notAvailable: readonly Range[],
  pages: (range: Range) => number,
): Range[] {
  const out: Range[] = [];
  for (const range of missing) {
    const last = out.at(-1);
    const joined = last && { from: last.from, to: range.to };
    if (joined && pages(joined) <= 1 && intersectRanges([joined], notAvailable).length === 0)
      out[out.length - 1] = joined;
    else out.push(range);
  }
  return out;
}
