import { bytesOf } from '../../kernel/bytes';
import type { AnyColumns } from '../schema';
import { COLUMNS_CODE } from './code';
import { NO_REFERENCE, SCALED_BY_COLUMN, SCALED_BY_ROW, SCALED_OWN, headBytes, pad8, writeHead, type Encoding } from './format'; // prettier-ignore

/** Blocks of more rows are not worth the memory that would stay taken. */
const MOST_ROWS = 65_536;
/** Numbers behind the rows of an array, and before them, that the kernel may touch. */
const BEHIND = 16;
const BEFORE = 2;
/** Of the kernel's `Form` and `Anchor`. */
const FORM_BYTES = 40;
const ANCHOR_BYTES = 16;

/** What scripts/kernels/columns.c exports: there they are described. */
interface Exports {
  readonly __heap_base: WebAssembly.Global;
  readonly encode: (x: number, rows: number, m: number, anchor: number, section: number, form: number) => void;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly encode: Exports['encode'];
  readonly free: number;
}

let loaded: Kernel | null | undefined;

/**
 * The very bytes that `encodePlainly` gives, at several times its speed.
 * @returns undefined where the kernel cannot: SIMD is missing, there is no row, or there are too many
 */
export function encodeQuickly(columns: AnyColumns, names: readonly string[], rows: number): Uint8Array | undefined {
  if (rows === 0 || rows > MOST_ROWS) return undefined;
  if (loaded === undefined) loaded = load();
  if (!loaded) return undefined;
  const { memory, encode, free } = loaded;

  let end = free;
  const reserve = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const formAt = reserve(FORM_BYTES);
  const anchorAt = reserve(ANCHOR_BYTES);
  const numbers = (BEFORE + rows + BEHIND) * 8;
  const x = reserve(numbers) + BEFORE * 8;
  let m = reserve(numbers) + BEFORE * 8;
  let integers = reserve(numbers) + BEFORE * 8;
  const head = headBytes(names);
  const out = reserve(head + names.length * pad8(rows * 8) + BEHIND * 8);
  if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65_536));

  const bytes = new Uint8Array(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  const floats = new Float64Array(memory.buffer);
  bytes.fill(0, out, out + head);
  words[anchorAt / 4] = 0;
  let reference = NO_REFERENCE;
  let total = head;
  const encodings: Encoding[] = [];
  const places: number[] = [];
  for (let index = 0; index < names.length; index++) {
    floats.set(columns[names[index]], x / 8);
    encode(x, rows, m, anchorAt, out + total, formAt);
    const kind = words[formAt / 4];
    const width = words[formAt / 4 + 1];
    const decimals = words[formAt / 4 + 2];
    const [offset, start, unit] = [floats[formAt / 8 + 2], floats[formAt / 8 + 3], floats[formAt / 8 + 4]];
    encodings.push({ kind, width, decimals, reference: kind === SCALED_BY_COLUMN ? reference : NO_REFERENCE, offset, start, unit }); // prettier-ignore
    places.push(total);
    const written = out + total + rows * width;
    total = pad8(total + rows * width);
    bytes.fill(0, written, out + total);
    if (kind !== SCALED_OWN && kind !== SCALED_BY_ROW) continue;
    reference = index; // later columns may be written as differences to this one
    words[anchorAt / 4] = m;
    words[anchorAt / 4 + 1] = decimals;
    floats[anchorAt / 8 + 1] = unit;
    [m, integers] = [integers, m];
  }
  writeHead(bytes.subarray(out, out + total), names, encodings, places, rows);
  return bytes.slice(out, out + total);
}

/** Null where WebAssembly or its SIMD is missing. */
function load(): Kernel | null {
  try {
    const code = bytesOf(COLUMNS_CODE);
    if (!WebAssembly.validate(code)) return null;
    const memory = new WebAssembly.Memory({ initial: 16 });
    const { encode, __heap_base } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } }).exports as Exports; // prettier-ignore
    return { memory, encode, free: Math.ceil(__heap_base.value / 16) * 16 };
  } catch {
    return null;
  }
}
