import { depthAt, forcedSale, poolLacks, routedSale, type Depth, type Pool, type Sale } from '#core/value/pool';
import { sandwichBound, type Sandwich } from '#core/value/sandwich';
import type { Inputs } from '#core/value/types';
import type { Entity } from '#shared/value';

/** How far from mid the depth is read [bp]. */
export const DEPTH_LEVELS = [50, 100, 200, 500, 1_000] as const;

/** A pool as it is known or typed in. */
export interface KnownPool {
  readonly entity: Entity;
  readonly pool: Pool;
  /** Why it is none; '' if it is one. */
  readonly lacks: string;
  /** A figure of it is an estimate, or was typed in. */
  readonly estimated: boolean;
}

export function poolOf(entity: Entity, { reserveBase, reserveQuote, poolFee }: Inputs): KnownPool {
  const pool = { reserveBase: reserveBase.value, reserveQuote: reserveQuote.value, fee: poolFee.value };
  const parts = [['The base reserve', reserveBase], ['The quote reserve', reserveQuote], ['The fee', poolFee]] as const; // prettier-ignore
  const missing = parts.find(([, { value }]) => Number.isNaN(value));
  return {
    ...{ entity, pool },
    lacks: missing ? `${missing[0]} is not known: ${missing[1].reason}` : poolLacks(pool),
    estimated: parts.some(([, { estimated }]) => estimated),
  };
}

const PAIR = /^\s*(\S+?)\s*\/\s*([^\s/]+)/;
const DASHED = /^\s*([^\s-]+)-([^\s-]+)\s*$/;

/** Names of its tokens, by its symbol, else by its name: of `ETH/USDC` those two. */
export function tokensOf({ symbol, name }: Pick<Entity, 'symbol' | 'name'>): readonly [base: string, quote: string] {
  const found = PAIR.exec(symbol) ?? DASHED.exec(symbol) ?? PAIR.exec(name);
  return found ? [found[1]!, found[2]!] : ['base', 'quote'];
}
const pairOf = (entity: Pick<Entity, 'symbol' | 'name'>): string => tokensOf(entity).join('/');

export interface PoolAnswer {
  readonly sale: Sale;
  readonly sandwich: Sandwich;
  readonly depth: readonly Depth[];
}

export const answerOf = (pool: Pool, size: number, tolerance: number): PoolAnswer => ({
  sale: forcedSale(pool, size),
  sandwich: sandwichBound(pool, size, tolerance),
  depth: depthAt(pool, DEPTH_LEVELS),
});

/** Pools that are set beside each other. */
const MOST_COMPARED = 40;

/** A pool and those that take the same base token, at most so many of them. */
export function comparable<E extends Pick<Entity, 'id' | 'symbol' | 'name'>>(pools: readonly E[], shown: E | undefined): readonly E[] {
  if (!shown) return [];
  const [base] = tokensOf(shown);
  const same = pools.filter((one) => tokensOf(one)[0] === base).slice(0, MOST_COMPARED);
  return same.includes(shown) ? same : [shown, ...same.slice(1)];
} // prettier-ignore

/** A size at which the slider begins and ends, as shares of the base reserve. */
const LEAST = 1e-5;
const MOST = 10;
const STEPS = 240;
export const SLIDER_STEPS = STEPS;

/** A size that a person can read out: two figures. */
export const sizeAt = (step: number, reserveBase: number): number =>
  Number((reserveBase * LEAST * (MOST / LEAST) ** (step / STEPS)).toPrecision(2));
export function stepOf(size: number, reserveBase: number): number {
  const share = size / reserveBase / LEAST;
  if (!(share > 0)) return 0;
  return Math.min(STEPS, Math.max(0, Math.round((STEPS * Math.log(share)) / Math.log(MOST / LEAST))));
}
/** Where a size starts: a hundredth of the pool. */
export const usualSize = (reserveBase: number): number => (reserveBase > 0 ? sizeAt((STEPS * 3) / 6, reserveBase) : 1);

export interface Compared {
  readonly known: KnownPool;
  readonly sale: Sale;
  readonly sandwich: Sandwich;
}

export const compare = (pools: readonly KnownPool[], size: number, tolerance: number): readonly Compared[] =>
  pools.map((known) => ({
    known,
    sale: forcedSale(known.pool, size),
    sandwich: sandwichBound(known.pool, size, tolerance),
  }));

/** The same sale over every pool of the same two tokens; undefined where there is but one, or no one knows which they are. */
export function together(pools: readonly KnownPool[], shown: Entity, size: number): { readonly count: number; readonly sale: Sale } | undefined {
  const pair = pairOf(shown);
  const same = pools.filter(({ entity, lacks }) => lacks === '' && pairOf(entity) === pair);
  return same.length < 2 || pair === 'base/quote' ? undefined : { count: same.length, sale: routedSale(same.map(({ pool }) => pool), size) };
} // prettier-ignore
