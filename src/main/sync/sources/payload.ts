import { SHAPES, type ColumnName, type Columns, type Shape } from '#core/series/schema';
import { NetError } from '../net/types';

/** Where a column stands in a row: its place or name there. */
export interface Field {
  readonly at: string | number;
  /** Into our unit. */
  readonly times?: number;
  /** May be absent, which is a missing value. Of another type it may not be. */
  readonly optional?: boolean;
}

/** One field a column; undefined where the venue has no such figure. */
export type Fields<S extends Shape> = Readonly<Record<ColumnName<S>, string | number | Field | undefined>>;

const broken = (what: string): NetError =>
  new NetError('broken', `An answer has another shape than expected: ${what}.`);

/** A value of a parsed answer that has to be an object. @throws NetError `broken` */
export function objectAt(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(`${what} is no object`);
  return value as Readonly<Record<string, unknown>>;
}

/** Rows of a parsed answer, `rowsAt(reply, 'result', 'list')`. @throws NetError `broken` when there are none to be had */
export function rowsAt(reply: unknown, ...path: readonly string[]): readonly unknown[] {
  let at = reply;
  for (const name of path) at = objectAt(at, 'the answer')[name];
  if (!Array.isArray(at)) throw broken(`${path.join('.') || 'the answer'} is no list`);
  return at;
}

/** A text of a parsed answer. @throws NetError `broken` */
export function textAt(row: Readonly<Record<string, unknown>>, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw broken(`${name} is no text`);
  return value;
}

/** A number, or a text that is one from end to end; NaN for anything else. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== 'string') return Number.NaN;
  const first = value.charCodeAt(0);
  // begins with a digit, a minus or a point: Number('') and Number(' ') are 0
  if (!((first >= 48 && first <= 57) || first === 45 || first === 46)) return Number.NaN;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}

/** A number of a parsed answer. @throws NetError `broken` */
export function numberAt(row: Readonly<Record<string, unknown>>, name: string): number {
  const value = toNumber(row[name]);
  if (Number.isNaN(value)) throw broken(`${name} is no number`);
  return value;
}

/** An instant of a parsed answer, where it tells one; null when it is 0, empty or not there. */
export function instantAt(row: Readonly<Record<string, unknown>>, name: string): number | null {
  const at = toNumber(row[name]);
  return at > 0 ? at : null;
}

/**
 * Rows of an answer, lists or objects, straight into columns.
 * @throws NetError `broken` where a figure is no number: a field that changed its type never becomes a missing value
 */
export function readColumns<S extends Shape>(shape: S, rows: readonly unknown[], fields: Fields<S>): Columns<S> {
  const columns: Record<string, Float64Array> = {};
  for (const row of rows) if (typeof row !== 'object' || row === null) throw broken('a row is none');
  for (const name of SHAPES[shape].columns as readonly ColumnName<S>[]) {
    const field = fields[name];
    columns[name] =
      field === undefined
        ? new Float64Array(rows.length).fill(Number.NaN)
        : readColumn(rows, name, typeof field === 'object' ? field : { at: field });
  }
  return columns as Columns<S>;
}

function readColumn(rows: readonly unknown[], name: string, { at, times = 1, optional = false }: Field): Float64Array {
  const column = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const raw = (rows[i] as Record<string | number, unknown>)[at];
    const value = toNumber(raw) * times;
    if (Number.isNaN(value) && !(optional && raw === undefined)) throw broken(`"${name}" of row ${i + 1} is no number`);
    column[i] = value;
  }
  return column;
}
