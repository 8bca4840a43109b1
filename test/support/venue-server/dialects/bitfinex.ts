import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Market, Span } from '../market';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';
import { cutRows } from './trades';

/** Bitfinex derivatives, v2: docs.bitfinex.com. Everything is lists. */
export const BITFINEX_SYMBOLS = ['tBTCF0:USTF0', 'tETHF0:USTF0'] as const;

const TIMEFRAMES: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '30m': 30 * MS_PER_MINUTE, '1h': MS_PER_HOUR,
  '3h': 3 * MS_PER_HOUR, '6h': 6 * MS_PER_HOUR, '12h': 12 * MS_PER_HOUR, '1D': MS_PER_DAY,
}; // prettier-ignore
export const BITFINEX_FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;
export const BITFINEX_STATUS_EVERY: Ms = MS_PER_MINUTE;

const failed = (status: number, code: number, words: string): VenueReply => ({ status, body: ['error', code, words] });

export const bitfinex: Dialect = {
  source: 'bitfinex',
  trouble: {
    limited: failed(429, 11_010, 'ratelimit: error'),
    banned: failed(500, 11_010, 'ratelimit: error'),
    maintenance: failed(503, 20_060, 'maintenance'),
  },
  answer(request, world) {
    const { path } = request;
    if (path === '/v2/conf/pub:list:pair:futures') return { body: [BITFINEX_SYMBOLS.map((name) => name.slice(1))] };
    if (path === '/v2/liquidations/hist') return liquidations(request, world);
    const [, timeframe = '', traded = ''] = /^\/v2\/candles\/trade:(\w+):(.+)\/hist$/.exec(path) ?? [];
    if (traded !== '') return isKnown(traded) ? candles(request, timeframe, traded, world) : { body: [] };
    const [, symbol = ''] = /^\/v2\/status\/deriv\/(.+)\/hist$/.exec(path) ?? [];
    return isKnown(symbol) ? status(request, symbol, world) : undefined;
  },
};

const isKnown = (symbol: string): boolean => BITFINEX_SYMBOLS.some((name) => name === symbol);

function askedOf({ query }: VenueRequest, now: Ms, most: number) {
  const range: Span = { from: Number(query.get('start') ?? 0), to: Math.min(Number(query.get('end') ?? now), now) + 1 };
  const end = query.get('sort') === '1' ? ('oldest' as const) : ('newest' as const);
  return { range, end, limit: Math.min(most, Number(query.get('limit') ?? 100)) };
}
const ordered = <R>(rows: R[], end: 'oldest' | 'newest'): R[] => (end === 'oldest' ? rows : rows.reverse());

function candles(request: VenueRequest, timeframe: string, symbol: string, { market, now }: World): VenueReply {
  const { range, end, limit } = askedOf(request, now(), 10_000);
  const bars = market.bars(symbol, TIMEFRAMES[timeframe]!, range, { limit, end }, now());
  return { body: ordered(bars, end).map(({ t, o, h, l, c, v }) => [t, o, c, h, l, v]), rows: [], series: request.path };
}

/** A second after each minute. */
export const bitfinexStatusTime = (minute: Ms): Ms => minute + 1_000;
/** Of the period that ends at the next event. */
export const bitfinexNextFunding = (t: Ms): Ms =>
  Math.floor(t / BITFINEX_FUNDING_EVERY) * BITFINEX_FUNDING_EVERY + BITFINEX_FUNDING_EVERY;

function status(request: VenueRequest, symbol: string, { market, now }: World): VenueReply {
  const { range, end, limit } = askedOf(request, now(), 5_000);
  const shifted = { from: range.from - 1_000, to: range.to - 1_000 };
  const body = ordered(market.stamps(symbol, BITFINEX_STATUS_EVERY, shifted, { limit, end }), end).map((minute) => {
    const t = bitfinexStatusTime(minute);
    const next = bitfinexNextFunding(t);
    const mark = market.price(symbol, t);
    const { base } = market.openInterest(symbol, t);
    return [t, null, mark, mark, null, 1e7, null, next, market.funding(symbol, t), 1, null, market.funding(symbol, next), null, null, mark, null, null, base, null, null, null, 0.0005, 0.0025];
  }); // prettier-ignore
  return { body, rows: [], fields: [0, 7, 11, 14, 17], series: request.path };
}

interface Closure {
  readonly t: Ms;
  readonly entry: unknown[];
}

/** Of all instruments: each position when its closing begins, and when it is done. */
function closures(market: Market, range: Span): Closure[] {
  return BITFINEX_SYMBOLS.flatMap((symbol) =>
    market.prints(symbol, range).flatMap(({ id, t, side, price, quantity }) =>
      [0, 1].map((isMatch) => ({
        t,
        entry: ['pos', id, t, null, symbol, side * quantity, price * 1.02, null, isMatch, 1, null, isMatch === 1 ? price : null],
      })),
    ),
  ).sort((a, b) => a.t - b.t); // prettier-ignore
}

function liquidations(request: VenueRequest, { market, now }: World): VenueReply {
  const { range, end, limit } = askedOf(request, now(), 500);
  const { rows, isSplit } = cutRows(closures(market, range), { limit, end });
  return { body: ordered(rows, end).map(({ entry }) => [entry]), rows: [], isSplit, series: request.path };
}
