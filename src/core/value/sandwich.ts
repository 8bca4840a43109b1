import { forcedSale, poolLacks, type Pool } from './pool';

/** What can be taken from a sale that accepts less than it was quoted. Base and quote are tokens of the pool. */
export interface Sandwich {
  /** Quoted to the seller, and the least that is accepted [quote]. */
  readonly quoted: number;
  readonly accepted: number;
  /** Base sold in front that leaves the seller exactly what is accepted. */
  readonly largestFront: number;
  /** Gain of it in a pool without fees, of the same reserves [quote]: no fee leaves more. */
  readonly beforeFees: number;
  /** Most that is left after the fees of both trades, and the front-run that brings it, ≤ `largestFront`; 0 where fees take it all. */
  readonly afterFees: number;
  readonly bestFront: number;
  readonly reason: string;
}

/**
 * Bound of a sandwich: base is sold in front of a sale, and bought back after it. In units of the base reserve, u in front, v sold by the
 * victim, w = γv: the victim gets 1 − tolerance of the quote where (1 + γu)(1 + w + u) = (1 + w) / (1 − tolerance). The gain after fees is
 * P(u) = u / (1 + γu) · (a + b / (1 + w + u)), A = 1 / (γ(1 + v)), a = γ − A, b = Aw; P′ has the sign of
 * (a − γb)u² + 2a(1 + w)u + a(1 + w)² + b(1 + w), which falls through 0 once or not at all.
 * @source Zhou, Qin, Cully, Livshits, Gervais (2021), "High-frequency trading on decentralized on-chain exchanges"; pool: Uniswap v2 whitepaper. Oracle
 *   test/oracle/value/pools.json (rational arithmetic, search over front-runs).
 */
export function sandwichBound(pool: Pool, size: number, tolerance: number): Sandwich {
  const { out: quoted, reason: noSale } = forcedSale(pool, size);
  const reason = noSale || (tolerance >= 0 && tolerance < 1 ? '' : 'a tolerance is at least 0 and below 100 %');
  if (reason !== '') return nothing(reason);
  const { reserveBase, reserveQuote, fee } = pool;
  const v = size / reserveBase;
  const largest = largestFront(1 - fee, v, tolerance);
  const best = Math.min(largest, turningPoint(1 - fee, v));
  const beforeFees = reserveQuote * gain(1, v, largestFront(1, v, tolerance));
  const afterFees = reserveQuote * Math.max(0, gain(1 - fee, v, best));
  if (![largest, beforeFees, afterFees].every(Number.isFinite)) return nothing('the figures are out of range');
  return {
    quoted,
    accepted: (1 - tolerance) * quoted,
    largestFront: reserveBase * largest,
    beforeFees,
    afterFees,
    bestFront: reserveBase * best,
    reason: '',
  };
} // prettier-ignore

const nothing = (reason: string): Sandwich => ({
  ...{ quoted: NaN, accepted: NaN, largestFront: NaN, beforeFees: NaN, afterFees: NaN, bestFront: NaN, reason },
});

/** Gain of a front-run of a size, after fees, as it is [quote]: negative where the fees take more. NaN for a pool or sizes that are none. */
export function sandwichGain(pool: Pool, size: number, front: number): number {
  if (poolLacks(pool) !== '' || !(size > 0 && front >= 0)) return NaN;
  return pool.reserveQuote * gain(1 - pool.fee, size / pool.reserveBase, front / pool.reserveBase);
}

function largestFront(gamma: number, v: number, tolerance: number): number {
  const w = gamma * v;
  const linear = 1 + gamma * (1 + w);
  const q = ((1 + w) * tolerance) / (1 - tolerance);
  return (2 * q) / (linear + Math.sqrt(linear * linear + 4 * gamma * q));
}

/** a = γ − A and b = Aw of `sandwichBound`. */
function terms(gamma: number, v: number): { readonly a: number; readonly b: number } {
  const share = 1 / (gamma * (1 + v));
  return { a: share * (gamma * gamma * v - (1 - gamma) * (1 + gamma)), b: share * gamma * v };
}

function gain(gamma: number, v: number, u: number): number {
  const { a, b } = terms(gamma, v);
  return (u / (1 + gamma * u)) * (a + b / (1 + gamma * v + u));
}

/** Front-run from which on the gain falls: 0 where it never rises, infinite where it never falls. */
function turningPoint(gamma: number, v: number): number {
  const { a, b } = terms(gamma, v);
  const whole = 1 + gamma * v;
  const [square, half, constant] = [a - gamma * b, a * whole, whole * (a * whole + b)];
  if (!(constant > 0)) return 0;
  if (square >= 0) return Infinity;
  const root = Math.sqrt(half * half - square * constant);
  return half > 0 ? (half + root) / -square : constant / (root - half);
}
