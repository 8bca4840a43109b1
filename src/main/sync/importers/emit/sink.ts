import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { CoverageSpan, PageBlock, SeriesKey, SeriesTraits } from '#main/store/types';

/** Pages of so many rows have shared arrays, which are filled again once the consumer has given them back. */
const SHARED_ROWS = 16_384;
/** More than can be on their way at a time. */
const MOST_LENT = 4;

interface Room {
  readonly capacity: number;
  /** In the order of the shape. */
  readonly columns: readonly Float64Array[];
  readonly line: Float64Array;
  readonly lease: PageBlock['lease'];
}

const NO_ROOM: Room = { capacity: 0, columns: [], line: new Float64Array(0), lease: undefined };

/** Rows of one series, gathered until the page is full. */
export class Sink {
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly CoverageSpan[];
  readonly names: readonly string[];
  rows = 0;
  /** Rows the next page is likely to bring. */
  private expected = 0;
  private room = NO_ROOM;
  private lent: Room[] = [];

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
    for (let k = 0; k < columns.length; k++) copy(columns[k]!, this.room.columns[k]!, from, to, at);
    copy(line, this.room.line, from, to, at);
    this.rows += count;
  }

  push(values: readonly number[], line: number): void {
    this.reserve(this.rows + 1);
    for (let k = 0; k < values.length; k++) this.room.columns[k]![this.rows] = values[k]!;
    this.room.line[this.rows++] = line;
  }

  /** Stamp of the row that came last; undefined when there is none. */
  lastStamp(): Ms | undefined {
    return this.rows > 0 ? this.room.columns[0]![this.rows - 1] : undefined;
  }

  /** The rows as a block of a page; the sink is empty afterwards. */
  take(): PageBlock {
    const { rows, room } = this;
    // arrays that are full, or will come back, go with the page; else a copy that fits
    const goes = room.lease !== undefined || rows > room.capacity * 0.8;
    const cut = (array: Float64Array): Float64Array => (goes ? array.subarray(0, rows) : array.slice(0, rows));
    const columns: Record<string, Float64Array> = {};
    this.names.forEach((name, k) => (columns[name] = cut(room.columns[k]!)));
    const block = { key: this.key, traits: this.traits, coverage: this.coverage, columns: columns as AnyColumns, line: cut(room.line) }; // prettier-ignore
    this.expected = Math.ceil(rows * 1.05);
    if (goes || room.capacity > 2 * this.expected || rows > 1_000) this.room = NO_ROOM;
    this.rows = 0;
    if (room.lease === undefined) return block;
    Atomics.store(room.lease, 0, 0);
    this.lent = [...this.lent, room].slice(-MOST_LENT);
    return { ...block, lease: room.lease };
  }

  private reserve(rows: number): void {
    if (rows <= this.room.capacity) return;
    const back = this.rows === 0 ? this.lent.find((one) => isBack(one) && one.capacity >= this.expected) : undefined;
    if (back) {
      this.lent = this.lent.filter((one) => one !== back);
      this.room = back;
      return;
    }
    const { columns, line } = this.room;
    const capacity = Math.max(rows, this.room.capacity * 2, Math.ceil(this.expected * 1.2), 16);
    const room = createRoom(capacity, this.names.length);
    if (this.rows > 0) {
      columns.forEach((column, k) => room.columns[k]!.set(column.subarray(0, this.rows)));
      room.line.set(line.subarray(0, this.rows));
    }
    this.room = room;
  }
}

const isBack = ({ lease }: Room): boolean => lease !== undefined && Atomics.load(lease, 0) === 1;

function createRoom(capacity: number, names: number): Room {
  const isShared = capacity >= SHARED_ROWS;
  const create = (): Float64Array =>
    isShared ? new Float64Array(new SharedArrayBuffer(capacity * 8)) : new Float64Array(capacity);
  return {
    capacity,
    columns: Array.from({ length: names }, create),
    line: create(),
    lease: isShared ? new Int32Array(new SharedArrayBuffer(4)) : undefined,
  };
}

function copy(source: Float64Array, target: Float64Array, from: number, to: number, at: number): void {
  if (to - from > 16) target.set(source.subarray(from, to), at);
  else for (let i = from; i < to; i++) target[at++] = source[i]!;
}
