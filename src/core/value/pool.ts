/** A constant-product pool. Reserves in tokens; the fee is the share of what is put in that stays beside the trade. */
export interface Pool {
  readonly reserveBase: number;
  readonly reserveQuote: number;
  readonly fee: number;
}

/** What a sale of base does. NaN with a reason where the pool or the size is none. */
export interface Sale {
  /** Quote tokens. */
  readonly out: number;
  readonly averagePrice: number;
  /** Of the pool before and after [quote per base]. */
  readonly mid: number;
  readonly midAfter: number;
  /** Fall of the mid price and of the average price below the mid before, ≥ 0; the latter holds the fee [bp]. */
  readonly impactBp: number;
  readonly slippageBp: number;
  readonly reason: string;
}

const BP = 1e4;
const NOTHING = { out: NaN, averagePrice: NaN, mid: NaN, midAfter: NaN, impactBp: NaN, slippageBp: NaN };

/** Why a pool is none; '' if it is one. */
export function poolLacks({ reserveBase, reserveQuote, fee }: Pool): string {
  if (![reserveBase, reserveQuote].every((x) => x > 0 && x < Infinity)) return 'a pool has reserves above 0 of both tokens';
  if (!(fee >= 0 && fee < 1)) return 'a fee is at least 0 and below 100 %';
  return '';
} // prettier-ignore
const sizeLacks = (size: number): string => (size > 0 && size < Infinity ? '' : 'a size is above 0');

/**
 * Base sold into the pool at once: out = y·γs / (x + γs), γ = 1 − fee, and the fee stays in the pool.
 * @source Uniswap v2 whitepaper (Adams, Zinsmeister, Robinson 2020), section 3.2.1.
 */
export function forcedSale(pool: Pool, size: number): Sale {
  const reason = poolLacks(pool) || sizeLacks(size);
  if (reason !== '') return { ...NOTHING, reason };
  const { reserveBase: x, reserveQuote: y, fee } = pool;
  const [sold, whole] = [((1 - fee) * size) / x, size / x];
  const mid = y / x;
  const out = y * (sold / (1 + sold));
  const averagePrice = (mid * (1 - fee)) / (1 + sold);
  const midAfter = mid / ((1 + sold) * (1 + whole));
  if (!(mid < Infinity && averagePrice > 0 && midAfter > 0))
    return { ...NOTHING, reason: 'the figures are out of range' };
  return {
    out,
    averagePrice,
    mid,
    midAfter,
    impactBp: BP * (1 - 1 / ((1 + sold) * (1 + whole))),
    slippageBp: (BP * (fee + sold)) / (1 + sold),
    reason: '',
  };
}

/** Root u ≥ 0 of γu² + (1 + γ)u = q, in the form that does not cancel. */
const growth = (gamma: number, q: number): number =>
  (2 * q) / (1 + gamma + Math.sqrt((1 + gamma) ** 2 + 4 * gamma * q));

/** Base to sell until the mid price has fallen so far [bp, above 0 and below 10,000]; NaN where there is no such size. */
export function sizeForImpact(pool: Pool, impactBp: number): number {
  const p = impactBp / BP;
  if (poolLacks(pool) !== '' || !(p > 0 && p < 1)) return NaN;
  return pool.reserveBase * growth(1 - pool.fee, p / (1 - p));
}

export interface Depth {
  readonly bp: number;
  /** Base that can be sold before the mid is so far down, and quote that can be spent before it is so far up. */
  readonly base: number;
  readonly quote: number;
}

/** @param levels distances from mid [bp], above 0 and below 10,000. */
export const depthAt = (pool: Pool, levels: readonly number[]): readonly Depth[] =>
  levels.map((bp) => {
    const isLevel = poolLacks(pool) === '' && bp > 0 && bp < BP;
    return { bp, base: sizeForImpact(pool, bp), quote: isLevel ? pool.reserveQuote * growth(1 - pool.fee, bp / BP) : NaN }; // prettier-ignore
  });

export interface RoutedSale extends Sale {
  /** Base that each pool takes; 0 where its price is below what the others pay for the last token. */
  readonly sizes: Float64Array;
}

/**
 * One sale over several pools so that the last token brings the same in each that takes any: the most that they pay together.
 * Marginal price y·γ·x / (x + γs)² = λ. `mid` is the best one of all, `midAfter` the best one after the sale.
 */
export function routedSale(pools: readonly Pool[], size: number): RoutedSale {
  const sizes = new Float64Array(pools.length);
  const reason = pools.length === 0 ? 'there is no pool' : (pools.map(poolLacks).find((lacks) => lacks !== '') ?? sizeLacks(size)); // prettier-ignore
  if (reason !== '') return { ...NOTHING, sizes: sizes.fill(NaN), reason };
  const first = ({ reserveBase, reserveQuote, fee }: Pool): number => ((1 - fee) * reserveQuote) / reserveBase;
  const order = [...pools.keys()].sort((a, b) => first(pools[b]) - first(pools[a]) || a - b);
  // With the dearest k pools 1/√λ = (size + Σ x/γ) / Σ √(xy/γ); the next one takes part while it pays more than λ for its first token.
  let [tokens, roots, root] = [size, 0, 0];
  let taking = 0;
  for (const i of order) {
    const { reserveBase: x, reserveQuote: y, fee } = pools[i];
    if (taking > 0 && first(pools[i]) * root * root <= 1) break;
    tokens += x / (1 - fee);
    roots += Math.sqrt((x * y) / (1 - fee));
    root = tokens / roots;
    taking++;
  }
  for (const i of order.slice(0, taking)) {
    const { reserveBase: x, reserveQuote: y, fee } = pools[i];
    sizes[i] = Math.max(0, (Math.sqrt(x * y * (1 - fee)) * root - x) / (1 - fee));
  }
  const sales = pools.map((pool, i) => (sizes[i] > 0 ? forcedSale(pool, sizes[i]) : { ...NOTHING, out: 0, midAfter: midOf(pool), reason: '' })); // prettier-ignore
  const out = sales.reduce((sum, sale) => sum + sale.out, 0);
  const [mid, midAfter] = [Math.max(...pools.map(midOf)), Math.max(...sales.map((sale) => sale.midAfter))];
  const averagePrice = out / size;
  if (!(averagePrice > 0 && mid < Infinity)) return { ...NOTHING, sizes: sizes.fill(NaN), reason: 'the figures are out of range' };
  return { out, averagePrice, mid, midAfter, impactBp: BP * (1 - midAfter / mid), slippageBp: BP * (1 - averagePrice / mid), sizes, reason: '' };
} // prettier-ignore

const midOf = ({ reserveBase, reserveQuote }: Pool): number => reserveQuote / reserveBase;
