import { MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Cut, Market, Span } from '../market';

/** A trade of the model: an ordinary one, or one by which a position was closed. */
export interface ModelTrade {
  readonly id: number;
  readonly t: Ms;
  readonly price: number;
  /** Base units. */
  readonly quantity: number;
  /** What the taker did. */
  readonly taker: 'buy' | 'sell';
  /** Side of the position that was closed: +1 a long, −1 a short; 0 when none was. */
  readonly closed: 1 | -1 | 0;
}

/** Three ordinary trades a minute, two of them in one millisecond, and the market's prints. */
function tradesOfHour(market: Market, instrument: string, hour: number): ModelTrade[] {
  const trades: Omit<ModelTrade, 'id'>[] = [];
  const range = { from: hour * MS_PER_HOUR, to: (hour + 1) * MS_PER_HOUR };
  for (let minute = range.from; minute < range.to; minute += MS_PER_MINUTE)
    [13, 13, 4 * MS_PER_SECOND].forEach((after, i) => {
      const t = minute + after;
      const taker = (minute / MS_PER_MINUTE + i) % 2 === 0 ? 'buy' : 'sell';
      trades.push({ t, price: market.price(instrument, t), quantity: 0.01 * (i + 1), taker, closed: 0 });
    });
  for (const { t, price, quantity, side } of market.prints(instrument, range))
    trades.push({ t, price, quantity, taker: side === 1 ? 'sell' : 'buy', closed: side });
  return trades.sort((a, b) => a.t - b.t).map((trade, i) => ({ ...trade, id: hour * 1_000 + i }));
}

/** Trades of a range, oldest first. @param cut of a long range, this many and one more from its end at least */
export function tradesOf(market: Market, instrument: string, { from, to }: Span, cut?: Cut): ModelTrade[] {
  const first = Math.floor(Math.max(from, market.begin) / MS_PER_HOUR);
  const last = Math.ceil(to / MS_PER_HOUR) - 1;
  const isNewest = cut?.end === 'newest';
  const hours: ModelTrade[][] = [];
  let rows = 0;
  for (let n = 0; n <= last - first && !(rows > (cut?.limit ?? Infinity)); n++) {
    const hour = tradesOfHour(market, instrument, isNewest ? last - n : first + n).filter(
      ({ t }) => t >= from && t < to,
    );
    rows += hour.length;
    hours.push(hour);
  }
  return (isNewest ? hours.reverse() : hours).flat();
}

export interface CutRows<R> {
  readonly rows: R[];
  /** Rows of one millisecond are on both sides of the cut. */
  readonly isSplit: boolean;
}

/** The first or last of some rows, which are oldest first. */
export function cutRows<R extends { readonly t: Ms }>(all: readonly R[], { limit, end }: Cut): CutRows<R> {
  const rows = end === 'oldest' ? all.slice(0, limit) : all.slice(-limit);
  const edge = end === 'oldest' ? rows.at(-1) : rows[0];
  const beyond = end === 'oldest' ? all[limit] : all[all.length - limit - 1];
  return { rows, isSplit: edge !== undefined && edge.t === beyond?.t };
}
