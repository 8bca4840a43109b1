import type { Columns } from '#core/series/schema';
import { NetError } from '../../net/types';
import { once } from '../once';
import { objectAt, readColumns, rowsAt, textAt } from '../payload';

export interface Executions {
  /** Of every execution. */
  readonly t: Float64Array;
  readonly prints: Columns<'prints'>;
}

/** Kinds of orders that the venue itself puts in to close a position: whole, in part, or taken over. */
const FORCED = /liquidation/i;

/**
 * Rows of `market/{symbol}/executions`. A forced order on either side makes a print; the one that sells closes a long.
 * @param isInverse quantities are contracts of 1 USD, else coins
 */
export function readExecutions(reply: unknown, isInverse: boolean): Executions {
  const executions = rowsAt(reply, 'elements').map((element) => {
    const event = objectAt(objectAt(element, 'an execution')['event'], 'the event of an execution');
    return objectAt(objectAt(event['Execution'], 'an execution event')['execution'], 'an execution');
  });
  const closures = once(executions, (execution) => textAt(execution, 'uid')).flatMap((execution) =>
    ['takerOrder', 'makerOrder'].flatMap((name) => {
      const order = objectAt(execution[name], name);
      return FORCED.test(textAt(order, 'orderType'))
        ? [{ ...execution, side: closedSide(textAt(order, 'direction')) }]
        : [];
    }),
  );
  const sent = readColumns('prints', closures, { t: 'timestamp', side: 'side', price: 'price', quantity: 'quantity', notional: 'quantity' }); // prettier-ignore
  const { price, quantity: amount } = sent;
  return {
    t: readColumns('metric', executions, { t: 'timestamp', value: 'price' }).t,
    prints: {
      ...sent,
      quantity: isInverse ? amount.map((x, i) => x / price[i]!) : amount,
      notional: isInverse ? amount : amount.map((x, i) => x * price[i]!),
    },
  };
}

/** Side of the position that an order closed: +1 a long, −1 a short. */
function closedSide(direction: string): 1 | -1 {
  if (/^sell$/i.test(direction)) return 1;
  if (/^buy$/i.test(direction)) return -1;
  throw new NetError('broken', `An answer has another shape than expected: an order "${direction}".`);
}
