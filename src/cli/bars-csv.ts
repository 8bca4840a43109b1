import type { Bars } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { Exit, parseDate } from './context';

const COLUMNS = ['t', 'o', 'h', 'l', 'c', 'v'] as const;
type Column = (typeof COLUMNS)[number];
/** Stamps below this are counts, not times: 1973 in milliseconds, and in seconds too. */
const LEAST_STAMP = 1e8;
const FIRST_CAPACITY = 1_024;

/** Bars as they were read from a CSV. */
export interface BarsInput {
  readonly bars: Bars;
  /** The stamp of row i as it stood in the input, or the row's index. */
  readonly stampOf: (i: number) => string;
  /** Length of a bar; NaN when nothing tells it. */
  readonly interval: () => Ms;
}

/** Reads bars from pieces of CSV text as they come, so that only numbers are kept of a big input. */
export class BarsCsv {
  private rows = 0;
  private line = 0;
  private rest = '';
  /** Empty lines that came last: the end of the input, or missing values of a single column. */
  private blank = 0;
  private header: readonly string[] | undefined;
  private at = new Map<Column, number>();
  private columns = new Map<Column, Float64Array>();
  /** Stamps that are not the shortest text of their number. */
  private readonly texts = new Map<number, string>();
  private before = -Infinity;
  private hasDates = false;

  /** @throws {Exit} 2 with the line and the field that cannot be read. */
  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.take(line);
  }

  end(): BarsInput {
    if (this.rest !== '') this.take(this.rest);
    if (!this.header) this.takeHeader('');
    const column = (name: Column): Float64Array =>
      this.columns.get(name)?.subarray(0, this.rows) ?? new Float64Array(this.rows).fill(NaN);
    const bars: Bars = {
      t: column('t'),
      o: column('o'),
      h: column('h'),
      l: column('l'),
      c: column('c'),
      v: column('v'),
    };
    const { texts } = this;
    const hasStamps = this.at.has('t');
    return {
      bars,
      stampOf: (i) => (hasStamps ? (texts.get(i) ?? String(bars.t[i]!)) : String(i)),
      interval: () => (hasStamps ? intervalOf(bars.t, this.hasDates) : NaN),
    };
  }

  private take(text: string): void {
    this.line++;
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (!this.header) return this.takeHeader(line);
    if (line.trim() === '') return void this.blank++;
    for (let n = this.blank; n > 0; n--) this.takeRow('', this.line - n);
    this.blank = 0;
    this.takeRow(line, this.line);
  }

  private takeHeader(line: string): void {
    this.header = line.replace(/^\uFEFF/, '').split(',').map(unquoted); // prettier-ignore
    for (const name of COLUMNS) if (this.header.includes(name)) this.at.set(name, this.header.indexOf(name));
    if (!this.at.has('c'))
      throw new Exit(
        2,
        `stdin, line 1: no column c. The header must be t,o,h,l,c,v or hold at least c; it is "${this.header.join(',').slice(0, 80)}".`,
      );
    for (const name of this.at.keys()) this.columns.set(name, new Float64Array(FIRST_CAPACITY));
  }

  private takeRow(text: string, line: number): void {
    const cells = text.split(',');
    const width = this.header!.length;
    if (cells.length !== width)
      throw new Exit(2, `stdin, line ${line}: ${cells.length} fields where the header has ${width}.`);
    const i = this.rows++;
    for (const [name, k] of this.at) {
      const cell = unquoted(cells[k]!);
      const value = name === 't' ? this.stamp(cell, i, line) : numberOf(cell, name, line);
      this.put(name, i, value);
    }
  }

  private stamp(cell: string, i: number, line: number): number {
    const date = parseDate(cell);
    this.hasDates ||= !Number.isNaN(date);
    const t = Number.isNaN(date) ? numberOf(cell, 't', line) : date;
    if (t < this.before)
      throw new Exit(2, `stdin, line ${line}, field t: "${cell}" is before the row above. Sort the rows by time.`);
    if (!Number.isNaN(t)) this.before = t;
    if (String(t) !== cell) this.texts.set(i, cell);
    return t;
  }

  private put(name: Column, i: number, value: number): void {
    let column = this.columns.get(name)!;
    if (i === column.length) {
      const wider = new Float64Array(2 * i);
      wider.set(column);
      this.columns.set(name, (column = wider));
    }
    column[i] = value;
  }
}

const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/, '$1');

function numberOf(cell: string, name: Column, line: number): number {
  if (cell === '') return NaN;
  const value = Number(cell);
  if (Number.isFinite(value) && !/^[+-]?0[xob]/i.test(cell)) return value;
  if (/^nan$/i.test(cell)) return NaN;
  const wanted = name === 't' ? 'a number nor a date' : 'a number';
  throw new Exit(
    2,
    `stdin, line ${line}, field ${name}: "${cell.slice(0, 80)}" is ${name === 't' ? 'neither' : 'not'} ${wanted}. Leave it empty where it is missing.`,
  );
}

/** Usual distance between stamps, in milliseconds; NaN for stamps that are no times. */
function intervalOf(t: Float64Array, areDates: boolean): Ms {
  const steps = t.subarray(1).map((x, i) => x - t[i]!);
  const step = steps.sort()[steps.length >> 1] ?? NaN;
  if (areDates) return step;
  if (!(t[0]! >= LEAST_STAMP)) return NaN;
  return t[0]! < 1e11 ? step * 1_000 : step;
}
