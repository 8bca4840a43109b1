import { MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { hashOf, uniformOf } from '../hash';
import type { Span } from '../market';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';
import { answerCoinMargined } from './binance-coin';
import { BINANCE_INTERVALS, BINANCE_OI_REACH } from './binance-terms';

/** Binance futures: developers.binance.com, "Market Data" of both markets; those margined in coins are in a file beside. */
export const BINANCE_SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] as const;

const FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;

const refused = (code: number, msg: string): VenueReply => ({ status: 400, body: { code, msg } });

/** Some funding stamps are a few milliseconds past the hour, as the real ones are. */
export function binanceFundingTime(symbol: string, t: Ms): Ms {
  const draw = uniformOf(hashOf(symbol), t, 30);
  return draw < 0.3 ? t + 1 + Math.floor(draw * 30) : t;
}

export const binance: Dialect = {
  source: 'binance',
  usage: {
    header: 'x-mbx-used-weight-1m',
    per: MS_PER_MINUTE,
    weight: ({ path, query }) => (path.endsWith('/klines') ? klineWeight(Number(query.get('limit') ?? 500)) : 1),
  },
  trouble: {
    limited: { status: 429, body: { code: -1003, msg: 'Too many requests; current limit of IP(127.0.0.1) is 2400 requests per minute. Please use the websocket for live updates to avoid polling the API.' } },
    banned: { status: 418, body: { code: -1003, msg: 'Way too many requests; IP(127.0.0.1) banned. Please use the websocket for live updates to avoid bans.' } },
    maintenance: { status: 503, body: { code: -1008, msg: 'Server is currently overloaded with other requests. Please try again in a few minutes.' } },
  },
  answer(request, world) {
    const { path, query } = request;
    if (path.startsWith('/dapi/') || query.has('pair')) return answerCoinMargined(request, world);
    if (path === '/fapi/v1/time') return { body: { serverTime: world.now() } };
    if (path === '/fapi/v1/ping') return { body: {} };
    if (path === '/fapi/v1/exchangeInfo') return { body: exchangeInfo(world) };
    const answerOf = SERIES[path];
    if (!answerOf) return undefined;
    const symbol = query.get('symbol') ?? '';
    if (symbol === '') return refused(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    if (!BINANCE_SYMBOLS.some((known) => known === symbol)) return refused(-1121, 'Invalid symbol.');
    return answerOf(request, symbol, world);
  },
}; // prettier-ignore

const SERIES: Readonly<Record<string, (request: VenueRequest, symbol: string, world: World) => VenueReply>> = {
  '/fapi/v1/klines': klines,
  '/fapi/v1/fundingRate': fundingRate,
  '/futures/data/openInterestHist': openInterestHist,
};

const klineWeight = (limit: number): number => (limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10);

interface Window {
  readonly range: Span;
  readonly limit: number;
  readonly end: 'oldest' | 'newest';
}

/** Both ends are inclusive; without a start the newest are told. */
function windowOf({ query }: VenueRequest, usual: number, most: number, now: Ms): Window {
  const start = query.get('startTime');
  const last = Number(query.get('endTime') ?? now);
  const limit = Math.min(most, Number(query.get('limit') ?? usual));
  return { range: { from: Number(start ?? 0), to: Math.min(last, now) + 1 }, limit, end: start === null ? 'newest' : 'oldest' };
} // prettier-ignore

function klines(request: VenueRequest, symbol: string, { market, now }: World): VenueReply {
  const name = request.query.get('interval') ?? '';
  const interval = BINANCE_INTERVALS[name];
  if (interval === undefined) return refused(-1120, 'Invalid interval.');
  const at = now();
  const { range, ...cut } = windowOf(request, 500, 1_500, at);
  const body = market
    .bars(symbol, interval, range, cut, at)
    .map(({ t, o, h, l, c, v, quote, trades }) => [
      t, String(o), String(h), String(l), String(c), String(v), t + interval - 1, String(quote), trades, String(v / 2),
      String(quote / 2), '0',
    ]); // prettier-ignore
  return { body, rows: [], series: `${request.path} ${symbol} ${name}` };
}

function fundingRate(request: VenueRequest, symbol: string, { market, now }: World): VenueReply {
  const { range, ...cut } = windowOf(request, 100, 1_000, now());
  const all = market
    .stamps(symbol, FUNDING_EVERY, { from: range.from - FUNDING_EVERY, to: range.to })
    .map((t) => ({ t, fundingTime: binanceFundingTime(symbol, t) }))
    .filter(({ fundingTime }) => range.from <= fundingTime && fundingTime < range.to);
  const body = (cut.end === 'oldest' ? all.slice(0, cut.limit) : all.slice(-cut.limit)).map(({ t, fundingTime }) => ({
    symbol,
    fundingTime,
    fundingRate: market.funding(symbol, t).toFixed(8),
    markPrice: market.price(symbol, t).toFixed(8),
  }));
  return { body, rows: [], series: `${request.path} ${symbol}` };
}

function openInterestHist(request: VenueRequest, symbol: string, { market, now }: World): VenueReply {
  const name = request.query.get('period') ?? '';
  const period = BINANCE_INTERVALS[name];
  if (period === undefined || period < 5 * MS_PER_MINUTE) return refused(-1130, "parameter 'period' is invalid.");
  const at = now();
  const { range, ...cut } = windowOf(request, 30, 500, at);
  if (request.query.has('startTime') && range.from < at - BINANCE_OI_REACH) return refused(-1130, "parameter 'startTime' is invalid."); // prettier-ignore
  const from = Math.max(range.from, at - BINANCE_OI_REACH);
  const body = market.stamps(symbol, period, { from, to: range.to }, cut).map((timestamp) => {
    const { base, usd } = market.openInterest(symbol, timestamp);
    return { symbol, sumOpenInterest: base.toFixed(8), sumOpenInterestValue: usd.toFixed(8), timestamp };
  });
  return { body, rows: [], series: `${request.path} ${symbol} ${name}` };
}

function exchangeInfo({ market, now }: World): unknown {
  return {
    timezone: 'UTC',
    serverTime: now(),
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1200 },
    ],
    exchangeFilters: [],
    assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }],
    symbols: BINANCE_SYMBOLS.map((symbol) => ({
      symbol,
      pair: symbol,
      contractType: 'PERPETUAL',
      deliveryDate: 4_133_404_800_000,
      onboardDate: market.begin,
      status: 'TRADING',
      maintMarginPercent: '2.5000',
      requiredMarginPercent: '5.0000',
      baseAsset: symbol.slice(0, -4),
      quoteAsset: 'USDT',
      marginAsset: 'USDT',
      pricePrecision: 2,
      quantityPrecision: 3,
      baseAssetPrecision: 8,
      quotePrecision: 8,
      underlyingType: 'COIN',
      underlyingSubType: ['PoW'],
      settlePlan: 0,
      triggerProtect: '0.0500',
      liquidationFee: '0.012500',
      marketTakeBound: '0.05',
      maxMoveOrderLimit: 10_000,
      filters: [
        { filterType: 'PRICE_FILTER', minPrice: '0.00001', maxPrice: '4529764', tickSize: '0.00001' },
        { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '1000', stepSize: '0.001' },
        { filterType: 'MARKET_LOT_SIZE', minQty: '0.001', maxQty: '120', stepSize: '0.001' },
        { filterType: 'MAX_NUM_ORDERS', limit: 200 },
        { filterType: 'MIN_NOTIONAL', notional: '50' },
      ],
      orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
      timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
    })),
  };
} // prettier-ignore
