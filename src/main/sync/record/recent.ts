import type { FeedPrint } from './feed';

/**
 * What came of late, so that a print that is sent again, after a reconnection or on two lines at once, is taken once.
 * Two of one message are no repetition: both are handed on, and the store counts what it folds.
 */
export interface Recent {
  /** The prints that did not come with an earlier message. */
  unseen(prints: readonly FeedPrint[]): FeedPrint[];
  /** Prints that did. */
  readonly repeated: number;
}

const GENERATION = 20_000;

const keyOf = ({ instrument, t, side, price, quantity, notional }: FeedPrint): string =>
  `${instrument} ${t} ${side} ${price} ${quantity} ${notional}`;

export function createRecent(): Recent {
  let young = new Set<string>();
  let old = new Set<string>();
  let repeated = 0;
  return {
    unseen(prints) {
      const keys = prints.map(keyOf);
      const fresh = prints.filter((_, i) => !young.has(keys[i]!) && !old.has(keys[i]!));
      repeated += prints.length - fresh.length;
      for (const key of keys) young.add(key);
      if (young.size > GENERATION) [young, old] = [new Set(), young];
      return fresh;
    },
    get repeated() {
      return repeated;
    },
  };
}
