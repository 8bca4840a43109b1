import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';

/** Rows picked out of columns, in this order. */
export function pick(shape: Shape, columns: AnyColumns, rows: readonly number[] | Uint32Array): AnyColumns {
  const out: Record<string, Float64Array> = {};
  for (const name of SHAPES[shape].columns) {
    const from = columns[name]!;
    const to = (out[name] = new Float64Array(rows.length));
    for (let i = 0; i < to.length; i++) to[i] = from[rows[i]!]!;
  }
  return out as AnyColumns;
}

/** Rows by time, those of one instant as they came; the very object when they are so already. A stamp may be NaN: last. */
export function sortByTime(shape: Shape, columns: AnyColumns): AnyColumns {
  const { t } = columns;
  let sorted = 1;
  while (sorted < t.length && t[sorted - 1]! <= t[sorted]!) sorted++;
  if (sorted >= t.length && !(t.length === 1 && Number.isNaN(t[0]))) return columns;
  const at = (i: number): number => (Number.isNaN(t[i]) ? Infinity : t[i]!);
  return pick(shape, columns, Uint32Array.from(t.keys()).sort((a, b) => (at(a) === at(b) ? a - b : at(a) - at(b)))); // prettier-ignore
}

/** A row as text, for a person who has to decide about it. */
export const rowText = (columns: AnyColumns, row: number): string =>
  Object.entries(columns)
    .map(([name, values]) => `${name}=${values[row]}`)
    .join(' ');

/** What rows of one stamp, where the stamp is the key, say to one another. The columns are sorted by time. */
export function repeated(shape: Shape, columns: AnyColumns): { duplicates: boolean; contradictions: boolean } {
  const found = { duplicates: false, contradictions: false };
  if (SHAPES[shape].key.length > 1) return found;
  const { t } = columns;
  for (let i = 1; i < t.length; i++) {
    if (t[i] !== t[i - 1]) continue;
    const isSame = SHAPES[shape].columns.every((name) => Object.is(columns[name]![i], columns[name]![i - 1]));
    found[isSame ? 'duplicates' : 'contradictions'] = true;
  }
  return found;
}
