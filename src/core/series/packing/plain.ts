import type { AnyColumns } from '../schema';
import {
  CONSTANT,
  FLOAT64,
  MAX_DECIMALS,
  NO_REFERENCE,
  POWERS,
  PROGRESSION,
  SCALED_BY_COLUMN,
  SCALED_BY_ROW,
  SCALED_OWN,
  SCALED_WITH_GAPS,
  headBytes,
  missingMark,
  pad8,
  writeHead,
  type Encoding,
} from './format';

/** Below this, x·10^k rounds to the right integer and sums of two such integers are exact. */
const MAX_INTEGER = 2 ** 51;

export type Section = Float64Array | Int32Array | Int16Array | Int8Array;

interface Encoded extends Encoding {
  readonly section: Section | undefined;
}
/** The integers of a column that has no gap: later columns may be written as differences to it. */
interface Anchor {
  readonly index: number;
  readonly decimals: number;
  readonly unit: number;
  readonly integers: Float64Array<ArrayBuffer>;
}
/** Room for one column; used again for the next. */
interface Scratch {
  readonly integers: Float64Array<ArrayBuffer>;
  readonly small: Int32Array;
}

const PLAIN: Encoding = { kind: FLOAT64, width: 8, decimals: 0, reference: NO_REFERENCE, offset: 0, start: 0, unit: 1 };
const isNegativeZero = (x: number): boolean => x === 0 && 1 / x < 0;

/** A block of columns, each in the smallest of a few lossless forms. @param columns of `rows` rows each */
export function encodePlainly(columns: AnyColumns, names: readonly string[], rows: number): Uint8Array {
  const encoded: Encoded[] = [];
  let anchor: Anchor | undefined;
  let integers = new Float64Array(rows);
  const small = new Int32Array(rows);
  for (const [index, name] of names.entries()) {
    const scaled = encodeColumn(columns[name], anchor, { integers, small });
    encoded.push(scaled.encoded);
    if (scaled.integers && scaled.encoded.kind !== SCALED_BY_COLUMN) {
      const { decimals, unit } = scaled.encoded;
      const free = anchor?.integers ?? new Float64Array(rows);
      anchor = { index, decimals, unit, integers };
      integers = free;
    }
  }
  return assemble(names, encoded, rows);
}

/** `integers` are the column's m of every row, when it is scaled and has no gap. */
function encodeColumn(
  x: Float64Array,
  anchor: Anchor | undefined,
  scratch: Scratch,
): { readonly encoded: Encoded; readonly integers: Float64Array | undefined } {
  const simple = asConstant(x) ?? asProgression(x);
  if (simple) return { encoded: { ...simple, section: undefined }, integers: undefined };
  const integers = scratch.integers;
  const scale = toIntegers(x, integers);
  const form = scale && chooseForm(integers, scale, anchor);
  if (!form) return { encoded: { ...PLAIN, section: canonicalCopy(x) }, integers: undefined };
  toSmallIntegers(integers, form, anchor, scratch.small);
  // the bulk copy narrows faster than loops over three kinds of arrays
  const section = form.width === 1 ? new Int8Array(scratch.small) : form.width === 2 ? new Int16Array(scratch.small) : scratch.small.slice(); // prettier-ignore
  return { encoded: { ...form, section }, integers: form.kind === SCALED_WITH_GAPS ? undefined : integers };
}

function asConstant(x: Float64Array): Encoding | undefined {
  const first = x.length > 0 ? x[0] : Number.NaN;
  if (first !== first) {
    for (let i = 1; i < x.length; i++) if (x[i] === x[i]) return undefined;
  } else {
    for (let i = 1; i < x.length; i++) if (x[i] !== first || (first === 0 && 1 / x[i] !== 1 / first)) return undefined;
  }
  return { ...PLAIN, kind: CONSTANT, width: 0, start: first };
}

function asProgression(x: Float64Array): Encoding | undefined {
  const start = x[0];
  const step = x[1] - start;
  for (let i = 0; i < x.length; i++) if (x[i] !== start + i * step || isNegativeZero(x[i])) return undefined;
  return { ...PLAIN, kind: PROGRESSION, width: 0, start, unit: step };
}

interface Scale {
  readonly decimals: number;
  readonly unit: number;
}

/**
 * Writes integers m with x = unit · m / 10^decimals, exactly, for the fewest decimals and the largest unit that do.
 * A NaN stays NaN in `out`. Undefined when there is no such scale.
 */
function toIntegers(x: Float64Array, out: Float64Array): Scale | undefined {
  const n = x.length;
  let decimals = 0;
  let settled = 0; // rows before this one were scaled with fewer decimals
  for (let at = 0; (at = scaleRows(x, out, at, n, POWERS[decimals])) < n; settled = at)
    if (at < 0 || ++decimals > MAX_DECIMALS) return undefined;
  if (scaleRows(x, out, 0, settled, POWERS[decimals]) !== settled) return undefined;
  const unit = commonUnit(out);
  if (unit > 1) for (let i = 0; i < n; i++) out[i] /= unit;
  return { decimals, unit };
}

/**
 * Rows [from, to) of x in units of 1/power. A function of its own: with the loop inside another, V8 throws the optimised
 * code away at the end of each column.
 * @returns the first row that is no whole number of such units, or `to`; −1 at one that no scale can hold.
 */
function scaleRows(x: Float64Array, out: Float64Array, from: number, to: number, power: number): number {
  for (let i = from; i < to; i++) {
    const value = x[i];
    const m = Math.round(value * power);
    if (m / power !== value) {
      if (value === value) return i;
    } else if (!(Math.abs(m) < MAX_INTEGER) || isNegativeZero(value)) return -1;
    out[i] = m; // NaN when the value is
  }
  return to;
}

/** Greatest common divisor of all integers in m, NaN left out; at least 1. */
function commonUnit(m: Float64Array): number {
  let unit = 0;
  for (let i = 0; i < m.length && unit !== 1; i++) {
    const q = m[i] / unit; // NaN or infinite at first: not its own floor, or m is 0
    if (m[i] === m[i] && (q !== Math.floor(q) || unit === 0)) {
      let rest = Math.abs(m[i]);
      while (rest > 0) {
        const next = unit % rest;
        unit = rest;
        rest = next;
      }
    }
  }
  return unit || 1;
}

/** The narrowest of the three scaled forms; of equals the one that is quickest to read. */
function chooseForm(m: Float64Array, scale: Scale, anchor: Anchor | undefined): Encoding | undefined {
  const base = { decimals: scale.decimals, unit: scale.unit, start: 0, reference: NO_REFERENCE };
  const range = rangeOf(m);
  const own = fit(range);
  let best = own && { ...base, ...own, kind: range.gaps ? SCALED_WITH_GAPS : SCALED_OWN };
  if (range.gaps || best?.width === 1) return best;
  if (anchor?.decimals === scale.decimals && anchor.unit === scale.unit) {
    const byColumn = fit(differenceRange(m, anchor.integers, 0));
    if (byColumn && !(best && best.width <= byColumn.width))
      best = { ...base, ...byColumn, kind: SCALED_BY_COLUMN, reference: anchor.index };
  }
  if (best?.width === 1) return best;
  const byRow = fit(differenceRange(m, m, 1));
  if (byRow && !(best && best.width <= byRow.width)) best = { ...base, ...byRow, kind: SCALED_BY_ROW, start: m[0] };
  return best;
}

/** Bytes and offset that hold [least, most]; the lowest integer of each width is kept free: it means NaN. */
function fit({ least, most }: Range): { readonly width: number; readonly offset: number } | undefined {
  for (const width of [1, 2, 4]) {
    const limit = 2 ** (8 * width - 1) - 1;
    if (least >= -limit && most <= limit) return { width, offset: 0 };
    if (most - least <= 2 * limit) return { width, offset: least + limit };
  }
  return undefined;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(m: Float64Array): Range & { readonly gaps: boolean } {
  let least = Infinity;
  let most = -Infinity;
  let gaps = false;
  for (let i = 0; i < m.length; i++) {
    const x = m[i];
    if (x < least) least = x;
    if (x > most) most = x;
    if (x !== x) gaps = true;
  }
  return { least, most, gaps };
}

/** Range of m[i] − reference[i − lag]. */
function differenceRange(m: Float64Array, reference: Float64Array, lag: 0 | 1): Range {
  let least = Infinity;
  let most = -Infinity;
  for (let i = lag; i < m.length; i++) {
    const d = m[i] - reference[i - lag];
    if (d < least) least = d;
    if (d > most) most = d;
  }
  return { least, most };
}

function toSmallIntegers(m: Float64Array, form: Encoding, anchor: Anchor | undefined, s: Int32Array): void {
  const { offset } = form;
  if (form.kind === SCALED_OWN) {
    for (let i = 0; i < m.length; i++) s[i] = m[i] - offset;
  } else if (form.kind === SCALED_WITH_GAPS) {
    const missing = missingMark(form.width);
    for (let i = 0; i < m.length; i++) s[i] = m[i] === m[i] ? m[i] - offset : missing;
  } else if (form.kind === SCALED_BY_COLUMN) {
    const reference = anchor!.integers;
    for (let i = 0; i < m.length; i++) s[i] = m[i] - reference[i] - offset;
  } else {
    s[0] = 0;
    for (let i = 1; i < m.length; i++) s[i] = m[i] - m[i - 1] - offset;
  }
}

/** A copy in which every NaN has the same bits: an engine may otherwise keep the payload of the one it was given. */
function canonicalCopy(x: Float64Array): Float64Array {
  const copy = x.slice();
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    if (copy[i] === copy[i]) continue;
    words[2 * i] = 0;
    words[2 * i + 1] = 0x7f_f8_00_00;
  }
  return copy;
}

function assemble(names: readonly string[], encoded: readonly Encoded[], rows: number): Uint8Array {
  let total = headBytes(names);
  const places = encoded.map(({ section }) => {
    const place = total;
    total = pad8(total + (section?.byteLength ?? 0));
    return place;
  });
  const bytes = new Uint8Array(total);
  encoded.forEach(({ section }, index) => {
    if (section) bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), places[index]);
  });
  writeHead(bytes, names, encoded, places, rows);
  return bytes;
}
