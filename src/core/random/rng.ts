import { fnv1a64, splitMix64 } from './splitmix';
import { EXPONENTIAL_ZIGGURAT, NORMAL_ZIGGURAT } from './ziggurat';

const TWO_POW_MINUS_32 = 2 ** -32;
const TWO_POW_MINUS_53 = 2 ** -53;
const TWO_POW_MINUS_23 = 2 ** -23;
const TWO_POW_MINUS_24 = 2 ** -24;

const NX = NORMAL_ZIGGURAT.x;
const NY = NORMAL_ZIGGURAT.y;
const EX = EXPONENTIAL_ZIGGURAT.x;
const EY = EXPONENTIAL_ZIGGURAT.y;

/**
 * Seeded random numbers: xoshiro128**, period 2^128 − 1. Not for secrets.
 * The same seed gives the same numbers on every machine, apart from the last bit of `Math.log` and `Math.exp`
 * in the rare tail and wedge draws of `normal` and `exponential`, and in `poisson`.
 * @source Blackman, Vigna (2021) "Scrambled linear pseudorandom number generators"; prng.di.unimi.it/xoshiro128starstar.c.
 */
export class Rng {
  private readonly s = new Int32Array(4);
  private readonly seed: bigint;

  /**
   * @param seed any safe integer, or 64 bits as a bigint; expanded with SplitMix64.
   * @throws {RangeError} a number that is not a safe integer.
   */
  constructor(seed: number | bigint) {
    if (typeof seed === 'number' && !Number.isSafeInteger(seed)) throw new RangeError(`seed=${seed}`);
    this.seed = BigInt.asUintN(64, BigInt(seed));
    const next = splitMix64(this.seed);
    for (let i = 0; i < 4; i += 2) {
      const word = next();
      this.s[i] = Number(word & 0xffff_ffffn) | 0;
      this.s[i + 1] = Number(word >> 32n) | 0;
    }
  }

  /**
   * An independent stream. It depends on this generator's seed and the label alone, not on how many numbers were drawn,
   * so that adding a draw in one place leaves every other stream as it was.
   */
  fork(label: string): Rng {
    return new Rng(splitMix64(this.seed ^ fnv1a64(label))());
  }

  /** A copy of the four words of state, for a loop so hot that it steps the generator in its own local variables. */
  state(): Int32Array {
    return this.s.slice();
  }

  /** Hands the four words of state to a loop that steps the generator elsewhere. */
  saveTo(words: Int32Array): void {
    const s = this.s;
    words[0] = s[0];
    words[1] = s[1];
    words[2] = s[2];
    words[3] = s[3];
  }

  /** Goes on from the words that such a loop left behind. */
  restoreFrom(words: Int32Array): void {
    const s = this.s;
    s[0] = words[0];
    s[1] = words[1];
    s[2] = words[2];
    s[3] = words[3];
  }

  /** Next 32 bits, as a signed integer. */
  bits(): number {
    const s = this.s;
    const s1 = s[1];
    const x = Math.imul(s1, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9);
    const s2 = s[2] ^ s[0];
    const s3 = s[3] ^ s1;
    s[1] = s1 ^ s2;
    s[0] ^= s3;
    s[2] = s2 ^ (s1 << 9);
    s[3] = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  /** Next 32 bits, as an integer in [0, 2^32). */
  uint32(): number {
    return this.bits() >>> 0;
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67_108_864 + (this.bits() >>> 6)) * TWO_POW_MINUS_53;
  }

  /** Uniform on [0, 1), 32 bits: one draw instead of two. */
  uniform32(): number {
    return (this.bits() >>> 0) * TWO_POW_MINUS_32;
  }

  /**
   * Uniform integer in [0, n), without bias.
   * @param n integer in [1, 2^32].
   * @throws {RangeError} n is outside.
   */
  below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 4_294_967_296)) throw new RangeError(`n=${n}`);
    const limit = 4_294_967_296 - (4_294_967_296 % n);
    let x = this.bits() >>> 0;
    while (x >= limit) x = this.bits() >>> 0;
    return x % n;
  }

  /**
   * Standard normal by a 256-layer ziggurat; layer and value come from different bits (Doornik 2005), value resolution 2^−23
   * of a layer's width. Exact in the tail.
   */
  normal(): number {
    for (;;) {
      const bits = this.bits();
      const layer = bits & 0xff;
      const u = (bits >> 8) * TWO_POW_MINUS_23;
      const x = u * NX[layer];
      if (Math.abs(x) < NX[layer + 1]) return x;
      if (layer === 0) return u < 0 ? -this.normalTail() : this.normalTail();
      if (NY[layer] + this.uniform32() * (NY[layer + 1] - NY[layer]) < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** Standard exponential (mean 1) by a 256-layer ziggurat. */
  exponential(): number {
    let shift = 0;
    for (;;) {
      const bits = this.bits();
      const layer = bits & 0xff;
      const x = (bits >>> 8) * TWO_POW_MINUS_24 * EX[layer];
      if (x < EX[layer + 1]) return shift + x;
      if (layer === 0)
        shift += EXPONENTIAL_ZIGGURAT.r; // memoryless: start again beyond the edge
      else if (EY[layer] + this.uniform32() * (EY[layer + 1] - EY[layer]) < Math.exp(-x)) return shift + x;
    }
  }

  /** Fills `out` with what as many calls of `normal` would give, several times faster. @returns out. */
  fillNormal(out: Float64Array): Float64Array {
    const s = this.s;
    let s0 = s[0];
    let s1 = s[1];
    let s2 = s[2];
    let s3 = s[3];
    for (let i = 0; i < out.length; i++) {
      const x5 = Math.imul(s1, 5);
      const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
      const n2 = s2 ^ s0;
      const n3 = s3 ^ s1;
      const n1 = s1 ^ n2;
      const n0 = s0 ^ n3;
      const layer = bits & 0xff;
      const x = (bits >> 8) * TWO_POW_MINUS_23 * NX[layer];
      if (Math.abs(x) < NX[layer + 1]) {
        out[i] = x;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 = n1;
        s0 = n0;
        continue;
      }
      this.store(s0, s1, s2, s3); // one in a hundred: the whole draw again, with its wedges and tail
      out[i] = this.normal();
      s0 = s[0];
      s1 = s[1];
      s2 = s[2];
      s3 = s[3];
    }
    this.store(s0, s1, s2, s3);
    return out;
  }

  /** Fills `out` with what as many calls of `exponential` would give, several times faster. @returns out. */
  fillExponential(out: Float64Array): Float64Array {
    const s = this.s;
    let s0 = s[0];
    let s1 = s[1];
    let s2 = s[2];
    let s3 = s[3];
    for (let i = 0; i < out.length; i++) {
      const x5 = Math.imul(s1, 5);
      const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
      const n2 = s2 ^ s0;
      const n3 = s3 ^ s1;
      const n1 = s1 ^ n2;
      const n0 = s0 ^ n3;
      const layer = bits & 0xff;
      const x = (bits >>> 8) * TWO_POW_MINUS_24 * EX[layer];
      if (x < EX[layer + 1]) {
        out[i] = x;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 = n1;
        s0 = n0;
        continue;
      }
      this.store(s0, s1, s2, s3);
      out[i] = this.exponential();
      s0 = s[0];
      s1 = s[1];
      s2 = s[2];
      s3 = s[3];
    }
    this.store(s0, s1, s2, s3);
    return out;
  }

  /**
   * Poisson count.
   * @param mean ≥ 0. Below 10 by multiplication (Knuth 1969), else by transformed rejection (Hörmann 1993, PTRS).
   * @throws {RangeError} mean is negative, not finite, or above 1e9.
   */
  poisson(mean: number): number {
    if (!(mean >= 0 && mean <= 1e9)) throw new RangeError(`mean=${mean}`);
    if (mean >= 10) return this.poissonRejection(mean);
    const floor = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > floor; product *= this.uniform()) count++;
    return count;
  }

  private store(s0: number, s1: number, s2: number, s3: number): void {
    this.s[0] = s0;
    this.s[1] = s1;
    this.s[2] = s2;
    this.s[3] = s3;
  }

  /** @source Marsaglia (1964): the tail beyond r. */
  private normalTail(): number {
    const r = NORMAL_ZIGGURAT.r;
    for (;;) {
      const x = -Math.log(1 - this.uniform()) / r;
      const y = -Math.log(1 - this.uniform());
      if (y + y >= x * x) return r + x;
    }
  }

  /** @source Hörmann (1993) "The transformed rejection method for generating Poisson random variables", algorithm PTRS. */
  private poissonRejection(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const vr = 0.9277 - 3.6224 / (b - 2);
    const logMean = Math.log(mean);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= vr) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const accept = Math.log((v * inverseAlpha) / (a / (us * us) + b));
      if (accept <= k * logMean - mean - logFactorial(k)) return k;
    }
  }
}

/** log k!: a sum below 10, Stirling's series beyond (absolute error < 1e-9). */
function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1;
    for (let i = 2; i <= k; i++) product *= i;
    return Math.log(product);
  }
  const n = k + 1;
  const inverse = 1 / n;
  const series = inverse * (1 / 12 - inverse * inverse * (1 / 360 - (inverse * inverse) / 1_260));
  return (n - 0.5) * Math.log(n) - n + 0.9189385332046727 + series;
}
