import type { Columns } from '#core/series/schema';
import { NetError } from '../../net/types';
import { once } from '../once';
import { objectAt, readColumns, rowsAt, textAt } from '../payload';

/** Trades of an answer, and those among them by which a position was closed by force. */
export interface Trades {
  /** Of every trade. */
  readonly t: Float64Array;
  readonly prints: Columns<'prints'>;
}

/**
 * `result` of `get_last_trades_by_instrument_and_time`. `direction` is that of the taker; `liquidation` says whose position
 * was closed: `T` the taker's, `M` the maker's, `MT` both (two closures at one price). Who sells closes a long.
 * @param size USD a contract is worth; undefined where amounts are in coins
 */
export function readTrades(result: unknown, size: number | undefined): Trades {
  const trades = rowsAt(result, 'trades');
  const marked = trades.flatMap((value) => {
    const trade = objectAt(value, 'a trade');
    return trade['liquidation'] === undefined || trade['liquidation'] === null ? [] : [trade];
  });
  const closures = once(marked, (trade) => textAt(trade, 'trade_id')).flatMap((trade) =>
    closedSides(trade['liquidation'], trade['direction']).map((side) => ({ ...trade, side })),
  );
  const sent = readColumns('prints', closures, { t: 'timestamp', side: 'side', price: 'price', quantity: 'amount', notional: 'amount' }); // prettier-ignore
  const { price, quantity: amount } = sent;
  const notional = amount.map((x, i) => (size === undefined ? x * price[i]! : x * size));
  const quantity = size === undefined ? amount : notional.map((x, i) => x / price[i]!);
  return {
    t: readColumns('metric', trades, { t: 'timestamp', value: 'price' }).t,
    prints: { ...sent, quantity, notional },
  };
}

/** Sides of the positions that a trade closed by force: +1 a long, −1 a short. */
function closedSides(liquidation: unknown, direction: unknown): readonly (1 | -1)[] {
  if (direction === 'buy' || direction === 'sell') {
    const taker = direction === 'sell' ? 1 : -1;
    const maker = taker === 1 ? -1 : 1;
    if (liquidation === 'T') return [taker];
    if (liquidation === 'M') return [maker];
    if (liquidation === 'MT') return [taker, maker];
  }
  throw new NetError('broken', `An answer has another shape than expected: a liquidation "${String(liquidation)}" by a "${String(direction)}".`); // prettier-ignore
}
