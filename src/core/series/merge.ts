import { SHAPES, type AnyColumns, type Shape } from './schema';

/** An incoming row that contradicts one already held. What was held stays. */
export interface MergeConflict {
  /** Index in the incoming columns, as they were given. */
  readonly row: number;
  /** `incomingLine[row]`, NaN when no lines were given. */
  readonly line: number;
  /** First column, in the order of the shape, on which the two disagree. */
  readonly column: string;
  readonly kept: number;
  readonly refused: number;
}

/** added + unchanged + merged + duplicates + conflicts.length = incoming rows. */
export interface MergeResult {
  /** Sorted by key, each key once. The very object `existing` when nothing is added or filled; never shares memory with `incoming`. */
  readonly columns: AnyColumns;
  /** Rows with a new key. */
  readonly added: number;
  /** Rows that say nothing new: equal to what is held, or silent (NaN) where they differ from it. */
  readonly unchanged: number;
  /** Rows that filled a NaN of a held row and contradict none of its values. */
  readonly merged: number;
  /** Rows equal, to the last value, to an earlier incoming row. */
  readonly duplicates: number;
  /** In order of `row`. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Puts rows into columns sorted by the key of their shape. First come, first kept: a held value is never replaced, only a
 * missing one filled; merging the same rows again changes nothing.
 * @param existing columns of the shape, sorted by key, each key once.
 * @param incoming columns of the shape in any order, as they stood in the file; two zeros are equal, so are two NaN.
 * @param incomingLine line in the file of each incoming row; decides who was first (without it, the index does).
 * @throws {RangeError} A column is missing, lengths differ, or an incoming `t` is not finite: a caller's bug.
 */
export function mergeColumns(
  shape: Shape,
  existing: AnyColumns,
  incoming: AnyColumns,
  incomingLine?: Float64Array,
): MergeResult {
  const names: readonly string[] = SHAPES[shape].columns;
  const held = listColumns(names, existing, 'existing');
  const fresh = listColumns(names, incoming, 'incoming');
  const rows = incoming.t.length;
  if (incomingLine && incomingLine.length !== rows)
    throw new RangeError(`${incomingLine.length} lines for ${rows} incoming rows`);
  const keys = SHAPES[shape].key.map((name) => names.indexOf(name));
  const order = sortOrder(keys, fresh, incomingLine);
  if (rows === 0) return { columns: existing, added: 0, unchanged: 0, merged: 0, duplicates: 0, conflicts: [] };
  const first = order ? order[0] : 0;
  const heldRows = existing.t.length;
  if (!order && (heldRows === 0 || compareKeys(keys, held, heldRows - 1, fresh, first) < 0)) {
    const columns = build(names, (c) => append(held[c], fresh[c]));
    return { columns, added: rows, unchanged: 0, merged: 0, duplicates: 0, conflicts: [] };
  }
  return mergeSorted({ names, keys, existing, held, fresh, order, line: incomingLine });
}

interface Task {
  readonly names: readonly string[];
  /** Indexes of the key columns. */
  readonly keys: readonly number[];
  readonly existing: AnyColumns;
  readonly held: readonly Float64Array[];
  readonly fresh: readonly Float64Array[];
  /** Incoming rows by key, equals by line; undefined when they already are, with no key twice. */
  readonly order: Uint32Array | undefined;
  readonly line: Float64Array | undefined;
}

function mergeSorted({ names, keys, existing, held, fresh, order, line }: Task): MergeResult {
  const heldRows = existing.t.length;
  const rows = fresh[0].length;
  /** Where each row of the result comes from: a held row i ≥ 0, or incoming row ~i. */
  const source = new Int32Array(heldRows + rows);
  const fills: { readonly at: number; readonly column: number; readonly value: number }[] = [];
  const conflicts: MergeConflict[] = [];
  let size = 0;
  let [added, unchanged, merged, duplicates] = [0, 0, 0, 0];

  let h = 0;
  for (let k = 0; k < rows;) {
    const head = order ? order[k] : k;
    let compared = -1;
    while (h < heldRows && (compared = compareKeys(keys, held, h, fresh, head)) < 0) source[size++] = h++;
    let next = k + 1;
    if (order) while (next < rows && compareKeys(keys, fresh, head, fresh, order[next]) === 0) next++;
    const isHeld = h < heldRows && compared === 0;
    source[size] = isHeld ? h++ : ~head;
    if (!isHeld) added++;
    if (isHeld && next === k + 1 && equalRows(held, h - 1, fresh, head)) unchanged++;
    else if (isHeld || next > k + 1) foldGroup(k, next, isHeld);
    size++;
    k = next;
  }
  while (h < heldRows) source[size++] = h++;
  conflicts.sort((a, b) => a.row - b.row);

  if (added === 0 && fills.length === 0) return { columns: existing, added, unchanged, merged, duplicates, conflicts };
  const columns = build(names, (c) => gather(source, size, held[c], fresh[c]));
  for (const { at, column, value } of fills) columns[names[column]][at] = value;
  return { columns, added, unchanged, merged, duplicates, conflicts };

  /** Takes the incoming rows order[from..to), which have one key, into row `size` of the result. */
  function foldGroup(from: number, to: number, isHeld: boolean): void {
    const origin = source[size];
    const row = names.map((_, c) => (origin >= 0 ? held[c][origin] : fresh[c][~origin]));
    const seen = new Set<string>();
    for (let k = from; k < to; k++) {
      const index = order ? order[k] : k;
      const values = fresh.map((x) => x[index]).join();
      const isRepeated = seen.has(values);
      seen.add(values);
      if (k === from && !isHeld) continue; // the row that was added
      if (isRepeated) {
        duplicates++;
        continue;
      }
      const clash = row.findIndex((x, c) => x === x && fresh[c][index] === fresh[c][index] && x !== fresh[c][index]);
      if (clash >= 0) {
        const [kept, refused] = [row[clash], fresh[clash][index]];
        conflicts.push({ row: index, line: line ? line[index] : Number.NaN, column: names[clash], kept, refused });
        continue;
      }
      const filled = fills.length;
      for (let c = 0; c < row.length; c++) {
        const value = fresh[c][index];
        if (row[c] === row[c] || value !== value) continue;
        row[c] = value;
        fills.push({ at: size, column: c, value });
      }
      if (fills.length > filled) merged++;
      else unchanged++;
    }
  }
}

function listColumns(names: readonly string[], columns: AnyColumns, which: string): Float64Array[] {
  const rows = columns.t.length;
  return names.map((name) => {
    const column: Float64Array | undefined = columns[name];
    if (column?.length !== rows)
      throw new RangeError(`${which} column '${name}' has ${column?.length ?? 'no'} rows, 't' has ${rows}`);
    return column;
  });
}

function build(names: readonly string[], make: (column: number) => Float64Array): AnyColumns {
  const columns: Record<string, Float64Array> = {};
  names.forEach((name, c) => (columns[name] = make(c)));
  return columns as AnyColumns;
}

function append(head: Float64Array, tail: Float64Array): Float64Array {
  if (head.length === 0) return tail.slice();
  const out = new Float64Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}

function gather(source: Int32Array, size: number, held: Float64Array, fresh: Float64Array): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) out[i] = source[i] >= 0 ? held[source[i]] : fresh[~source[i]];
  return out;
}

function equalRows(a: readonly Float64Array[], i: number, b: readonly Float64Array[], j: number): boolean {
  for (let c = 0; c < a.length; c++) {
    const x = a[c][i];
    const y = b[c][j];
    if (x !== y && (x === x || y === y)) return false;
  }
  return true;
}

/** Order of two rows by key; NaN is last and equal to itself. */
function compareKeys(
  keys: readonly number[],
  a: readonly Float64Array[],
  i: number,
  b: readonly Float64Array[],
  j: number,
): number {
  for (let k = 0; k < keys.length; k++) {
    const x = a[keys[k]][i];
    const y = b[keys[k]][j];
    if (x < y) return -1;
    if (x > y) return 1;
    if (x !== y && !(x !== x && y !== y)) return x !== x ? 1 : -1;
  }
  return 0;
}

/**
 * Rows by key, equals by line, then index: a stable natural merge sort, linear on files in order or in reverse.
 * @returns undefined when the rows are in order already, with no key twice.
 */
function sortOrder(
  keys: readonly number[],
  x: readonly Float64Array[],
  line: Float64Array | undefined,
): Uint32Array | undefined {
  const t = x[0];
  const n = t.length;
  let sorted = 0;
  while (sorted < n && (sorted === 0 ? Number.isFinite(t[0]) : t[sorted - 1] < t[sorted] || (keys.length > 1 && compareKeys(keys, x, sorted - 1, x, sorted) < 0))) sorted++; // prettier-ignore
  if (sorted === n && !(t[n - 1] === Infinity)) return undefined;
  for (let i = 0; i < n; i++) if (!Number.isFinite(t[i])) throw new RangeError(`incoming row ${i} has t = ${t[i]}`);

  const compare = (i: number, j: number): number =>
    t[i] - t[j] || compareKeys(keys, x, i, x, j) || (line ? line[i] - line[j] : 0) || i - j;
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let ends = findRuns(order, compare);
  let spare = new Uint32Array(n);
  while (ends.length > 1) {
    const merged: number[] = [];
    for (let r = 0; r < ends.length; r += 2) {
      const from = r > 0 ? ends[r - 1] : 0;
      const mid = ends[r];
      const to = ends[r + 1] ?? mid;
      for (let i = from, j = mid, k = from; k < to; k++)
        spare[k] = j >= to || (i < mid && compare(order[i], order[j]) <= 0) ? order[i++] : order[j++];
      merged.push(to);
    }
    [order, spare] = [spare, order];
    ends = merged;
  }
  return order;
}

/** Ends of the ascending runs of `order`; a descending run is turned round first. */
function findRuns(order: Uint32Array, compare: (i: number, j: number) => number): number[] {
  const ends: number[] = [];
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    if (to < order.length && compare(order[from], order[to]) > 0) {
      while (to < order.length && compare(order[to - 1], order[to]) > 0) to++;
      order.subarray(from, to).reverse();
    } else {
      while (to < order.length && compare(order[to - 1], order[to]) <= 0) to++;
    }
    ends.push(to);
    from = to;
  }
  return ends;
}
