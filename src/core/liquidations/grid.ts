import type { LiquidationBuckets, Prints } from '../series/schema';
import { lowerBound } from '../series/search';
import type { Ms } from '../time/ms';
import type { CascadeSettings } from './settings';
import type { CascadeInput, LiquidationSeries, Span } from './types';

/** Liquidations summed on a regular grid: bin i is [origin + i·binMs, origin + (i+1)·binMs), known at its end. */
export interface LiquidationGrid {
  readonly origin: Ms;
  readonly binMs: Ms;
  readonly size: number;
  /** USD of longs and of shorts closed; 0 where not covered. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Counts of prints; NaN for a bucket series. */
  readonly longPrints: Float64Array;
  readonly shortPrints: Float64Array;
  /** 1 where the bin is known in full. */
  readonly covered: Uint8Array;
}

/**
 * Sums a series on the grid of the settings, or on its own if that is coarser. Only bins that have ended by `asOf` exist.
 * Bins lie on multiples of their width from 1970 (a bucket series of that width: from its first row).
 * A print without notional counts price × quantity; one without either is counted and not summed. A bucket with NaN
 * or a negative sum makes its bin unknown.
 * @throws {RangeError} bucket interval not positive, or one that does not divide the grid
 */
export function toGrid(input: CascadeInput, settings: CascadeSettings): LiquidationGrid {
  const { liquidations, covered } = input;
  const { binMs, phase, asOf } = alignment(input, settings);
  const first = covered ? covered[0]?.from : liquidations.columns.t[0];
  const origin = first === undefined ? 0 : Math.floor((first - phase) / binMs) * binMs + phase;
  const size = first === undefined ? 0 : Math.max(0, Math.floor((asOf - origin) / binMs));
  const grid = emptyGrid(origin, binMs, size);
  if (covered) markCovered(grid, covered);
  else grid.covered.fill(1);
  addRows(grid, liquidations);
  return grid;
}

/**
 * As {@link toGrid}, but exactly the bins that overlap [from, to), and only their rows are read. Bins outside the series, or not
 * ended by `asOf`, are not covered.
 * @throws {RangeError} as {@link toGrid}
 */
export function gridBetween(input: CascadeInput, from: Ms, to: Ms, settings: CascadeSettings): LiquidationGrid {
  const { binMs, phase, asOf } = alignment(input, settings);
  const { t } = input.liquidations.columns;
  const bin = (at: Ms): number => Math.floor((at - phase) / binMs);
  const origin = bin(from) * binMs + phase;
  const grid = emptyGrid(origin, binMs, Math.max(0, bin(to - 1) + 1 - bin(from)));
  const spans = input.covered ?? (t.length > 0 ? [{ from: bin(t[0]) * binMs + phase, to: asOf }] : []);
  markCovered(
    grid,
    spans.map((span) => ({ from: span.from, to: Math.min(span.to, asOf) })),
  );
  addRows(grid, cutRows(input.liquidations, origin, origin + grid.size * binMs));
  return grid;
}

function emptyGrid(origin: Ms, binMs: Ms, size: number): LiquidationGrid {
  const column = (): Float64Array => new Float64Array(size);
  return {
    ...{ origin, binMs, size },
    ...{ long: column(), short: column(), longPrints: column(), shortPrints: column() },
    covered: new Uint8Array(size),
  };
}

/** The rows in [from, to). */
function cutRows(liquidations: LiquidationSeries, from: Ms, to: Ms): LiquidationSeries {
  const { t } = liquidations.columns;
  const a = lowerBound(t, from);
  const b = lowerBound(t, to);
  const cut = <C extends Record<string, Float64Array>>(columns: C): C =>
    Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.subarray(a, b)])) as C;
  return liquidations.kind === 'prints'
    ? { kind: 'prints', columns: cut(liquidations.columns) }
    : { ...liquidations, columns: cut(liquidations.columns) };
}

function addRows(grid: LiquidationGrid, liquidations: LiquidationSeries): void {
  if (liquidations.kind === 'prints') addPrints(grid, liquidations.columns);
  else addBuckets(grid, liquidations.columns);
}

/**
 * Where the bins of a series lie and until when it is known.
 * @throws {RangeError} as {@link toGrid}
 */
function alignment(
  { liquidations, covered, asOf }: CascadeInput,
  settings: CascadeSettings,
): { readonly binMs: Ms; readonly phase: Ms; readonly asOf: Ms } {
  const { t } = liquidations.columns;
  const interval = liquidations.kind === 'buckets' ? liquidations.interval : 0;
  const binMs = Math.max(settings.gridMs, interval);
  if (!(binMs > 0) || (liquidations.kind === 'buckets' && (!(interval > 0) || binMs % interval !== 0)))
    throw new RangeError(`grid=${settings.gridMs} interval=${interval}`);
  return {
    binMs,
    phase: interval === binMs && t.length > 0 ? modulo(t[0], binMs) : 0,
    asOf: asOf ?? covered?.at(-1)?.to ?? (t.length > 0 ? t[t.length - 1] + interval : 0),
  };
}

function addPrints(grid: LiquidationGrid, { t, side, price, quantity, notional }: Prints): void {
  const { origin, binMs, size, covered } = grid;
  for (let k = 0; k < t.length; k++) {
    const i = Math.floor((t[k] - origin) / binMs);
    if (i < 0 || i >= size || covered[i] === 0) continue;
    const usd = Number.isNaN(notional[k]) ? price[k] * quantity[k] : notional[k];
    const sums = side[k] > 0 ? grid.long : grid.short;
    const counts = side[k] > 0 ? grid.longPrints : grid.shortPrints;
    counts[i]++;
    if (usd > 0) sums[i] += usd;
  }
}

function addBuckets(grid: LiquidationGrid, { t, long, short }: LiquidationBuckets): void {
  const { origin, binMs, size, covered } = grid;
  grid.longPrints.fill(NaN);
  grid.shortPrints.fill(NaN);
  for (let k = 0; k < t.length; k++) {
    const i = Math.floor((t[k] - origin) / binMs);
    if (i < 0 || i >= size || covered[i] === 0) continue;
    grid.long[i] += long[k];
    grid.short[i] += short[k];
  }
  for (let i = 0; i < size; i++) {
    if (grid.long[i] >= 0 && grid.short[i] >= 0) continue;
    covered[i] = 0;
    grid.long[i] = 0;
    grid.short[i] = 0;
  }
}

/** A bin is covered when one span, or several that touch, hold all of it. */
function markCovered(grid: LiquidationGrid, spans: readonly Span[]): void {
  const { origin, binMs, size, covered } = grid;
  for (let k = 0; k < spans.length; k++) {
    const from = spans[k].from;
    let to = spans[k].to;
    while (k + 1 < spans.length && spans[k + 1].from <= to) to = Math.max(to, spans[++k].to);
    const last = Math.min(size, Math.floor((to - origin) / binMs));
    for (let i = Math.max(0, Math.ceil((from - origin) / binMs)); i < last; i++) covered[i] = 1;
  }
}

function modulo(x: number, m: number): number {
  return ((x % m) + m) % m;
}
