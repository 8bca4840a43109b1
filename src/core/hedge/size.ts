/** Minimise cost·x, rowLower ≤ A·x ≤ rowUpper, lower ≤ x ≤ upper; A by columns, compressed. Infinite bounds: none. */
export interface LinearProgramme {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Shape (columns + 1): where each column begins in `row` and `value`. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
}

/** What sizes are chosen from. P&L and premium are shares of the book. */
export interface SizingProblem {
  /** P&L without layers, shape (paths), no NaN. */
  readonly unhedged: Float64Array;
  /** P&L of each layer at a size of 1; shape (paths) each. */
  readonly layers: readonly Float64Array[];
  /** Premium of each layer at a size of 1, < 0 where it brings in. */
  readonly premium: readonly number[];
  /** Most premium of all together. */
  readonly budget: number;
  /** Largest size of each layer, ≥ 0. */
  readonly most: readonly number[];
  /** Share of the paths that is not the tail, in [0, 1). */
  readonly level: number;
}

/**
 * Sizes w that make the CVaR of the loss −(unhedged + Σ w·layer) least: minimise α + Σ z / ((1 − level)·paths) with z ≥ loss − α, z ≥ 0,
 * Σ w·premium ≤ budget and 0 ≤ w ≤ most. The first columns are w, then α, then z; at the optimum α is a VaR and the objective the CVaR.
 * @throws {RangeError} columns whose shape is not that of `unhedged`, a P&L that is not a number, or a level outside [0, 1).
 * @source Rockafellar, Uryasev (2000) "Optimization of conditional value-at-risk", its linear programme over a sample.
 */
export function sizingProgramme({ unhedged, layers, premium, budget, most, level }: SizingProblem): LinearProgramme {
  const [n, paths] = [layers.length, unhedged.length];
  if (!(level >= 0 && level < 1)) throw new RangeError(`level=${level}`);
  for (const column of [unhedged, ...layers])
    if (column.length !== paths || column.some((x) => !Number.isFinite(x))) throw new RangeError('P&L of a path is missing');
  const columns = n + 1 + paths;
  const entries = n * (paths + 1) + 2 * paths;
  const start = new Int32Array(columns + 1);
  const [row, value] = [new Int32Array(entries), new Float64Array(entries)];
  let at = 0;
  const add = (r: number, x: number): void => {
    row[at] = r;
    value[at++] = x;
  };
  layers.forEach((layer, l) => {
    layer.forEach((x, path) => add(path, x));
    add(paths, premium[l]);
    start[l + 1] = at;
  });
  for (let path = 0; path < paths; path++) add(path, 1);
  start[n + 1] = at;
  for (let path = 0; path < paths; path++) {
    add(path, 1);
    start[n + 2 + path] = at;
  }
  const fill = (of: (column: number) => number): Float64Array => Float64Array.from({ length: columns }, (_, c) => of(c));
  return {
    columns,
    rows: paths + 1,
    cost: fill((c) => (c < n ? 0 : c === n ? 1 : 1 / ((1 - level) * paths))),
    lower: fill((c) => (c === n ? -Infinity : 0)),
    upper: fill((c) => (c < n ? most[c] : Infinity)),
    rowLower: Float64Array.from({ length: paths + 1 }, (_, r) => (r < paths ? -unhedged[r] : -Infinity)),
    rowUpper: Float64Array.from({ length: paths + 1 }, (_, r) => (r < paths ? Infinity : budget)),
    start,
    row,
    value,
  };
} // prettier-ignore

/**
 * Mean loss of the worst (1 − level) of the paths, the last of them in part: a loss is > 0.
 * @returns NaN: no path. @source Rockafellar, Uryasev (2002), conditional value-at-risk of a sample.
 */
export function cvarOf(pnl: Float64Array, level: number): number {
  if (pnl.length === 0) return NaN;
  const sorted = pnl.slice().sort();
  const count = (1 - level) * sorted.length;
  const whole = Math.min(sorted.length, Math.floor(count + 1e-9));
  let sum = 0;
  for (let i = 0; i < whole; i++) sum += sorted[i];
  const part = count - whole;
  return -(sum + (part > 1e-9 ? part * sorted[whole] : 0)) / count;
}

/** P&L of every path at given sizes. */
export function pnlAt({ unhedged, layers }: Pick<SizingProblem, 'unhedged' | 'layers'>, sizes: ArrayLike<number>): Float64Array {
  return unhedged.map((x, path) => layers.reduce((sum, layer, l) => sum + sizes[l] * layer[path], x));
} // prettier-ignore
