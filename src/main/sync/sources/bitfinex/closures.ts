import type { Columns } from '#core/series/schema';
import { NetError } from '../../net/types';
import { once } from '../once';
import { readColumns, rowsAt } from '../payload';

/** Places in an entry of `liquidations/hist`. */
const SYMBOL = 4, IS_MATCH = 8; // prettier-ignore

export interface Closures {
  /** Of every entry, whatever its instrument. */
  readonly t: Float64Array;
  readonly prints: Columns<'prints'>;
}

/**
 * Closures of one instrument among those of the whole venue. The amount is that of the position: positive a long. A position
 * comes twice, when its closing is triggered (`IS_MATCH` 0) and when it is executed (1): only the execution is a print.
 */
export function readClosures(reply: unknown, symbol: string): Closures {
  const entries = rowsAt(reply).map((wrapped) => rowsAt(rowsAt(wrapped)[0]));
  const executed = entries.filter((entry) => {
    const isMatch = Number(entry[IS_MATCH]);
    if (typeof entry[SYMBOL] !== 'string' || (isMatch !== 0 && isMatch !== 1))
      throw new NetError(
        'broken',
        'An answer has another shape than expected: a liquidation without instrument or mark.',
      );
    return entry[SYMBOL] === symbol && isMatch === 1;
  });
  const closed = once(executed, (entry) => JSON.stringify(entry));
  const sent = readColumns('prints', closed, { t: 2, side: 5, price: 11, quantity: 5, notional: 5 });
  if (sent.side.includes(0))
    throw new NetError('broken', 'An answer has another shape than expected: a position of 0.');
  const quantity = sent.quantity.map(Math.abs);
  return {
    t: readColumns('metric', entries, { t: 2, value: 5 }).t,
    prints: { ...sent, side: sent.side.map(Math.sign), quantity, notional: quantity.map((x, i) => x * sent.price[i]!) },
  };
}
