/** Powers of ten that a double holds exactly: dividing a whole number of at most 15 digits by one rounds once, correctly. */
const POW10 = Float64Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
const MOST_DIGITS = 15;
const QUOTE = 34, COMMA = 44, MINUS = 45, POINT = 46, ZERO = 48, NINE = 57, OPEN = 91, CLOSE = 93; // prettier-ignore

/** What `[[1,"2.5"],[3,"4"]]` says, column by column. */
export class NumberTable {
  readonly rows: number;
  /** By their place in a row; those that nobody wanted are not there. */
  readonly columns: readonly (Float64Array | undefined)[];
  constructor(rows: number, columns: readonly (Float64Array | undefined)[]) {
    this.rows = rows;
    this.columns = columns;
  }
}

/**
 * Reads a list of lists of plain numbers, quoted or not, without making a text and an object of each. Undefined for JSON
 * of any other kind, and for what is no JSON: such is read the usual way. An empty list is of another kind.
 * @param wanted places of the figures that are of use; the others are only looked over
 */
export function readNumberTable(body: Uint8Array, wanted: readonly number[]): NumberTable | undefined {
  let columns: (Float64Array | undefined)[] = [];
  let rows = 0;
  let capacity = 512;
  let p = 0;
  if (body[p++] !== OPEN) return undefined;
  for (let more = true; more; rows++) {
    if (body[p++] !== OPEN) return undefined;
    if (rows === capacity) columns = columns.map((column) => column && grown(column, (capacity = rows * 2)));
    let width = 0;
    for (let inside = true; inside; width++) {
      let byte = body[p]!;
      const isQuoted = byte === QUOTE;
      if (isQuoted) byte = body[++p]!;
      const isNegative = byte === MINUS;
      if (isNegative) byte = body[++p]!;
      const first = p;
      let whole = 0;
      let point = -1;
      for (; byte >= ZERO && byte <= NINE; byte = body[++p]!) whole = whole * 10 + (byte - ZERO);
      if (byte === POINT) {
        point = p;
        for (byte = body[++p]!; byte >= ZERO && byte <= NINE; byte = body[++p]!) whole = whole * 10 + (byte - ZERO);
      }
      const places = point < 0 ? 0 : p - point - 1;
      const digits = p - first - (point < 0 ? 0 : 1);
      // `1.` and `.5` are no JSON, nor is `01`; the long ones would round twice
      if (digits === 0 || digits > MOST_DIGITS || point === first || point === p - 1) return undefined;
      if (body[first] === ZERO && digits > places + 1) return undefined;
      if (isQuoted) {
        if (byte !== QUOTE) return undefined;
        byte = body[++p]!;
      }
      if (rows === 0) columns.push(wanted.includes(width) ? new Float64Array(capacity) : undefined);
      else if (width >= columns.length) return undefined;
      const column = columns[width];
      if (column) {
        const size = places === 0 ? whole : whole / POW10[places]!;
        column[rows] = isNegative ? -size : size;
      }
      if (byte !== COMMA && byte !== CLOSE) return undefined;
      inside = byte === COMMA;
      p++;
    }
    if (width !== columns.length) return undefined;
    const next = body[p++];
    if (next !== COMMA && next !== CLOSE) return undefined;
    more = next === COMMA;
  }
  return p === body.length ? new NumberTable(rows, columns.map((column) => column?.subarray(0, rows))) : undefined; // prettier-ignore
}

function grown(column: Float64Array, capacity: number): Float64Array {
  const larger = new Float64Array(capacity);
  larger.set(column);
  return larger;
}
