import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Dialect, VenueReply, World } from '../types';

/** Bybit derivatives: bybit-exchange.github.io/docs/v5/market. Lists are newest first and keep the newest when cut. */
export const BYBIT_SYMBOLS = { linear: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'], inverse: ['BTCUSD', 'ETHUSDZ26'] } as const;

type Category = keyof typeof BYBIT_SYMBOLS;

const CANDLES: Readonly<Record<string, Ms>> = { D: MS_PER_DAY, W: 7 * MS_PER_DAY };
const OI_INTERVALS: Readonly<Record<string, Ms>> = {
  '5min': 5 * MS_PER_MINUTE, '15min': 15 * MS_PER_MINUTE, '30min': 30 * MS_PER_MINUTE, '1h': MS_PER_HOUR, '4h': 4 * MS_PER_HOUR,
  '1d': MS_PER_DAY,
}; // prettier-ignore
export const BYBIT_FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;
/** Instruments of one page at most: few, so that there are several. */
const PAGE = 2;

const told = (retCode: number, retMsg: string, result: unknown, at: Ms): unknown => ({ retCode, retMsg, result, retExtInfo: {}, time: at }); // prettier-ignore

export const bybit: Dialect = {
  source: 'bybit',
  trouble: {
    limited: { body: told(10006, 'Too many visits. Exceeded the API Rate Limit.', {}, 0) },
    banned: { status: 403, body: '403 Forbidden: access too frequent' },
    maintenance: { body: told(10016, 'Server error.', {}, 0) },
  },
  answer({ path, query }, world) {
    const at = world.now();
    const fail = (message: string): VenueReply => ({ body: told(10001, message, {}, at) });
    const answerOf = ANSWERS[path];
    if (!answerOf) return undefined;
    const category = (query.get('category') ?? 'linear') as Category;
    if (!(category in BYBIT_SYMBOLS)) return fail('params error: Category is invalid');
    const symbol = query.get('symbol');
    if (path.endsWith('instruments-info')) return answerOf({ category, symbol: '', query, path, ...world, at });
    if (!BYBIT_SYMBOLS[category].some((known) => known === symbol)) return fail('params error: Symbol Is Invalid');
    return answerOf({ category, symbol: symbol!, query, path, ...world, at });
  },
};

interface Question extends World {
  readonly category: Category;
  readonly symbol: string;
  readonly query: URLSearchParams;
  readonly path: string;
  readonly at: Ms;
}

const ANSWERS: Readonly<Record<string, (question: Question) => VenueReply>> = {
  '/v5/market/kline': kline,
  '/v5/market/open-interest': openInterest,
  '/v5/market/funding/history': fundingHistory,
  '/v5/market/instruments-info': instrumentsInfo,
};

/** Both ends are inclusive. */
const rangeOf = ({ query, at }: Question, start: string, end: string): { from: Ms; to: Ms } => ({
  from: Number(query.get(start) ?? 0),
  to: Math.min(Number(query.get(end) ?? at), at) + 1,
});

const limitOf = ({ query }: Question, usual: number, most: number): number => Math.min(most, Number(query.get('limit') ?? usual)); // prettier-ignore

const listed = ({ category, symbol, path, query, at }: Question, list: readonly unknown[], more: object = {}): VenueReply => ({
  body: told(0, 'OK', { category, symbol, list, ...more }, at),
  rows: ['result', 'list'],
  series: `${path} ${category} ${symbol} ${query.get('interval') ?? query.get('intervalTime') ?? ''}`,
}); // prettier-ignore

function kline(question: Question): VenueReply {
  const { category, symbol, query, market, at } = question;
  const name = query.get('interval') ?? '';
  const interval = CANDLES[name] ?? Number(name) * MS_PER_MINUTE;
  const cut = { limit: limitOf(question, 200, 1_000), end: 'newest' } as const;
  const bars = market.bars(symbol, interval, rangeOf(question, 'start', 'end'), cut, at).reverse();
  const volumes = category === 'linear' ? (['v', 'quote'] as const) : (['quote', 'v'] as const);
  return listed(question, bars.map((bar) => [bar.t, bar.o, bar.h, bar.l, bar.c, ...volumes.map((name) => bar[name])].map(String))); // prettier-ignore
}

function openInterest(question: Question): VenueReply {
  const { category, symbol, query, market } = question;
  const interval = OI_INTERVALS[query.get('intervalTime') ?? '']!;
  const cut = { limit: limitOf(question, 50, 200), end: 'newest' } as const;
  const stamps = market.stamps(symbol, interval, rangeOf(question, 'startTime', 'endTime'), cut).reverse();
  const list = stamps.map((t) => {
    const { base, usd } = market.openInterest(symbol, t);
    return { openInterest: (category === 'linear' ? base : usd).toFixed(8), timestamp: String(t) };
  });
  return listed(question, list, { nextPageCursor: '' });
}

function fundingHistory(question: Question): VenueReply {
  const { symbol, query, market, at } = question;
  if (query.has('startTime') && !query.has('endTime')) return { body: told(10001, 'Invalid time range', {}, at) };
  const cut = { limit: limitOf(question, 200, 200), end: 'newest' } as const;
  const stamps = market.stamps(symbol, BYBIT_FUNDING_EVERY, rangeOf(question, 'startTime', 'endTime'), cut).reverse();
  return listed(
    question,
    stamps.map((t) => ({ symbol, fundingRate: String(market.funding(symbol, t)), fundingRateTimestamp: String(t) })),
  );
}

function instrumentsInfo(question: Question): VenueReply {
  const { category, query, market } = question;
  const first = Number(query.get('cursor') ?? 0);
  const all = BYBIT_SYMBOLS[category];
  const next = first + PAGE < all.length ? String(first + PAGE) : '';
  const list = all.slice(first, first + PAGE).map((symbol) => {
    const isDated = /\d\d$/.test(symbol);
    const base = symbol.slice(0, 3);
    const quote = category === 'linear' ? 'USDT' : 'USD';
    return {
      symbol,
      contractType: `${category === 'linear' ? 'Linear' : 'Inverse'}${isDated ? 'Futures' : 'Perpetual'}`,
      status: 'Trading',
      baseCoin: base,
      quoteCoin: quote,
      launchTime: String(market.begin),
      deliveryTime: '0',
      deliveryFeeRate: '',
      priceScale: '2',
      leverageFilter: { minLeverage: '1', maxLeverage: '100.00', leverageStep: '0.01' },
      priceFilter: { minPrice: '0.10', maxPrice: '1999999.80', tickSize: '0.10' },
      lotSizeFilter: { maxOrderQty: '1190.000', minOrderQty: '0.001', qtyStep: '0.001', maxMktOrderQty: '500.000', minNotionalValue: '5' },
      unifiedMarginTrade: true,
      fundingInterval: 480,
      settleCoin: category === 'linear' ? quote : base,
      copyTrading: 'both',
      isPreListing: false,
      preListingInfo: null,
    };
  });
  return { ...listed(question, list, { nextPageCursor: next }), fields: ['symbol', 'baseCoin', 'quoteCoin', 'contractType'] };
} // prettier-ignore
