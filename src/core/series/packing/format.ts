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
export const MAGIC = 0x43_4c_42;
export const VERSION = 1;
export const HEADER_BYTES = 16;
export const ENTRY_BYTES = 32;
export const NO_REFERENCE = 255;

export const FLOAT64 = 0;
export const CONSTANT = 1;
export const PROGRESSION = 2;
export const SCALED_OWN = 3;
export const SCALED_BY_COLUMN = 4;
export const SCALED_BY_ROW = 5;
export const SCALED_WITH_GAPS = 6;

export const MAX_DECIMALS = 12;
export const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, k) => 10 ** k);

/** How a column is written. */
export interface Encoding {
  readonly kind: number;
  readonly width: number;
  readonly decimals: number;
  readonly reference: number;
  readonly offset: number;
  readonly start: number;
  readonly unit: number;
}

export const pad8 = (n: number): number => Math.ceil(n / 8) * 8; // beyond 32 bits too: rows may be damaged

/** The lowest integer of a width, which stands for NaN. */
export const missingMark = (width: number): number => -(2 ** (8 * width - 1));

/** Bytes of the head and the names of columns: where the first section begins. */
export const headBytes = (names: readonly string[]): number =>
  pad8(HEADER_BYTES + ENTRY_BYTES * names.length + names.reduce((sum, name) => sum + 1 + name.length, 0));

/**
 * Writes the head of a block whose sections are in place.
 * @param bytes the whole block, 8-byte aligned, zero where the head goes
 * @param places of the sections, in the order of the columns; what a column without one has there is not read
 */
export function writeHead(
  bytes: Uint8Array,
  names: readonly string[],
  encodings: readonly Encoding[],
  places: readonly number[],
  rows: number,
): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const floats = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >> 3);
  words[0] = MAGIC | (VERSION << 24);
  words[1] = names.length;
  words[2] = rows;
  words[3] = bytes.length;
  let nameAt = HEADER_BYTES + ENTRY_BYTES * names.length;
  for (let index = 0; index < names.length; index++) {
    const { kind, width, decimals, reference, offset, start, unit } = encodings[index];
    const at = HEADER_BYTES + ENTRY_BYTES * index;
    bytes[at] = kind;
    bytes[at + 1] = width;
    bytes[at + 2] = decimals;
    bytes[at + 3] = reference;
    words[(at >> 2) + 1] = width === 0 ? rows : places[index];
    floats[(at >> 3) + 1] = offset;
    floats[(at >> 3) + 2] = start;
    floats[(at >> 3) + 3] = unit;
    if (kind === CONSTANT && start !== start) bytes.set([0, 0, 0, 0, 0, 0, 0xf8, 0x7f], at + 16);
    const name = names[index];
    bytes[nameAt++] = name.length;
    for (let k = 0; k < name.length; k++) bytes[nameAt++] = name.charCodeAt(k);
  }
}
