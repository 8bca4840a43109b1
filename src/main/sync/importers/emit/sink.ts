import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { CoverageSpan, PageBlock, SeriesKey, SeriesTraits } from '#main/store/types';

/** Rows of one series, gathered until the page is full. */
export class Sink {
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly CoverageSpan[];
  readonly names: readonly string[];
  rows = 0;
  private capacity = 0;
  /** Rows the next page is likely to bring. */
  private expected = 0;
  private columns: Float64Array[] = [];
  private lines = new Float64Array(0);

  constructor(shape: Shape, key: SeriesKey, traits: SeriesTraits, coverage: readonly CoverageSpan[]) {
    this.names = SHAPES[shape].columns;
    this.key = key;
    this.traits = traits;
    this.coverage = coverage;
  }

  /** Rows [from, to) of columns that stand in the order of the shape. */
  append(columns: readonly Float64Array[], line: Float64Array, from: number, to: number): void {
    const count = to - from, at = this.rows; // prettier-ignore
    this.reserve(at + count);
    for (let k = 0; k < columns.length; k++) copy(columns[k]!, this.columns[k]!, from, to, at);
    copy(line, this.lines, from, to, at);
    this.rows += count;
  }

  push(values: readonly number[], line: number): void {
    this.reserve(this.rows + 1);
    for (let k = 0; k < values.length; k++) this.columns[k]![this.rows] = values[k]!;
    this.lines[this.rows++] = line;
  }

  /** Stamp of the row that came last; undefined when there is none. */
  lastStamp(): Ms | undefined {
    return this.rows > 0 ? this.columns[0]![this.rows - 1] : undefined;
  }

  /** The rows as a block of a page; the sink is empty afterwards. */
  take(): PageBlock {
    const full = this.rows > this.capacity * 0.8; // then the arrays go with the page, else a copy that fits
    const cut = (array: Float64Array): Float64Array =>
      full ? array.subarray(0, this.rows) : array.slice(0, this.rows);
    const columns: Record<string, Float64Array> = {};
    this.names.forEach((name, k) => (columns[name] = cut(this.columns[k]!)));
    const line = cut(this.lines);
    this.expected = Math.ceil(this.rows * 1.05);
    if (full || this.capacity > 2 * this.expected || this.rows > 1_000) this.capacity = 0;
    this.rows = 0;
    return { key: this.key, traits: this.traits, coverage: this.coverage, columns: columns as AnyColumns, line };
  }

  private reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(rows, this.capacity * 2, this.expected, 16);
    const grow = (old: Float64Array | undefined): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(this.capacity);
      if (old && this.rows > 0) next.set(old.subarray(0, this.rows));
      return next;
    };
    this.columns = this.names.map((_, k) => grow(this.columns[k]));
    this.lines = grow(this.lines);
  }
}

function copy(source: Float64Array, target: Float64Array, from: number, to: number, at: number): void {
  if (to - from > 16) target.set(source.subarray(from, to), at);
  else for (let i = from; i < to; i++) target[at++] = source[i]!;
}
