import type { AnyColumns } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';

/** The rows of a page block that fall into one chunk, sorted by time; `line` goes with them. */
export interface Slice {
  readonly bucket: Ms;
  readonly columns: AnyColumns;
  readonly line: Float64Array;
  /** True when each stamp is later than the one before. */
  readonly strict: boolean;
}

/**
 * Cuts a block at chunk boundaries. Rows already in order (nearly every file) are views, not copies.
 * @throws {RangeError} Columns differ in length, or a stamp is not a whole millisecond.
 */
export function partition(columns: AnyColumns, line: Float64Array, span: Ms): Slice[] {
  const rows = columns.t.length;
  for (const [name, column] of Object.entries(columns))
    if (column.length !== rows) throw new RangeError(`column '${name}' has ${column.length} rows, 't' has ${rows}`);
  if (line.length !== rows) throw new RangeError(`${line.length} lines for ${rows} rows`);
  const order = orderOf(columns.t);
  if (order !== 'unsorted') return cut(columns, line, span, order === 'strict');
  const sorted = sortedIndexes(columns.t);
  return cut(
    mapColumns(columns, (column) => gather(column, sorted)),
    gather(line, sorted),
    span,
    false,
  );
}

/** @throws {RangeError} A stamp is NaN, infinite or not whole: an importer's bug, such rows belong into quarantine. */
function orderOf(t: Float64Array): 'strict' | 'ascending' | 'unsorted' {
  let isStrict = true;
  let isAscending = true;
  let previous = -Infinity;
  for (let i = 0; i < t.length; i++) {
    const x = t[i]!;
    if (Math.floor(x) !== x || x - x !== 0) throw new RangeError(`row ${i}: ${x} is not a whole millisecond`);
    if (x <= previous) {
      isStrict = false;
      if (x < previous) isAscending = false;
    }
    previous = x;
  }
  return isStrict ? 'strict' : isAscending ? 'ascending' : 'unsorted';
}

function cut(columns: AnyColumns, line: Float64Array, span: Ms, strict: boolean): Slice[] {
  const { t } = columns;
  const slices: Slice[] = [];
  for (let begin = 0; begin < t.length;) {
    const bucket = Math.floor(t[begin]! / span) * span;
    const end = lowerBound(t, bucket + span, begin);
    const view = (column: Float64Array): Float64Array => column.subarray(begin, end);
    slices.push({ bucket, columns: mapColumns(columns, view), line: view(line), strict });
    begin = end;
  }
  return slices;
}

/** Stable: rows of one instant keep the order of the file. */
function sortedIndexes(t: Float64Array): Uint32Array {
  return Uint32Array.from(t.keys()).sort((a, b) => t[a]! - t[b]!);
}

const gather = (column: Float64Array, order: Uint32Array): Float64Array => {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = column[order[i]!]!;
  return out;
};

export const mapColumns = (columns: AnyColumns, map: (column: Float64Array) => Float64Array): AnyColumns =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, map(column)])) as AnyColumns;
