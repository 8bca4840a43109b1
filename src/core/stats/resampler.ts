import type { Rng } from '../random/rng';

/** Resamples of one block: they share a random stream. */
export const RESAMPLE_BLOCK = 1_000;

const TWO_POW_32 = 2 ** 32;
/** Clusters of a stratum: two draws are one look-up among 64² sums, and 12 of the 32 bits of a random word. */
const SIZE_BITS = 6;
const SIZE = 1 << SIZE_BITS;
const PAIR_BITS = 2 * SIZE_BITS;
/** Draws per cluster that the strata get: a little less than one, so that together they are seldom more than k. */
const SHARE = 63 / 64;
const GUIDE_BITS = 12;
const MAX_COUNT = 255;

/**
 * Draws k of k clusters with replacement, many times, and gives the sum over each resample without touching every draw.
 *
 * The clusters are cut into strata of 64 and a rest. How many draws fall into each is Poisson, a little below its size in the
 * mean; when that is more than k together, all counts are drawn again; when it is less, what is left goes to all clusters alike.
 * Where balls fall does not depend on how many there are, so the clusters' counts are multinomial, as they should be (Devroye
 * 1986, XI.1). In a stratum a table has the sum of every pair of clusters, so that one random word makes four draws.
 * Each probability is within k·2^−32 of its value.
 */
export class Resampler {
  private readonly k: number;
  private readonly strata: number;
  private readonly rest: number;
  private readonly stratumCount = poissonOf(SIZE * SHARE);
  private readonly restCount: Poisson;
  /** Of each resample: draws in each stratum; pairs of draws in the rest; one draw more there, or k; draws among all. */
  private readonly counts: Uint8Array;
  private readonly restPairs: Uint8Array;
  private readonly restSingle: Int32Array;
  private readonly left: Int32Array;
  private readonly sums: Float64Array;
  private readonly totals: Float64Array;
  private state: Int32Array = new Int32Array(4);

  /** @param k clusters, ≥ 1. */
  constructor(k: number) {
    const rows = RESAMPLE_BLOCK;
    this.k = k;
    this.strata = k >>> SIZE_BITS;
    this.rest = k & (SIZE - 1);
    this.restCount = poissonOf(this.rest * SHARE);
    this.counts = new Uint8Array(rows * this.strata);
    this.restPairs = new Uint8Array(rows);
    this.restSingle = new Int32Array(rows);
    this.left = new Int32Array(rows);
    this.sums = new Float64Array(rows);
    this.totals = new Float64Array(rows);
  }

  /** Starts a block of resamples. What they draw depends on the generator alone. */
  begin(rng: Rng): void {
    this.state = rng.state();
    this.drawCounts(rng.fork('counts'));
  }

  private drawCounts(rng: Rng): void {
    const { counts, restPairs, restSingle, left, stratumCount, restCount, strata, rest, k } = this;
    for (let row = 0; row < RESAMPLE_BLOCK; row++) {
      let ofRest: number;
      let ofAll: number;
      do {
        ofAll = k;
        for (let g = row * strata; g < (row + 1) * strata; g++) {
          const count = invert(stratumCount, rng.uint32());
          counts[g] = count;
          ofAll -= count;
        }
        ofRest = strata > 0 ? invert(restCount, rng.uint32()) : k;
        ofAll -= ofRest;
      } while (ofAll < 0);
      left[row] = ofAll;
      restPairs[row] = ofRest >>> 1;
      restSingle[row] = ofRest & 1 ? k - rest + Math.floor(rng.uniform32() * rest) : k;
    }
  }

  /** What {@link addSums} and {@link addRatios} look up. @param columns one or two, shape (k) each. */
  table(columns: readonly Float64Array[]): ResampleTable {
    const { k, strata, rest } = this;
    const width = columns.length;
    const single = new Float64Array((k + 1) * width); // one row of 0 behind the last
    columns.forEach((column, c) => column.forEach((x, i) => (single[i * width + c] = x)));
    const pairs = new Float64Array(((strata << PAIR_BITS) + rest * rest) * width);
    for (let start = 0, o = 0; start < k; start += SIZE) {
      const own = single.subarray(start * width, Math.min(start + SIZE, k) * width);
      for (let a = 0; a < own.length; a += width)
        for (let b = 0; b < own.length; b++) pairs[o++] = own[a + (b & (width - 1))] + own[b];
    }
    return { single, pairs };
  }

  /**
   * Adds scale · (sum of a one-column table over each resample) to `out`, shape (RESAMPLE_BLOCK).
   * Steps xoshiro128** as {@link Rng} does, in local variables. A stratum at a time, because its table fits the first cache.
   */
  addSums({ single, pairs }: ResampleTable, scale: number, out: Float64Array): void {
    const { counts, restPairs, restSingle, left, strata, rest } = this;
    const firstRest = strata << PAIR_BITS;
    const toRest = (rest * rest) / TWO_POW_32;
    const toAll = this.k / TWO_POW_32;
    let [s0, s1, s2, s3] = this.state;
    const sums = this.sums.fill(0);
    for (let g = 0; g < strata; g++) {
      const base = g << PAIR_BITS;
      for (let row = 0; row < RESAMPLE_BLOCK; row++) {
        const count = counts[row * strata + g];
        let sumA = 0;
        let sumB = 0;
        for (let i = count >>> 2; i > 0; i--) {
          const x5 = Math.imul(s1, 5);
          const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
          const n2 = s2 ^ s0;
          const n3 = s3 ^ s1;
          s2 = n2 ^ (s1 << 9);
          s3 = (n3 << 11) | (n3 >>> 21);
          s1 ^= n2;
          s0 ^= n3;
          const a = base + (bits >>> 20);
          const b = base + ((bits >>> 8) & 4095);
          sumA += pairs[a];
          sumB += pairs[b];
        }
        // The last one to three: a pair and a single, each switched on or off by a factor, because a branch would be a toss.
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        const a = base + (bits >>> 20);
        const b = (g << SIZE_BITS) + ((bits >>> 14) & 63);
        const two = (count >>> 1) & 1;
        const one = count & 1;
        sumA += two * pairs[a];
        sumB += one * single[b];
        sums[row] += sumA + sumB;
      }
    }
    for (let row = 0; row < RESAMPLE_BLOCK; row++) {
      let sum = sums[row] + single[restSingle[row]];
      for (let i = restPairs[row]; i > 0; i--) {
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        sum += pairs[firstRest + (((bits >>> 0) * toRest) | 0)];
      }
      for (let i = left[row]; i > 0; i--) {
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        sum += single[((bits >>> 0) * toAll) | 0];
      }
      out[row] += scale * sum;
    }
  }

  /** As {@link addSums}, weight · (sum of the first column / sum of the second) of a two-column table; NaN where the second is 0. */
  addRatios({ single, pairs }: ResampleTable, weight: number, out: Float64Array): void {
    const { counts, restPairs, restSingle, left, strata, rest } = this;
    const firstRest = strata << PAIR_BITS;
    const toRest = (rest * rest) / TWO_POW_32;
    const toAll = this.k / TWO_POW_32;
    let [s0, s1, s2, s3] = this.state;
    const sums = this.sums.fill(0);
    const totals = this.totals.fill(0);
    for (let g = 0; g < strata; g++) {
      const base = g << (PAIR_BITS + 1);
      for (let row = 0; row < RESAMPLE_BLOCK; row++) {
        const count = counts[row * strata + g];
        let sumA = 0;
        let sumB = 0;
        let countA = 0;
        let countB = 0;
        for (let i = count >>> 2; i > 0; i--) {
          const x5 = Math.imul(s1, 5);
          const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
          const n2 = s2 ^ s0;
          const n3 = s3 ^ s1;
          s2 = n2 ^ (s1 << 9);
          s3 = (n3 << 11) | (n3 >>> 21);
          s1 ^= n2;
          s0 ^= n3;
          const a = base + ((bits >>> 19) & 8190);
          const b = base + ((bits >>> 7) & 8190);
          sumA += pairs[a];
          countA += pairs[a + 1];
          sumB += pairs[b];
          countB += pairs[b + 1];
        }
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        const a = base + ((bits >>> 19) & 8190);
        const b = (g << 7) + ((bits >>> 13) & 126);
        const two = (count >>> 1) & 1;
        const one = count & 1;
        sumA += two * pairs[a];
        countA += two * pairs[a + 1];
        sumB += one * single[b];
        countB += one * single[b + 1];
        sums[row] += sumA + sumB;
        totals[row] += countA + countB;
      }
    }
    for (let row = 0; row < RESAMPLE_BLOCK; row++) {
      const last = restSingle[row] << 1;
      let sum = sums[row] + single[last];
      let count = totals[row] + single[last + 1];
      for (let i = restPairs[row]; i > 0; i--) {
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        const a = (firstRest + (((bits >>> 0) * toRest) | 0)) << 1;
        sum += pairs[a];
        count += pairs[a + 1];
      }
      for (let i = left[row]; i > 0; i--) {
        const x5 = Math.imul(s1, 5);
        const bits = Math.imul((x5 << 7) | (x5 >>> 25), 9);
        const n2 = s2 ^ s0;
        const n3 = s3 ^ s1;
        s2 = n2 ^ (s1 << 9);
        s3 = (n3 << 11) | (n3 >>> 21);
        s1 ^= n2;
        s0 ^= n3;
        const a = (((bits >>> 0) * toAll) | 0) << 1;
        sum += single[a];
        count += single[a + 1];
      }
      out[row] += count > 0 ? (weight * sum) / count : NaN;
    }
  }
}

/** Rows of one or two numbers: the clusters, and the sums of two clusters of one stratum. */
export interface ResampleTable {
  readonly single: Float64Array;
  readonly pairs: Float64Array;
}

/** A Poisson distribution for {@link invert}. */
interface Poisson {
  readonly guide: Uint8Array;
  readonly cdf: Float64Array;
}

function poissonOf(mean: number): Poisson {
  const guide = new Uint8Array(1 << GUIDE_BITS);
  const cdf = new Float64Array(MAX_COUNT + 1).fill(TWO_POW_32);
  for (let n = 0, term = Math.exp(-mean), sum = 0; n < MAX_COUNT; term *= mean / ++n)
    cdf[n] = Math.min(TWO_POW_32, Math.round((sum += term) * TWO_POW_32));
  for (let i = 0, n = 0; i < guide.length; i++) {
    while (cdf[n] <= i * 2 ** (32 - GUIDE_BITS)) n++;
    guide[i] = n;
  }
  return { guide, cdf };
}

/** The count at the 32-bit word u: the least n with u < cdf[n], looked for from where the first bits of u point to. */
function invert({ guide, cdf }: Poisson, u: number): number {
  let n = guide[u >>> (32 - GUIDE_BITS)];
  while (u >= cdf[n]) n++;
  return n;
}
