import { toGrid } from '#core/liquidations/grid';
import type { CascadeSettings } from '#core/liquidations/settings';
import type { CascadeInput, Side } from '#core/liquidations/types';
import { mad, median } from '#core/stats/robust';

export interface NaiveEvent {
  readonly side: Side;
  readonly start: number;
  readonly peak: number;
  readonly end: number;
  readonly decision: number;
}

/** The definition of method.md, section 2, written down a second time with nothing but arrays (grids below 1 h). */
export function naiveCascades(input: CascadeInput, s: CascadeSettings): NaiveEvent[] {
  const grid = toGrid(input, s);
  const { binMs, origin } = grid;
  const length = Math.max(s.baselineBins, Math.ceil(s.baselineMs / binMs));
  const quiet = Math.max(1, Math.ceil(s.mergeMs / binMs));
  const days = (length * binMs) / 86_400_000;
  const found: NaiveEvent[] = [];
  for (const side of ['long', 'short'] as const) {
    const amounts = grid[side];
    const known: number[] = [];
    for (let i = 0; i < grid.size; i++) if (grid.covered[i] === 1) known.push(i);
    const average = new Map<number, number>();
    const hot = new Set<number>();
    let from = 0;
    known.forEach((i, k) => {
      if (k > 0 && i - known[k - 1]! > length) from = k;
      if (k - from < length) return;
      const base = Float64Array.from(known.slice(k - length, k), (j) => amounts[j]!);
      const total = base.reduce((a, b) => a + b, 0);
      const logs = base.map(Math.log1p);
      average.set(i, total / days);
      const sparse = base.filter((x) => x === 0).length > s.maxEmptyShare * length;
      const limit = sparse
        ? Math.log1p((s.sparseMultiple * total) / length)
        : median(logs) + s.kBelowHour * 1.4826 * Math.max(s.minMad, mad(logs));
      if (Math.log1p(amounts[i]!) > limit && amounts[i]! > s.binFloorUsd) hot.add(i);
    });
    const times = [...hot].sort((a, b) => a - b);
    while (times.length > 0) {
      const run = [times.shift()!];
      while (times.length > 0 && times[0]! - run.at(-1)! <= quiet) run.push(times.shift()!);
      const [first, last] = [run[0]!, run.at(-1)!];
      const closed = known.find((i) => i >= last + quiet);
      const total = amounts.slice(first, last + 1).reduce((a, b) => a + b, 0);
      const enough = total > Math.max(s.eventFloorUsd, s.eventFloorDayShare * average.get(first)!);
      if (closed === undefined || !enough) continue;
      const most = Math.max(...run.map((i) => amounts[i]!));
      const peak = run.find((i) => amounts[i] === most)!;
      const at = (i: number): number => origin + i * binMs;
      found.push({ side, start: at(first), peak: at(peak), end: at(last + 1), decision: at(closed + 1) });
    }
  }
  return found;
}
