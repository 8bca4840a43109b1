import { useState } from 'react';
import { readLocal, writeLocal } from '../../lib/storage';
import { usualSize } from './model';

/** What is asked of a pool. */
export interface SaleWish {
  /** Base tokens that are sold at once; null: a hundredth of the pool. */
  readonly size: number | null;
  /** Share by which the seller accepts less than was quoted. */
  readonly tolerance: number;
}

const KEY = 'pool-sales';
const USUAL: SaleWish = { size: null, tolerance: 0.005 };

type Wishes = Readonly<Record<string, SaleWish>>;
const kept = (): Wishes => (readLocal(KEY) as Wishes | undefined) ?? {};

/**
 * Size and tolerance that a person chose for a pool: kept with it.
 * @param reserveBase as it is known: typing over it does not change what is asked
 */
export function useSale(id: string | undefined, reserveBase: number): readonly [SaleWish & { readonly size: number }, (change: Partial<SaleWish>) => void] {
  const [wishes, setWishes] = useState(kept);
  const wish = (id === undefined ? undefined : wishes[id]) ?? USUAL;
  const change = (next: Partial<SaleWish>): void => {
    if (id === undefined) return;
    const all = { ...wishes, [id]: { ...wish, ...next } };
    setWishes(all);
    writeLocal(KEY, all);
  };
  return [{ ...wish, size: wish.size ?? usualSize(reserveBase) }, change];
} // prettier-ignore
