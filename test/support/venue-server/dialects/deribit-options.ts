import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { rounded, type Market } from '../market';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const STRIKES = [40_000, 50_000, 60_000, 70_000, 80_000];

/** Options of a currency that are listed at an instant: three expiries, five strikes, both kinds; also some in USDC. */
export function deribitOptions(currency: string, at: Ms): readonly string[] {
  const today = Math.floor(at / MS_PER_DAY) * MS_PER_DAY;
  return [1, 8, 30].flatMap((days) => {
    const day = new Date(today + days * MS_PER_DAY);
    const expiry = `${day.getUTCDate()}${MONTHS[day.getUTCMonth()]!}${String(day.getUTCFullYear()).slice(2)}`;
    const names = STRIKES.flatMap((strike) => ['C', 'P'].map((kind) => `${currency}-${expiry}-${strike}-${kind}`));
    return [...names, `${currency}_USDC-${expiry}-60000-C`];
  });
}

export interface ModelOption {
  readonly expiry: Ms;
  readonly strike: number;
  readonly type: 1 | -1;
}

export function optionOf(name: string): ModelOption | undefined {
  const match = /^\w+-(\d{1,2})([A-Z]{3})(\d\d)-(\d+)-([CP])$/.exec(name);
  if (!match) return undefined;
  const day = Date.UTC(2000 + Number(match[3]), MONTHS.indexOf(match[2]!), Number(match[1]));
  return { expiry: day + 8 * MS_PER_HOUR, strike: Number(match[4]), type: match[5] === 'C' ? 1 : -1 };
}

/** Far calls have no bid, and every tenth option nobody holds or quotes. */
const quoteOf = (market: Market, name: string, at: Ms) => {
  const { strike, type } = optionOf(name)!;
  const mark = market.figure(name, at, 0.001, 0.05);
  const isDead = strike === 80_000 && type === -1;
  return {
    mark,
    bid: isDead || (strike === 80_000 && type === 1) ? null : rounded(mark * 0.98, 4),
    ask: isDead ? null : rounded(mark * 1.02, 4),
    iv: market.figure(`${name} iv`, at, 40, 90, 2),
    openInterest: isDead ? 0 : market.figure(`${name} oi`, at, 1, 900, 1),
    volume: market.figure(`${name} volume`, at, 0, 50, 1),
    forward: market.price(`${name.slice(0, 3)} forward`, at),
  };
};

/** Milliseconds between the venue's own stamp of an option and the answer. */
export const summaryTime = (name: string, at: Ms): Ms => at - (name.endsWith('C') ? 4 : 9);

export function summaryOf(market: Market, name: string, at: Ms): object {
  if (!optionOf(name) || name.includes('_')) return { instrument_name: name, creation_timestamp: at };
  const { mark, bid, ask, iv, openInterest, volume, forward } = quoteOf(market, name, at);
  return {
    instrument_name: name, creation_timestamp: summaryTime(name, at), base_currency: name.slice(0, 3), quote_currency: name.slice(0, 3),
    underlying_index: name.split('-').slice(0, 2).join('-'), underlying_price: forward, estimated_delivery_price: forward, interest_rate: 0,
    bid_price: bid, ask_price: ask, mid_price: null, mark_price: mark, mark_iv: iv, open_interest: openInterest, volume, volume_usd: volume,
    last: null, high: null, low: null, price_change: null,
  }; // prettier-ignore
}

export function tickerOf(market: Market, name: string, at: Ms): object {
  const { mark, bid, ask, iv, openInterest, volume, forward } = quoteOf(market, name, at);
  return {
    instrument_name: name, timestamp: summaryTime(name, at), state: 'open', best_bid_price: bid ?? 0, best_bid_amount: bid === null ? 0 : 7.5,
    best_ask_price: ask ?? 0, best_ask_amount: ask === null ? 0 : 3, bid_iv: bid === null ? 0 : iv - 1, ask_iv: ask === null ? 0 : iv + 1,
    mark_iv: iv, mark_price: mark, last_price: null, greeks: { delta: 0.25, gamma: 0.00002, vega: 12.34, theta: -5.5, rho: 3.21 },
    stats: { volume, high: null, low: null, price_change: null, volume_usd: 0 }, open_interest: openInterest, underlying_price: forward,
    underlying_index: 'index_price', index_price: forward - 10, interest_rate: 0, settlement_price: mark, min_price: 0.0001, max_price: 0.5,
  }; // prettier-ignore
}
