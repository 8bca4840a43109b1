import type { TimeUnit } from '../types';
import { QUICK_SCAN_CODE } from './quick-scan-code';
import { OP, scanRows, type Batch, type ScanPlan } from './scan';

/** Reads rows of `buffer[from, to)` into the batch, as `scanRows` does. */
export type Scanner = (buffer: Buffer, from: number, to: number, batch: Batch, limit: number) => number;

/** Text that lies in the kernel's memory at a time: with the columns of a batch it fits the second-level cache. */
const WINDOW = 384 * 1024;
/** The kernel may look at so many bytes behind a window. */
const SLACK = 64;
/** Rows in a row from which the kernel is taken to suit the file. */
const GOOD_RUN = 64;
const MOST_SLOTS = 16, MOST_COLUMNS = 1_000; // prettier-ignore
const PLACES_BYTES = 4_096;

const UNITS: Partial<Record<TimeUnit, number>> = { auto: 0, s: 1, ms: 2, us: 3 };

/** Words of the kernel's `Plan`. */
const PLAN_WORDS = 7, ROWS = 5; // prettier-ignore

interface Exports {
  readonly __heap_base: WebAssembly.Global;
  /** Fills a table of `PLACES_BYTES`. */
  readonly prepare: (places: number) => void;
  readonly scan: (
    plan: number, steps: number, text: number, from: number, to: number,
    values: number, starts: number, row: number, limit: number,
  ) => number; // prettier-ignore
}

/**
 * The scanner of a plan. Rows of plain numbers and epoch stamps, which is nearly all of most files, take a kernel in
 * WebAssembly; any other row, and all of them where the kernel or SIMD is missing, takes `scanRows`.
 * @param capacity Rows of the batches that will be filled.
 */
export function createScanner(plan: ScanPlan, capacity: number): Scanner {
  const plain: Scanner = (buffer, from, to, batch, limit) => scanRows(plan, buffer, from, to, batch, limit);
  const kernel = createKernel(plan, capacity);
  if (!kernel) return plain;
  let patience = 1; // rows that `scanRows` takes where the kernel stops; more and more while it only stops
  return (buffer, from, to, batch, limit) => {
    let p = from;
    while (p < to && batch.rows < limit) {
      const before = batch.rows;
      p = kernel(buffer, p, to, batch, limit);
      if (batch.rows - before >= GOOD_RUN) patience = 1;
      if (p >= to || batch.rows >= limit) break;
      p = plain(buffer, p, to, batch, Math.min(limit, batch.rows + patience));
      patience = Math.min(patience * 2, limit);
    }
    return p;
  };
}

function createKernel(plan: ScanPlan, capacity: number): Scanner | undefined {
  const steps = stepsOf(plan);
  const module = steps && compile();
  if (!steps || !module) return undefined;
  const slots = [...new Set(steps.filter(({ op }) => op !== OP.skip).map(({ slot }) => slot))];
  const bytes = capacity * (8 * (Math.max(...slots) + 1) + 4) + WINDOW + 16_384; // columns, starts, text and the rest
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { prepare, scan, __heap_base } = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  let end = __heap_base.value;
  const reserve = (bytes: number): number => {
    const at = Math.ceil(end / 16) * 16;
    end = at + bytes;
    return at;
  };
  const planAt = reserve(PLAN_WORDS * 4), stepsAt = reserve(steps.length * 4), startsAt = reserve(capacity * 4); // prettier-ignore
  const placesAt = reserve(PLACES_BYTES);
  const valuesAt = reserve(capacity * 8 * (Math.max(...slots) + 1));
  const textAt = reserve(WINDOW + SLACK);

  const words = new Uint32Array(memory.buffer);
  const text = new Uint8Array(memory.buffer, textAt, WINDOW);
  const starts = new Int32Array(memory.buffer, startsAt, capacity);
  const values = new Float64Array(memory.buffer, valuesAt, capacity * (Math.max(...slots) + 1));
  words.set([plan.delimiter, plan.decimal, steps.length, UNITS[plan.time.unit]!, capacity, 0, placesAt], planAt / 4);
  words.set(steps.map(({ op, slot, count }) => op | (slot << 8) | (count << 16)), stepsAt / 4); // prettier-ignore
  prepare(placesAt);
  let rowBytes = 64;

  return (buffer, from, to, batch, limit) => {
    let p = from;
    while (p < to && batch.rows < limit) {
      const wanted = Math.ceil((limit - batch.rows) * rowBytes * 1.02) + 1_024;
      const cut = Math.min(to, p + Math.min(WINDOW, wanted));
      const last = cut === to ? to : buffer.lastIndexOf(10, cut - 1) + 1;
      if (last <= p) return p; // a row as long as a window
      text.set(buffer.subarray(p, last));
      const first = batch.rows;
      const read = scan(planAt, stepsAt, textAt, 0, last - p, valuesAt, startsAt, first, limit);
      const rows = words[planAt / 4 + ROWS]!;
      for (const slot of slots) {
        const at = slot * capacity;
        batch.values.set(values.subarray(at + first, at + rows), at + first);
      }
      for (let i = first; i < rows; i++) {
        batch.start[i] = p + starts[i]!;
        batch.line[i] = batch.nextLine++;
      }
      if (rows > first) rowBytes = read / (rows - first);
      batch.rows = rows;
      p += read;
      if (p < last) return p;
    }
    return p;
  };
}

interface Step {
  readonly op: number;
  readonly slot: number;
  count: number;
}

/** What the kernel does column by column; undefined when the plan asks for more than it can do. */
function stepsOf({ width, ops, slots, time }: ScanPlan): Step[] | undefined {
  const steps: Step[] = [];
  for (let column = 0; column < width; column++) {
    const op = ops[column]!, last = steps.at(-1); // prettier-ignore
    if (op === OP.skip && last?.op === OP.skip) last.count++;
    else steps.push({ op, slot: slots[column]!, count: 1 });
  }
  const isPlain = steps.every(
    ({ op, slot }) =>
      op === OP.skip || (slot < MOST_SLOTS && (op === OP.number || (op === OP.epoch && time.unit in UNITS))),
  );
  // in a table of one column an empty line is no row; and without a number there is nothing to gain
  return isPlain && width > 1 && width <= MOST_COLUMNS && steps.some(({ op }) => op !== OP.skip) ? steps : undefined;
}

let compiled: WebAssembly.Module | undefined | null;

/** Undefined on a processor or an engine without SIMD. */
function compile(): WebAssembly.Module | undefined {
  if (compiled === undefined) {
    const code = Buffer.from(QUICK_SCAN_CODE, 'base64');
    compiled = WebAssembly.validate(code) ? new WebAssembly.Module(code) : null;
  }
  return compiled ?? undefined;
}
