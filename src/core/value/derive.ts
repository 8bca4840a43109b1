import type { Input, Inputs, Item } from './types';

/** Figures that follow from two others where they are not stated. */
export const PRODUCTS = {
  marketCap: ['price', 'float'],
  fullyDilutedValue: ['price', 'fullyDiluted'],
} as const satisfies Partial<Record<Item, readonly [Item, Item]>>;
export type Product = keyof typeof PRODUCTS;
export const PRODUCT_NAMES = Object.keys(PRODUCTS) as Product[];

export const notKnown = (reason: string): Input => ({ value: NaN, known: NaN, source: '', estimated: false, reason });

/** Inputs with capitalisation and fully diluted value computed where they are not stated; `source` says from what. */
export function derived(inputs: Inputs): Inputs {
  const next = { ...inputs };
  for (const item of PRODUCT_NAMES) {
    const [a, b] = PRODUCTS[item];
    const [x, y] = [inputs[a], inputs[b]];
    const value = x.value * y.value;
    if (Number.isFinite(inputs[item].value) || !Number.isFinite(value)) continue;
    next[item] = { value, known: Math.max(x.known, y.known), source: words(item), estimated: x.estimated || y.estimated, reason: '' }; // prettier-ignore
  }
  return next;
}

/** `price × float`. */
export const words = (product: Product): string => PRODUCTS[product].join(' × ').replace('fullyDiluted', 'fully diluted supply'); // prettier-ignore
