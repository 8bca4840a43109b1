import type { Ms } from '../time/ms';
import { Baseline } from './baseline';
import { toGrid, type LiquidationGrid } from './grid';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from './settings';
import { CascadeStream } from './stream';
import type { CascadeEvent, CascadeInput, Side } from './types';

/**
 * Cascades of both sides by the causal rule of method.md, section 2.
 *
 * A bin is known at its end. It is hot when log1p(L) > m + k·1.4826·d of the baseline strictly before it and L is above
 * the bin floor; runs of hot bins merge over less than g, and are decided at the end of the first g without a hot one.
 * Prefix property: on data cut at t (with `asOf` = t) the result is exactly the events with decision ≤ t, all fields equal.
 * @param only the one side to look for; default: both
 * @returns events in the order of their decisions
 * @throws {RangeError} grid or bucket interval not usable
 */
export function detectCascades(
  input: CascadeInput,
  settings: CascadeSettings = DEFAULT_CASCADE_SETTINGS,
  only?: Side,
): CascadeEvent[] {
  return cascadesOnGrid(toGrid(input, settings), input, settings, only);
}

function cascadesOnGrid(
  grid: LiquidationGrid,
  input: CascadeInput,
  settings: CascadeSettings,
  only: Side | undefined,
): CascadeEvent[] {
  const stream = new CascadeStream(settings, grid.origin, grid.binMs, () => input, only);
  const { long, short, longPrints, shortPrints, covered } = grid;
  const events: CascadeEvent[] = [];
  for (let i = 0; i < grid.size; i++)
    if (covered[i] === 1)
      for (const e of stream.push(i, long[i], short[i], longPrints[i], shortPrints[i])) events.push(e);
  return events;
}

/**
 * Opens of the hot bins of one side, before merging and the floor of the event.
 * @throws {RangeError} as {@link detectCascades}
 */
export function hotBins(input: CascadeInput, side: Side, settings: CascadeSettings = DEFAULT_CASCADE_SETTINGS): Ms[] {
  const grid = toGrid(input, settings);
  const baseline = new Baseline(settings, grid.binMs);
  const hot: Ms[] = [];
  for (let i = 0; i < grid.size; i++) {
    if (grid.covered[i] === 0) continue;
    const usd = grid[side][i];
    baseline.advanceTo(i);
    if (baseline.isHot(usd)) hot.push(grid.origin + i * grid.binMs);
    baseline.push(usd);
  }
  return hot;
}
