import { JSON_ROWS_CODE } from './code';
import type { Template } from './template';

/** Columns of rows that are written alike. */
export interface Read {
  readonly rows: number;
  /** Where the last of them ends. */
  readonly end: number;
  /** Whether none of the numbers is too large to be one. */
  readonly isFinite: boolean;
  /** Of a slot, not to be kept: the next text is read over it. */
  readonly column: (slot: number) => Float64Array;
}

/** Larger texts are not worth the memory that would stay taken. */
const MOST_BYTES = 8 * 1024 * 1024;
/** The kernel may look at so many bytes behind the text, which are 0. */
const SLACK = 64;
/** Numbers that are left to `Number`. With more of them JSON.parse is as quick. */
const HARDS = 4_096;
const PLACES_BYTES = 4_096;
/** Of the kernel's `Step` and `Plan`. */
const STEP_BYTES = 48, LITERAL = 16, PLAN_BYTES = 32; // prettier-ignore
const OP = { end: 0, number: 1, skip: 2, more: 3 } as const;

/** What scripts/kernels/json-rows.c exports: there they are described. */
interface Exports {
  readonly __heap_base: WebAssembly.Global;
  readonly prepare: (places: number) => void;
  readonly read: (plan: number, steps: number, text: number, from: number, values: number, hard: number) => number;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly read: Exports['read'];
  readonly places: number;
}

let loaded: Kernel | null | undefined;

/**
 * Reads rows of `text` from `from` on, as far as they follow the template.
 * @returns undefined where the kernel cannot: SIMD is missing, the text is too large or has too many unwieldy numbers
 */
export function readAlike({ numbers, rest }: Template, text: Uint8Array, from: number): Read | undefined {
  if (text.length > MOST_BYTES) return undefined;
  const kernel = (loaded ??= load());
  if (!kernel) return undefined;
  const steps = [...numbers.flatMap(({ before, slot }) => stepsOf(before, slot === undefined ? OP.skip : OP.number, slot)), ...stepsOf(rest, OP.end)]; // prettier-ignore
  const slots = numbers.reduce((most, { slot = -1 }) => Math.max(most, slot + 1), 0);
  const least = numbers.reduce((sum, { before }) => sum + before.length + 1, rest.length + 1);
  const capacity = Math.ceil((text.length - from) / least) + 1;

  let end = kernel.places + PLACES_BYTES;
  const reserve = (bytes: number): number => {
    const at = Math.ceil(end / 16) * 16;
    end = at + bytes;
    return at;
  };
  const planAt = reserve(PLAN_BYTES), stepsAt = reserve(steps.length * STEP_BYTES), hardAt = reserve(HARDS * 12); // prettier-ignore
  const valuesAt = reserve(capacity * slots * 8), textAt = reserve(text.length + SLACK); // prettier-ignore
  const { memory } = kernel;
  if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65_536));
  const bytes = new Uint8Array(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  words.set([capacity, HARDS, 0, 0, kernel.places], planAt / 4);
  for (const [k, { literal, op, slot }] of steps.entries()) {
    const at = stepsAt + k * STEP_BYTES;
    bytes.fill(0, at, at + STEP_BYTES);
    for (let i = 0; i < literal.length; i++) bytes[at + i] = literal.charCodeAt(i);
    words.set([(1 << literal.length) - 1, literal.length, op, slot], (at + LITERAL) / 4);
  }
  bytes.set(text, textAt);
  bytes.fill(0, textAt + text.length, textAt + text.length + SLACK);

  const stopped = kernel.read(planAt, stepsAt, textAt, from, valuesAt, hardAt);
  const rows = words[planAt / 4 + 2]!;
  const hards = words[planAt / 4 + 3]!;
  const values = new Float64Array(memory.buffer, valuesAt, capacity * slots);
  const view = Buffer.from(memory.buffer, textAt, text.length);
  let isFinite = true; // what the kernel has read itself always is
  for (let at = hardAt / 4, k = 0; k < hards; k++, at += 3) {
    const value = Number(view.toString('latin1', words[at], words[at + 1]));
    values[words[at + 2]!] = value;
    if (!Number.isFinite(value)) isFinite = false;
  }
  return { rows, end: stopped, isFinite, column: (slot) => values.subarray(slot * capacity, slot * capacity + rows) };
}

/** A step of the kernel's matches 16 bytes at most. */
function stepsOf(text: string, op: number, slot = 0): { literal: string; op: number; slot: number }[] {
  if (text.length <= LITERAL) return [{ literal: text, op, slot }];
  return [{ literal: text.slice(0, LITERAL), op: OP.more, slot }, ...stepsOf(text.slice(LITERAL), op, slot)];
}

/** Null on a processor or an engine without SIMD. */
function load(): Kernel | null {
  const code = Buffer.from(JSON_ROWS_CODE, 'base64');
  if (!WebAssembly.validate(code)) return null;
  const memory = new WebAssembly.Memory({ initial: 16 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const { prepare, read, __heap_base } = instance.exports as Exports;
  const places = Math.ceil(__heap_base.value / 16) * 16;
  prepare(places);
  return { memory, read, places };
}
