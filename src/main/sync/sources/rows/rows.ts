import { SHAPES, type AnyColumns, type ColumnName, type Columns, type Shape } from '#core/series/schema';
import { readColumns, rowsAt, type Field, type Fields } from '../payload';
import { readAlike, type Read } from './kernel';
import { templateOf } from './template';

/** Rows of figures in an answer, and how they become columns. */
export interface Rows<S extends Shape> {
  /**
   * Reads an answer whose rows are all written alike without a text or an object for each of their figures. What it gives
   * is what JSON.parse gives, but for the list of rows: that is empty, and `columns` knows its figures.
   * @returns undefined for every other text, right or wrong: that is the business of JSON.parse
   */
  readonly parse: (body: Uint8Array) => unknown;
  /** Of an answer, however it was parsed. @throws NetError `broken` as `readColumns` does */
  readonly columns: (reply: unknown) => Columns<S>;
}

/** Figures of lists that were read without being parsed, and whose they are. */
const quick = new WeakMap<object, { readonly rows: object; readonly columns: AnyColumns }>();

/** @param path names on the way to the list: none when it is the answer */
export function rowsOf<S extends Shape>(shape: S, fields: Fields<S>, ...path: readonly string[]): Rows<S> {
  const rows: Rows<S> = {
    parse: (body) => {
      const read = readQuickly(body, shape, fields, path);
      if (read) quick.set(read.list, { rows, columns: read.columns });
      return read?.reply;
    },
    columns: (reply) => {
      const list = rowsAt(reply, ...path);
      const known = quick.get(list);
      if (known && known.rows !== rows)
        throw new TypeError('Columns are asked for as others than those that were read.');
      return (known?.columns as Columns<S> | undefined) ?? readColumns(shape, list, fields);
    },
  };
  return rows;
}

const OPEN = 91, CLOSE = 93, BRACE = 123, BRACE_END = 125; // prettier-ignore
/** The list begins and its first row ends within so many bytes. */
const NEAR = 4_096;
/** Stands where the rows were while the rest of an answer is parsed. */
const MARK = '\u241erows\u241e';

interface Quick {
  readonly reply: unknown;
  /** In the place of the rows; empty. */
  readonly list: object;
  readonly columns: AnyColumns;
}

function readQuickly<S extends Shape>(
  body: Uint8Array,
  shape: S,
  fields: Fields<S>,
  path: readonly string[],
): Quick | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  const open = listAt(bytes);
  if (open < 0) return undefined;
  const begin = open + 1;
  const end = bytes.indexOf(bytes[begin] === OPEN ? CLOSE : BRACE_END, begin) + 1;
  if (end === 0 || end - begin > NEAR) return undefined;
  const slots = new Map<string | number, number>();
  for (const field of Object.values<Fields<S>[ColumnName<S>]>(fields)) {
    const at = fieldOf(field)?.at;
    if (at !== undefined && !slots.has(at)) slots.set(at, slots.size);
  }
  const template = templateOf(bytes.toString('latin1', begin, end), slots);
  const read = template && readAlike(template, bytes, begin);
  if (!read?.isFinite || bytes[read.end] !== CLOSE) return undefined;
  const around = `${bytes.toString('utf8', 0, open)}["${MARK}"]${bytes.toString('utf8', read.end + 1)}`;
  const parsed = parseAround(around, path);
  if (!parsed) return undefined;
  parsed.list.length = 0;
  return { ...parsed, columns: columnsOf(read, shape, fields, slots) };
}

/** In one piece of memory, so that they move to another thread as one. */
function columnsOf<S extends Shape>(
  { rows, column }: Read,
  shape: S,
  fields: Fields<S>,
  slots: ReadonlyMap<string | number, number>,
): AnyColumns {
  const columns: Record<string, Float64Array> = {};
  const names = SHAPES[shape].columns as readonly ColumnName<S>[];
  const room = new Float64Array(names.length * rows);
  for (const [k, name] of names.entries()) {
    const { at, times = 1 } = fieldOf(fields[name]) ?? {};
    const values = (columns[name] = room.subarray(k * rows, (k + 1) * rows));
    if (at === undefined) values.fill(Number.NaN);
    else values.set(column(slots.get(at)!));
    if (times !== 1) for (let i = 0; i < rows; i++) values[i]! *= times;
  }
  return columns as AnyColumns;
}

const fieldOf = (field: string | number | Field | undefined): Field | undefined =>
  field === undefined || typeof field === 'object' ? field : { at: field };

/** Where a list of lists or objects opens; −1 when none does near the beginning. */
function listAt(bytes: Buffer): number {
  for (let at = bytes.indexOf(OPEN); at >= 0 && at < NEAR; at = bytes.indexOf(OPEN, at + 1))
    if (bytes[at + 1] === OPEN || bytes[at + 1] === BRACE) return at;
  return -1;
}

/** What is around the rows; undefined when that is no JSON, or has something else where they are to be. */
function parseAround(text: string, path: readonly string[]): { reply: unknown; list: unknown[] } | undefined {
  let reply: unknown;
  try {
    reply = JSON.parse(text);
  } catch {
    return undefined;
  }
  let list = reply;
  for (const name of path) list = (list as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return Array.isArray(list) && list.length === 1 && list[0] === MARK ? { reply, list } : undefined;
}
