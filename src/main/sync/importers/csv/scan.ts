import type { Interner } from './intern';
import { MAX_EXACT, POW10, readNumber } from './number';
import { epochToMs, parseTimeBytes, type TimeRule } from './time';

/** What is done with a column: passed over, or turned into a number, a stamp or the number of a distinct text. */
export const OP = { skip: 0, number: 1, epoch: 2, text: 3, tag: 4 } as const;

export interface ScanPlan {
  readonly delimiter: number;
  readonly decimal: number;
  /** Columns a row must have. */
  readonly width: number;
  /** Per column: an `OP`. */
  readonly ops: Uint8Array;
  /** Per column: which slot of `Batch.values` (number, epoch, text) or `Batch.tags` (tag) it fills. */
  readonly slots: Uint8Array;
  readonly time: TimeRule;
  readonly interners: readonly Interner[];
}

/** A row that could not be read: `column` is the field to blame, −1 when the row has `count` columns. */
export interface Fault {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly count: number;
}

/** Rows as columns; reused from batch to batch. Column s of `values` is at [s · capacity, s · capacity + rows). */
export interface Batch {
  readonly capacity: number;
  readonly values: Float64Array;
  readonly tags: Int32Array;
  readonly line: Float64Array;
  /** Where the row begins in the buffer. */
  readonly start: Int32Array;
  rows: number;
  /** Line of the next row, 1-based. */
  nextLine: number;
  faults: Fault[];
}

export const createBatch = (capacity: number, valueSlots: number, tagSlots: number): Batch => ({
  capacity,
  values: new Float64Array(capacity * valueSlots),
  tags: new Int32Array(capacity * tagSlots),
  line: new Float64Array(capacity),
  start: new Int32Array(capacity),
  rows: 0,
  nextLine: 1,
  faults: [],
});

/** Makes room for the next rows. */
export function clearBatch(batch: Batch): void {
  batch.rows = 0;
  batch.faults = [];
}

const LF = 10, CR = 13, SPACE = 32, MINUS = 45; // prettier-ignore

/**
 * Reads whole rows from `buffer[from, to)`, which must end with a line feed, until the batch is full; they are put behind
 * those that it holds.
 * Numbers: up to 18 digits are gathered in two integers, and one division by an exact power of ten rounds once, so that
 * every result equals `Number(text)`; anything else takes `slowField`.
 * @param limit Rows of the batch at which to stop, at most its capacity.
 * @returns where the next row begins.
 */
export function scanRows(
  plan: ScanPlan,
  buffer: Buffer,
  from: number,
  to: number,
  batch: Batch,
  limit = batch.capacity,
): number {
  const { delimiter, decimal, width, ops, slots, time } = plan;
  const { values, tags, capacity, line, start } = batch;
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const lastWord = buffer.length - 8;
  const milliseconds = time.unit === 'auto' || time.unit === 'ms';
  let p = from, row = batch.rows, lineNo = batch.nextLine; // prettier-ignore
  while (p < to && row < limit) {
    const rowStart = p;
    let column = 0, faulty = -1, c: number; // prettier-ignore
    for (;;) {
      const op = column < width ? ops[column]! : OP.skip;
      if (op === OP.number || op === OP.epoch) {
        const fieldStart = p;
        c = buffer[p]!;
        const negative = c === MINUS;
        if (negative) c = buffer[++p]!;
        let high = 0, low = 0, digits = 0, dot = -1; // prettier-ignore
        if (p < lastWord) {
          let word = view.getInt32(p, true);
          if (areDigits(word)) {
            low = fourDigits(word);
            digits = 4;
            word = view.getInt32((p += 4), true);
            if (areDigits(word)) {
              low = (low * 10_000 + fourDigits(word)) | 0;
              digits = 8;
              p += 4;
            }
            c = buffer[p]!;
          }
        }
        for (;;) {
          const d = c ^ 48;
          if (d < 10) {
            low = (low * 10 + d) | 0;
            if (++digits === 9) {
              high = low;
              low = 0;
            }
          } else if (c === decimal && dot < 0) dot = digits;
          else break;
          c = buffer[++p]!;
        }
        if (c <= SPACE && c !== LF && c !== delimiter) {
          if (c === SPACE && p === fieldStart) {
            p++; // a leading space: the field begins behind it
            continue;
          }
          while (c === SPACE) c = buffer[++p]!;
          if (c === CR && buffer[p + 1] === LF) c = buffer[++p]!;
        }
        const mantissa = digits < 9 ? low : high * POW10[digits - 9]! + low;
        let value: number;
        if ((c === delimiter || c === LF) && digits > 0 && digits <= 18 && mantissa < MAX_EXACT) {
          value = dot < 0 ? mantissa : mantissa / POW10[digits - dot]!;
          if (negative) value = -value;
          if (op === OP.epoch && !(milliseconds && value > 1e11 && value < 1e14 && dot < 0))
            value = epochToMs(value, time.unit);
        } else if (p === fieldStart && (c === delimiter || c === LF)) {
          value = Number.NaN;
        } else {
          while (c !== delimiter && c !== LF) c = buffer[++p]!;
          const read = slowField(plan, buffer, fieldStart, p, op === OP.epoch);
          if (read === undefined && faulty < 0) faulty = column;
          value = read ?? Number.NaN;
        }
        values[slots[column]! * capacity + row] = value;
      } else {
        const fieldStart = p;
        c = buffer[p]!;
        while (c !== delimiter && c !== LF) c = buffer[++p]!;
        if (op === OP.tag) {
          const slot = slots[column]!;
          tags[slot * capacity + row] = plan.interners[slot]!.idOf(buffer, fieldStart, p);
        } else if (op === OP.text) {
          const t = parseTimeBytes(buffer, fieldStart, p, time);
          if (!(t === t) && faulty < 0 && !isBlank(buffer, fieldStart, p)) faulty = column;
          values[slots[column]! * capacity + row] = t;
        }
      }
      if (c === LF) break;
      p++;
      column++;
    }
    const count = column + 1;
    const rowEnd = p++;
    if (count !== width && !(count === width + 1 && endsWith(buffer, rowEnd, delimiter))) {
      if (!isBlank(buffer, rowStart, rowEnd))
        batch.faults.push({ from: rowStart, to: rowEnd, line: lineNo, column: -1, count });
    } else if (faulty >= 0) {
      batch.faults.push({ from: rowStart, to: rowEnd, line: lineNo, column: faulty, count });
    } else if (width > 1 || !isBlank(buffer, rowStart, rowEnd)) {
      line[row] = lineNo;
      start[row] = rowStart;
      row++;
    }
    lineNo++;
  }
  batch.rows = row;
  batch.nextLine = lineNo;
  return p;
}

/** NaN when missing, undefined when unreadable. */
function slowField(plan: ScanPlan, buffer: Buffer, from: number, to: number, isTime: boolean): number | undefined {
  const text = buffer.toString('latin1', from, to).replaceAll('\x01', String.fromCharCode(plan.delimiter));
  const number = readNumber(text, plan.decimal === 44 ? ',' : '.');
  if (!isTime) return number;
  if (number !== undefined && !/^\s*\d{8}\s*$/.test(text)) return epochToMs(number, plan.time.unit);
  const t = parseTimeBytes(buffer, from, to, plan.time);
  return Number.isNaN(t) ? undefined : t;
}

/** Only spaces and control signs. */
function isBlank(buffer: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (buffer[i]! > SPACE) return false;
  return true;
}

/** A row may end with one delimiter too many. */
const endsWith = (buffer: Buffer, end: number, sign: number): boolean =>
  buffer[buffer[end - 1] === CR ? end - 2 : end - 1] === sign;

/** Whether a word of four bytes is four ASCII digits. */
const areDigits = (word: number): boolean =>
  ((word & 0xf0f0f0f0) | (((word + 0x06060606) & 0xf0f0f0f0) >>> 4)) === 0x33333333;

/** Value of four ASCII digits, the first in the lowest byte: pairs first, then the two pairs. */
function fourDigits(word: number): number {
  const digits = word & 0x0f0f0f0f;
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) | 0;
  return Math.imul(pairs & 0xff, 100) + ((pairs >>> 16) & 0xff);
}
