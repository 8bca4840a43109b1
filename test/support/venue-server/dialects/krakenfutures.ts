import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';
import { cutRows, tradesOf, type ModelTrade } from './trades';

/** Kraken futures: docs.kraken.com/api/docs/futures-api. */
export const KRAKEN_CONTRACTS = {
  PF_XBTUSD: { type: 'flexible_futures', base: 'BTC' },
  PI_XBTUSD: { type: 'futures_inverse', base: 'BTC' },
  FI_ETHUSD_261225: { type: 'futures_inverse', base: 'ETH' },
} as const;

const INTERVALS: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '30m': 30 * MS_PER_MINUTE, '1h': MS_PER_HOUR,
  '4h': 4 * MS_PER_HOUR, '12h': 12 * MS_PER_HOUR, '1d': MS_PER_DAY,
}; // prettier-ignore
export const KRAKEN_FUNDING_EVERY: Ms = MS_PER_HOUR;

const failed = (status: number, error: string): VenueReply => ({
  status,
  body: { result: 'error', error, serverTime: '2026-01-01T00:00:00.000Z' },
});

export const krakenfutures: Dialect = {
  source: 'krakenfutures',
  trouble: {
    limited: failed(429, 'apiLimitExceeded'),
    banned: failed(200, 'apiLimitExceeded'),
    maintenance: failed(503, 'Unavailable'),
  },
  answer(request, world) {
    const { path, query } = request;
    if (/^\/derivatives\/api\/v3\/instruments$/.test(path)) return instruments(world);
    if (/^\/derivatives\/api\/v\d\/historicalfundingrates$/.test(path)) return fundingRates(query.get('symbol') ?? '', world);
    const [, symbol = '', name = ''] = /^\/api\/charts\/v1\/trade\/(\w+)\/(\w+)$/.exec(path) ?? [];
    if (symbol !== '') return candles(request, symbol, name, world);
    const [, traded = ''] = /^\/api\/history\/v\d\/market\/(\w+)\/executions$/.exec(path) ?? [];
    return traded !== '' ? executions(request, traded, world) : undefined;
  },
}; // prettier-ignore

const isKnown = (symbol: string): symbol is keyof typeof KRAKEN_CONTRACTS => symbol in KRAKEN_CONTRACTS;
const isInverse = (symbol: string): boolean => symbol[1] === 'I';

function instruments({ market }: World): VenueReply {
  const contracts = Object.entries(KRAKEN_CONTRACTS).map(([symbol, { type, base }]) => ({
    symbol, type, base, quote: 'USD', pair: `${base}:USD`, tickSize: 0.5, contractSize: 1, tradeable: true,
    openingDate: new Date(market.begin).toISOString(), maxRelativeFundingRate: 0.0025,
  })); // prettier-ignore
  const body = {
    result: 'success',
    instruments: [...contracts, { symbol: 'in_xbtusd', type: 'spot index', tradeable: false }],
  };
  return { body, rows: ['instruments'], fields: ['symbol'], series: 'instruments' };
}

/** Both ends are inclusive, in seconds; the first 2,000 of a range. Volume is in contracts. */
function candles({ query, path }: VenueRequest, symbol: string, name: string, { market, now }: World): VenueReply {
  const interval = INTERVALS[name];
  if (!isKnown(symbol) || interval === undefined)
    return { status: 404, body: { errors: [{ code: 'not_found', message: 'Not found' }] } };
  const range = {
    from: Number(query.get('from')) * MS_PER_SECOND,
    to: Math.min(Number(query.get('to')) * MS_PER_SECOND, now()) + 1,
  };
  const bars = market.bars(symbol, interval, range, { limit: 2_001, end: 'oldest' }, now());
  const list = bars.slice(0, 2_000).map(({ t, o, h, l, c, v, quote }) => ({
    time: t, open: String(o), high: String(h), low: String(l), close: String(c), volume: String(isInverse(symbol) ? quote : v),
  })); // prettier-ignore
  return { body: { candles: list, more_candles: bars.length > 2_000 }, rows: ['candles'], series: path };
}

/** All of them. */
function fundingRates(symbol: string, { market, now }: World): VenueReply {
  if (!isKnown(symbol)) return { status: 400, body: { status: 'BAD_REQUEST', result: 'error', errors: [{ code: 11, message: 'Argument invalid: symbol' }] } };
  const rates = market.stamps(symbol, KRAKEN_FUNDING_EVERY, { from: market.begin, to: now() + 1 }).map((t) => ({
    timestamp: new Date(t).toISOString(),
    fundingRate: 2e-7,
    relativeFundingRate: market.funding(symbol, t),
  }));
  return { body: { result: 'success', rates }, rows: ['rates'], fields: ['timestamp', 'relativeFundingRate'], series: `rates ${symbol}` };
} // prettier-ignore

/** Quantities are contracts of 1 USD where the contract is inverse. */
export const krakenQuantity = (symbol: string, { quantity, price }: ModelTrade): number =>
  isInverse(symbol) ? Math.max(1, Math.round(quantity * price)) : quantity;

/** Every third closure is of a maker, who was there before. */
function executions({ query, path }: VenueRequest, symbol: string, { market, now }: World): VenueReply {
  if (!isKnown(symbol)) return { status: 404, body: { result: 'error', error: 'contractNotFound' } };
  const limit = Math.min(1_000, Number(query.get('count') ?? 1_000));
  const cut = { limit, end: query.get('sort') === 'asc' ? 'oldest' : 'newest' } as const;
  const range = { from: Number(query.get('since') ?? 0), to: Math.min(Number(query.get('before') ?? Infinity), now()) + 1 };
  const all = tradesOf(market, symbol, range, cut);
  const { rows, isSplit } = cutRows(all, cut);
  const elements = rows.map((trade) => elementOf(symbol, trade));
  const body = { elements: cut.end === 'oldest' ? elements : elements.reverse(), len: elements.length, ...(all.length > rows.length ? { continuationToken: 'QTexMDE0' } : {}) };
  return { body, rows: ['elements'], fields: ['event'], isSplit, series: path };
} // prettier-ignore

function elementOf(symbol: string, trade: ModelTrade): object {
  const isMaker = trade.closed !== 0 && trade.id % 3 === 0;
  const forced = { direction: trade.taker === 'sell' ? 'Sell' : 'Buy', orderType: trade.closed === 0 ? 'IoC' : trade.id % 2 === 0 ? 'Liquidation' : 'PartialLiquidation' };
  const other = { direction: trade.taker === 'sell' ? 'Buy' : 'Sell', orderType: 'Post' };
  const [maker, taker] = isMaker ? [forced, other] : [other, forced];
  const order = (sent: object): object => ({ uid: 'a', tradeable: symbol, quantity: '1', timestamp: trade.t, limitPrice: '1', reduceOnly: false, lastUpdateTimestamp: trade.t, ...sent });
  return {
    uid: String(trade.id),
    timestamp: trade.t,
    event: {
      Execution: {
        execution: {
          uid: String(trade.id), makerOrder: order(maker), takerOrder: order(taker), timestamp: trade.t, quantity: String(krakenQuantity(symbol, trade)),
          price: String(trade.price), markPrice: String(trade.price), limitFilled: false, usdValue: '1',
        },
        takerReducedQuantity: '',
      },
    },
  };
} // prettier-ignore
