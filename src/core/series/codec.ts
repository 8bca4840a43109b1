import type { AnyColumns } from './schema';

/*
 * Bytes of a block of columns, little-endian, every part 8-byte aligned:
 *
 *   0   u32 magic 'BLC' and version      4  u32 columns      8  u32 rows      12  u32 total bytes
 *   16  per column 32 bytes: u8 encoding, u8 bytes a value, u8 decimals, u8 reference column, u32 place of its section
 *       (rows, when it has none), f64 offset, f64 start, f64 unit
 *   ..  names, one length byte each, padded; then the sections, each padded
 *
 * A scaled column keeps small integers s: value = unit · m / 10^decimals with m = offset + s (own), m = offset + s + the
 * m of the reference column in the same row, or m = offset + s + the m of the row before (row 0: m = start); the lowest
 * s of its width stands for NaN in a column with gaps. Because the double nearest to a decimal fraction is what the
 * *division* of two exact integers gives, this loses nothing; a product with 0.01 would.
 */
const MAGIC = 0x43_4c_42;
const VERSION = 1;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 32;
const NO_REFERENCE = 255;

const FLOAT64 = 0;
const CONSTANT = 1;
const PROGRESSION = 2;
const SCALED_OWN = 3;
const SCALED_BY_COLUMN = 4;
const SCALED_BY_ROW = 5;
const SCALED_WITH_GAPS = 6;

const MAX_DECIMALS = 12;
const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, k) => 10 ** k);
/** Below this, x·10^k rounds to the right integer and sums of two such integers are exact. */
const MAX_INTEGER = 2 ** 51;

type Section = Float64Array | Int32Array | Int16Array | Int8Array;

interface Encoding {
  readonly kind: number;
  readonly width: number;
  readonly decimals: number;
  readonly reference: number;
  readonly offset: number;
  readonly start: number;
  readonly unit: number;
}
interface Encoded extends Encoding {
  readonly section: Section | undefined;
}
interface Entry extends Encoding {
  readonly name: string;
  readonly at: number;
}
interface Block {
  /** 8-byte aligned. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly entries: readonly Entry[];
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
const pad8 = (n: number): number => Math.ceil(n / 8) * 8; // beyond 32 bits too: rows may be damaged
const isNegativeZero = (x: number): boolean => x === 0 && 1 / x < 0;

/**
 * Packs columns into bytes, each in the smallest of a few lossless forms that decode at memory speed. Lossless for every
 * double: −0 and the infinities stay, every NaN comes back as NaN. The bytes depend on names and values alone.
 * @param columns one length n each.
 * @param names columns to write, in this order; 1 to 127 ASCII characters each, no name twice, at most 254 names.
 * @throws {RangeError} A column is missing, lengths differ, or a name is not as above.
 */
export function encodeColumns(columns: AnyColumns, names: readonly string[]): Uint8Array {
  const rows = columns[names[0] ?? 't']?.length ?? 0;
  checkNames(columns, names, rows);
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

/**
 * Unpacks all columns of a block into fresh arrays.
 * @throws {RangeError} The bytes are not a block of this version, or are damaged: the message says where.
 */
export function decodeColumns(bytes: Uint8Array): AnyColumns {
  const block = parse(bytes);
  const columns: Record<string, Float64Array> = {};
  const all = block.entries.map((_, index) => index);
  const targets = block.entries.map(({ name }) => (columns[name] = new Float64Array(block.rows)));
  decodeEntries(block, all, targets, 0);
  return columns as AnyColumns;
}

/**
 * Unpacks the wanted columns of a block into given arrays, rows 0.. of the block to `offset`.. of each target.
 * @param targets one array per name in `names`, each with room for the rows.
 * @returns rows written. Nothing is written when it throws.
 * @throws {RangeError} The bytes are no sound block, a wanted column is not in it, or a target is too short.
 */
export function decodeInto(
  bytes: Uint8Array,
  targets: readonly Float64Array[],
  offset: number,
  names: readonly string[],
): number {
  const block = parse(bytes);
  if (targets.length !== names.length) throw new RangeError(`${targets.length} targets for ${names.length} names`);
  const indexes = names.map((name, k) => {
    const index = block.entries.findIndex((entry) => entry.name === name);
    if (index < 0) throw new RangeError(`column block has no column '${name}'`);
    if (!(offset >= 0 && offset + block.rows <= targets[k].length))
      throw new RangeError(`${block.rows} rows at ${offset} exceed target '${name}' of ${targets[k].length}`);
    return index;
  });
  decodeEntries(block, indexes, targets, offset);
  return block.rows;
}

/** Rows and column names of a block, without unpacking it. @throws {RangeError} as {@link decodeColumns}. */
export function describeBlock(bytes: Uint8Array): { readonly rows: number; readonly names: readonly string[] } {
  const block = parse(bytes);
  return { rows: block.rows, names: block.entries.map(({ name }) => name) };
}

// ---------------------------------------------------------------------------------------------------------- encoding

function checkNames(columns: AnyColumns, names: readonly string[], rows: number): void {
  if (names.length >= NO_REFERENCE) throw new RangeError(`${names.length} columns, at most ${NO_REFERENCE - 1}`);
  if (new Set(names).size !== names.length) throw new RangeError(`a column is named twice: ${names.join(', ')}`);
  for (const name of names) {
    if (!/^[\x20-\x7e]{1,127}$/.test(name))
      throw new RangeError(`column name '${name}' is not 1 to 127 ASCII characters`);
    const length = columns[name]?.length;
    if (length === undefined) throw new RangeError(`column '${name}' is missing`);
    if (length !== rows) throw new RangeError(`column '${name}' has ${length} rows, '${names[0]}' has ${rows}`);
  }
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

const missingMark = (width: number): number => -(2 ** (8 * width - 1));

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
  const namesAt = HEADER_BYTES + ENTRY_BYTES * names.length;
  let total = pad8(namesAt + names.reduce((sum, name) => sum + 1 + name.length, 0));
  const places = encoded.map(({ section }) => {
    const place = total;
    total = pad8(total + (section?.byteLength ?? 0));
    return section ? place : rows;
  });
  const bytes = new Uint8Array(total);
  const words = new Uint32Array(bytes.buffer);
  const floats = new Float64Array(bytes.buffer, 0, total >> 3);
  words.set([MAGIC | (VERSION << 24), names.length, rows, total]);
  let nameAt = namesAt;
  encoded.forEach((column, index) => {
    const at = HEADER_BYTES + ENTRY_BYTES * index;
    bytes.set([column.kind, column.width, column.decimals, column.reference], at);
    words[(at >> 2) + 1] = places[index];
    floats[(at >> 3) + 1] = column.offset;
    floats[(at >> 3) + 2] = column.start;
    floats[(at >> 3) + 3] = column.unit;
    if (column.kind === CONSTANT && column.start !== column.start) bytes.set([0, 0, 0, 0, 0, 0, 0xf8, 0x7f], at + 16);
    bytes[nameAt++] = names[index].length;
    for (let k = 0; k < names[index].length; k++) bytes[nameAt++] = names[index].charCodeAt(k);
    const { section } = column;
    if (section) bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), places[index]);
  });
  return bytes;
}

// ---------------------------------------------------------------------------------------------------------- decoding

function bad(what: string): RangeError {
  return new RangeError(`not a sound column block: ${what}`);
}

function parse(given: Uint8Array): Block {
  if (given.length < HEADER_BYTES) throw bad(`${given.length} bytes, its head alone has ${HEADER_BYTES}`);
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  if ((words[0] & 0xff_ff_ff) !== MAGIC) throw bad('it does not start with BLC');
  if (bytes[3] !== VERSION) throw bad(`version ${bytes[3]}, this program reads version ${VERSION}`);
  const [, count, rows, total] = words;
  if (total !== bytes.length) throw bad(`${bytes.length} bytes, it says ${total}`);
  let nameAt = HEADER_BYTES + ENTRY_BYTES * count;
  if (count >= NO_REFERENCE || nameAt > total) throw bad(`${count} columns do not fit ${total} bytes`);
  const floats = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    const nameEnd = nameAt + 1 + bytes[nameAt];
    if (!(nameEnd <= total)) throw bad(`name of column ${index} runs over the end`);
    const name = String.fromCharCode(...bytes.subarray(nameAt + 1, nameEnd));
    nameAt = nameEnd;
    const at = HEADER_BYTES + ENTRY_BYTES * index;
    entries.push({
      name,
      kind: bytes[at],
      width: bytes[at + 1],
      decimals: bytes[at + 2],
      reference: bytes[at + 3],
      at: words[(at >> 2) + 1],
      offset: floats[(at >> 3) + 1],
      start: floats[(at >> 3) + 2],
      unit: floats[(at >> 3) + 3],
    });
  }
  let place = pad8(nameAt);
  entries.forEach((entry, index) => {
    checkEntry(entry, index, entries);
    const expected = entry.width === 0 ? rows : place;
    if (entry.at !== expected) throw bad(`column '${entry.name}' is at ${entry.at}, not ${expected}`);
    place = pad8(place + rows * entry.width);
  });
  if (place !== total) throw bad(`${rows} rows need ${place} bytes, it has ${total}`);
  return { bytes, rows, entries };
}

function checkEntry({ name, kind, width, decimals, reference }: Entry, index: number, entries: readonly Entry[]): void {
  const where = `column '${name}'`;
  if (entries.findIndex((entry) => entry.name === name) !== index) throw bad(`${where} comes twice`);
  if (kind > SCALED_WITH_GAPS) throw bad(`${where} has unknown encoding ${kind}`);
  const widths = kind === CONSTANT || kind === PROGRESSION ? [0] : kind === FLOAT64 ? [8] : [1, 2, 4];
  if (!widths.includes(width)) throw bad(`${where} has ${width} bytes a value`);
  if (decimals > MAX_DECIMALS) throw bad(`${where} has ${decimals} decimals`);
  if (kind !== SCALED_BY_COLUMN) return;
  const referred = reference < index ? entries[reference].kind : undefined;
  if (referred !== SCALED_OWN && referred !== SCALED_BY_ROW) throw bad(`${where} refers to column ${reference}`);
}

function decodeEntries(block: Block, indexes: readonly number[], targets: readonly Float64Array[], at: number): void {
  const { entries, rows } = block;
  const wanted = indexes.map((index) => entries[index]);
  // The integers of a reference column rest in its own target, when it has one, until all that need them have been read.
  const integers = new Map<number, Float64Array>();
  for (const { kind, reference } of wanted) {
    if (kind !== SCALED_BY_COLUMN || integers.has(reference)) continue;
    const own = indexes.indexOf(reference);
    const place = own < 0 ? new Float64Array(rows) : targets[own].subarray(at, at + rows);
    decodeScaled(block, { ...entries[reference], unit: 1, decimals: 0 }, undefined, place, 0);
    integers.set(reference, place);
  }
  wanted.forEach((entry, k) => {
    if (!integers.has(indexes[k])) decodeEntry(block, entry, integers.get(entry.reference), targets[k], at);
  });
  wanted.forEach(({ unit, decimals }, k) => {
    const place = integers.get(indexes[k]);
    const power = POWERS[decimals];
    if (place) for (let i = 0; i < rows; i++) place[i] = (place[i] * unit) / power;
  });
}

function decodeEntry(
  block: Block,
  entry: Entry,
  reference: Float64Array | undefined,
  out: Float64Array,
  at: number,
): void {
  const { start, unit } = entry;
  const { rows } = block;
  if (entry.kind === CONSTANT) out.fill(start, at, at + rows);
  else if (entry.kind === FLOAT64) out.set(sectionOf(block, entry), at);
  else if (entry.kind === PROGRESSION) for (let i = 0; i < rows; i++) out[at + i] = start + i * unit;
  else decodeScaled(block, entry, reference, out, at);
}

/** One pass over `out` after a bulk widening copy: faster than loops over three kinds of small integers. */
function decodeScaled(
  block: Block,
  entry: Entry,
  reference: Float64Array | undefined,
  out: Float64Array,
  at: number,
): void {
  const { offset, unit } = entry;
  const power = POWERS[entry.decimals];
  const end = at + block.rows;
  out.set(sectionOf(block, entry), at);
  if (entry.kind === SCALED_OWN) {
    for (let i = at; i < end; i++) out[i] = ((out[i] + offset) * unit) / power;
  } else if (entry.kind === SCALED_WITH_GAPS) {
    const missing = missingMark(entry.width);
    for (let i = at; i < end; i++) out[i] = out[i] === missing ? Number.NaN : ((out[i] + offset) * unit) / power;
  } else if (entry.kind === SCALED_BY_COLUMN) {
    for (let i = at, j = 0; i < end; i++, j++) out[i] = ((out[i] + reference![j] + offset) * unit) / power;
  } else if (end > at) {
    let m = entry.start;
    out[at] = (m * unit) / power;
    for (let i = at + 1; i < end; i++) {
      m += out[i] + offset;
      out[i] = (m * unit) / power;
    }
  }
}

function sectionOf({ bytes, rows }: Block, { at, width }: Entry): Section {
  const place = bytes.byteOffset + at;
  if (width === 8) return new Float64Array(bytes.buffer, place, rows);
  if (width === 4) return new Int32Array(bytes.buffer, place, rows);
  return width === 2 ? new Int16Array(bytes.buffer, place, rows) : new Int8Array(bytes.buffer, place, rows);
}
