import type { AnyColumns } from './schema';
import {
  CONSTANT,
  ENTRY_BYTES,
  FLOAT64,
  HEADER_BYTES,
  MAGIC,
  MAX_DECIMALS,
  NO_REFERENCE,
  POWERS,
  PROGRESSION,
  SCALED_BY_COLUMN,
  SCALED_BY_ROW,
  SCALED_OWN,
  SCALED_WITH_GAPS,
  VERSION,
  missingMark,
  pad8,
  type Encoding,
} from './packing/format';
import { encodePlainly, type Section } from './packing/plain';
import { encodeQuickly } from './packing/quick';

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
  return encodeQuickly(columns, names, rows) ?? encodePlainly(columns, names, rows);
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
