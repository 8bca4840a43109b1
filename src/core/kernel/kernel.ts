import { NORMAL_ZIGGURAT } from '../random/ziggurat';
import { bytesOf } from './bytes';
import { KERNEL_CODE } from './code';

/** Rows of a strip that the kernel takes at a time, of a block, legs of a grid and draws. */
export const STRIP = 1_024;
export const BLOCK = 128;
export const LEGS = 64;
export const DRAWS = 8_192;

const STRIP_STRIDE = STRIP + 8;
const BLOCK_STRIDE = BLOCK + 8;
const COLUMNS = 11;
const TERMS = 8;
/** What the kernel's `at` is asked for. */
const AT = { columns: 0, terms: 1, prices: 2, deviations: 3, row: 4, draws: 5, edges: 6, words: 7 };

/** What scripts/kernels/numeric.c exports: there they are described. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly at: (table: number) => number;
  readonly fillTerms: (isCall: number, forward: number, rootTau: number, n: number) => void;
  readonly fillPrices: (isCall: number, forward: number, rootTau: number, scale: number, n: number) => void;
  readonly fillGreeks: (higher: number, isCall: number, forward: number, tau: number, time: number, rate: number, discount: number, n: number) => void; // prettier-ignore
  readonly fillLogs: (leg: number, strike: number, n: number) => void;
  readonly addPayoff: (kind: number, strike: number, scale: number, n: number) => void;
  readonly addValues: (isCall: number, leg: number, strike: number, growth: number, logGrowth: number, scale: number, uniform: number, n: number) => void; // prettier-ignore
  readonly drawNormals: (from: number, to: number) => number;
  readonly growPaths: (start: number, drift: number, vol: number, paths: number, steps: number) => void;
}

/** The kernel and its memory. */
export interface Kernel extends Omit<Exports, 'memory' | 'at'> {
  /** Strike, volatility, then price and greeks in the order of OptionColumns; shapes (STRIP). */
  readonly columns: readonly Float64Array[];
  /** In the order of BlackTerms; shapes (BLOCK). */
  readonly terms: readonly Float64Array[];
  /** Of a scenario grid, shapes (BLOCK). */
  readonly prices: Float64Array;
  readonly deviations: Float64Array;
  readonly row: Float64Array;
  /** Shape (DRAWS). */
  readonly draws: Float64Array;
  /** State of the generator. */
  readonly words: Int32Array;
}

let loaded: Kernel | null | undefined;

/** Undefined where WebAssembly or its SIMD is missing, or the page may not compile it: then the plain forms give the same bits. */
export function kernel(): Kernel | undefined {
  if (loaded === undefined) loaded = load();
  return loaded ?? undefined;
}

function load(): Kernel | null {
  try {
    const code = bytesOf(KERNEL_CODE);
    if (!WebAssembly.validate(code)) return null;
    const { memory, at, ...calls } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
    const floats = (table: number, length: number, skip = 0): Float64Array =>
      new Float64Array(memory.buffer, at(table) + 8 * skip, length);
    floats(AT.edges, 257).set(NORMAL_ZIGGURAT.x);
    return {
      ...calls,
      columns: Array.from({ length: COLUMNS }, (_, i) => floats(AT.columns, STRIP, i * STRIP_STRIDE)),
      terms: Array.from({ length: TERMS }, (_, i) => floats(AT.terms, BLOCK, i * BLOCK_STRIDE)),
      prices: floats(AT.prices, BLOCK),
      deviations: floats(AT.deviations, BLOCK),
      row: floats(AT.row, BLOCK),
      draws: floats(AT.draws, DRAWS),
      words: new Int32Array(memory.buffer, at(AT.words), 4),
    };
  } catch {
    return null;
  }
}
