import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { Span } from '../market';
import type { VenueReply, VenueRequest, World } from '../types';
import { BINANCE_INTERVALS, BINANCE_OI_REACH } from './binance-terms';

/** Binance futures margined in coins. A range that is cut keeps its newest rows, and may not be longer than 200 days. */
export const BINANCE_COIN_SIZES = { BTCUSD_PERP: 100, ETHUSD_PERP: 10, BTCUSD_261225: 100 } as const;

export const BINANCE_COIN_FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;
const LONGEST: Ms = 200 * MS_PER_DAY;

const refused = (code: number, msg: string): VenueReply => ({ status: 400, body: { code, msg } });

export function answerCoinMargined(request: VenueRequest, world: World): VenueReply | undefined {
  const { path, query } = request;
  if (path === '/dapi/v1/exchangeInfo') return { body: exchangeInfo(world) };
  const answerOf = SERIES[path];
  const symbol = query.get('symbol') ?? `${query.get('pair')}_PERP`;
  const size = BINANCE_COIN_SIZES[symbol as keyof typeof BINANCE_COIN_SIZES] as number | undefined;
  if (size === undefined) return refused(-1121, 'Invalid symbol.');
  return answerOf?.(request, symbol, size, world);
}

type Answer = (request: VenueRequest, symbol: string, size: number, world: World) => VenueReply;
const SERIES: Readonly<Record<string, Answer>> = {
  '/dapi/v1/klines': klines,
  '/dapi/v1/fundingRate': fundingRate,
  '/futures/data/openInterestHist': openInterestHist,
};

/** Both ends are inclusive. */
const rangeOf = ({ query }: VenueRequest, now: Ms): Span => ({
  from: Number(query.get('startTime') ?? 0),
  to: Math.min(Number(query.get('endTime') ?? now), now) + 1,
});

const limitOf = ({ query }: VenueRequest, usual: number, most: number): number => Math.min(most, Number(query.get('limit') ?? usual)); // prettier-ignore

function klines(request: VenueRequest, symbol: string, size: number, { market, now }: World): VenueReply {
  const { path, query } = request;
  const name = query.get('interval') ?? '';
  const interval = BINANCE_INTERVALS[name];
  if (interval === undefined) return refused(-1120, 'Invalid interval.');
  const at = now();
  const range = rangeOf(request, at);
  if (range.to - range.from > LONGEST + 1) return refused(-4166, 'Search window is restricted to recent 200 days only.');
  const cut = { limit: limitOf(request, 500, 1_500), end: 'newest' } as const;
  const body = market.bars(symbol, interval, range, cut, at).map(({ t, o, h, l, c, v, quote, trades }) => {
    const contracts = Math.round(quote / size);
    return [t, String(o), String(h), String(l), String(c), String(contracts), t + interval - 1, String(v), trades, '1', String(v / 2), '0'];
  });
  return { body, rows: [], series: `${path} ${symbol} ${name}` };
} // prettier-ignore

function fundingRate(request: VenueRequest, symbol: string, _: number, { market, now }: World): VenueReply {
  const cut = { limit: limitOf(request, 100, 1_000), end: 'oldest' } as const;
  const isPerpetual = symbol.endsWith('PERP');
  const stamps = isPerpetual ? market.stamps(symbol, BINANCE_COIN_FUNDING_EVERY, rangeOf(request, now()), cut) : [];
  const body = stamps.map((t) => ({ symbol, fundingTime: t, fundingRate: market.funding(symbol, t).toFixed(8) }));
  return { body, rows: [], fields: ['fundingTime', 'fundingRate'], series: `${request.path} ${symbol}` };
}

/** Contracts and coins, where the other market tells coins and USD. */
function openInterestHist(request: VenueRequest, symbol: string, size: number, { market, now }: World): VenueReply {
  const { path, query } = request;
  const period = BINANCE_INTERVALS[query.get('period') ?? ''];
  if (period === undefined) return refused(-1130, "parameter 'period' is invalid.");
  const at = now();
  const range = rangeOf(request, at);
  if (query.has('startTime') && range.from < at - BINANCE_OI_REACH) return refused(-1130, "parameter 'startTime' is invalid."); // prettier-ignore
  const cut = { limit: limitOf(request, 30, 500), end: 'newest' } as const;
  const body = market.stamps(symbol, period, range, cut).map((timestamp) => {
    const { base, usd } = market.openInterest(symbol, timestamp);
    return {
      pair: query.get('pair'),
      contractType: query.get('contractType'),
      sumOpenInterest: (usd / size).toFixed(8),
      sumOpenInterestValue: base.toFixed(8),
      timestamp,
    };
  });
  const fields = ['timestamp', 'sumOpenInterest', 'sumOpenInterestValue'];
  return { body, rows: [], fields, series: `${path} ${symbol} ${query.get('period')}` };
}

function exchangeInfo({ market, now }: World): unknown {
  return {
    timezone: 'UTC',
    serverTime: now(),
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 }],
    exchangeFilters: [],
    symbols: Object.entries(BINANCE_COIN_SIZES).map(([symbol, contractSize]) => {
      const [pair = '', kind] = symbol.split('_');
      return {
        symbol,
        pair,
        contractType: kind === 'PERP' ? 'PERPETUAL' : 'CURRENT_QUARTER',
        deliveryDate: 4_133_404_800_000,
        onboardDate: market.begin,
        contractStatus: 'TRADING',
        contractSize,
        marginAsset: pair.slice(0, -3),
        maintMarginPercent: '2.5000',
        requiredMarginPercent: '5.0000',
        baseAsset: pair.slice(0, -3),
        quoteAsset: 'USD',
        pricePrecision: 1,
        quantityPrecision: 0,
        baseAssetPrecision: 8,
        quotePrecision: 8,
        underlyingType: 'COIN',
        filters: [{ filterType: 'PRICE_FILTER', minPrice: '1000', maxPrice: '4520958', tickSize: '0.1' }],
      };
    }),
  };
}
