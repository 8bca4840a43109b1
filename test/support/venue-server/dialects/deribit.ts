import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Market } from '../market';
import type { Dialect, VenueReply, World } from '../types';
import { deribitOptions, optionOf, summaryOf, tickerOf } from './deribit-options';
import { cutRows, tradesOf, type ModelTrade } from './trades';

/** Deribit's JSON-RPC over GET: docs.deribit.com. Its archive of trades speaks the same. */
export const DERIBIT_CONTRACTS = {
  'BTC-PERPETUAL': { type: 'reversed', size: 10, period: 'perpetual' },
  'ETH-PERPETUAL': { type: 'reversed', size: 1, period: 'perpetual' },
  'BTC-25DEC26': { type: 'reversed', size: 10, period: 'month' },
  'SOL_USDC-PERPETUAL': { type: 'linear', size: 0.1, period: 'perpetual' },
} as const;

const told = (result: unknown): unknown => ({ jsonrpc: '2.0', result, usIn: 1, usOut: 2, usDiff: 1, testnet: false });
const failed = (status: number, code: number, message: string): VenueReply => ({
  status,
  body: { jsonrpc: '2.0', error: { code, message }, usIn: 1, usOut: 2, usDiff: 1, testnet: false },
});
const unknown = failed(400, 13020, 'not_found');

export const deribit: Dialect = {
  source: 'deribit',
  trouble: {
    limited: failed(429, 10028, 'too_many_requests'),
    banned: failed(400, 10066, 'too_many_concurrent_requests'),
    maintenance: failed(503, 11051, 'system_maintenance'),
  },
  answer({ path, query }, world) {
    const answerOf = METHODS[path.replace('/api/v2/public/', '')];
    if (!answerOf) return undefined;
    const instrument = query.get('instrument_name');
    if (instrument !== null && !(instrument in DERIBIT_CONTRACTS) && !optionOf(instrument)) return unknown;
    return answerOf({ query, instrument: instrument ?? '', path, ...world, at: world.now() });
  },
};

interface Question extends World {
  readonly query: URLSearchParams;
  readonly instrument: string;
  readonly path: string;
  readonly at: Ms;
}
type Answer = (question: Question) => VenueReply;
const METHODS: Readonly<Record<string, Answer>> = {
  get_instruments: instruments,
  get_tradingview_chart_data: chart,
  get_volatility_index_data: volatilityIndex,
  get_funding_rate_history: fundingHistory,
  get_last_trades_by_instrument_and_time: lastTrades,
  get_last_settlements_by_instrument: lastSettlements,
  get_delivery_prices: deliveryPrices,
  get_index_price: ({ query, market, at }) => ({
    body: told({ index_price: market.price(String(query.get('index_name')), at), estimated_delivery_price: 1 }),
  }),
  get_book_summary_by_currency: bookSummaries,
  ticker: ({ instrument, market, at }) => ({ body: told(tickerOf(market, instrument, at)) }),
};

const timesOf = ({ query, at }: Question): { readonly start: Ms; readonly end: Ms } => ({
  start: Number(query.get('start_timestamp')),
  end: Math.min(Number(query.get('end_timestamp')), at),
});

function instruments({ market, query, path }: Question): VenueReply {
  if (query.get('kind') !== 'future') return failed(400, -32602, 'Invalid params');
  const result = Object.entries(DERIBIT_CONTRACTS).map(([name, { type, size, period }]) => {
    const [base = '', quote = 'USD'] = name.split('-')[0]!.split('_');
    return {
      instrument_name: name, kind: 'future', base_currency: base, quote_currency: quote, counter_currency: quote,
      settlement_currency: type === 'linear' ? quote : base, settlement_period: period, instrument_type: type, contract_size: size,
      creation_timestamp: market.begin, expiration_timestamp: 32_503_708_800_000, is_active: true, tick_size: 0.5, min_trade_amount: size,
    };
  }); // prettier-ignore
  const fields = ['instrument_name', 'base_currency', 'quote_currency', 'contract_size', 'creation_timestamp'];
  return { body: told(result), rows: ['result'], fields, series: path };
}

/** Also sends the bar in which the start lies. */
function chart(question: Question): VenueReply {
  const { query, instrument, market, at, path } = question;
  const name = query.get('resolution') ?? '';
  const interval = name === '1D' ? MS_PER_DAY : Number(name) * MS_PER_MINUTE;
  const { start, end } = timesOf(question);
  const range = { from: Math.floor(start / interval) * interval, to: end + 1 };
  const bars = market.bars(instrument, interval, range, { limit: 5_001, end: 'oldest' }, at);
  const list = (of: 't' | 'o' | 'h' | 'l' | 'c' | 'v' | 'quote'): number[] => bars.map((bar) => bar[of]);
  const result = {
    ticks: list('t'), open: list('o'), high: list('h'), low: list('l'), close: list('c'), volume: list('v'), cost: list('quote'),
    status: bars.length > 0 ? 'ok' : 'no_data',
  }; // prettier-ignore
  const fields = ['ticks', 'open', 'high', 'low', 'close', 'volume'];
  return { body: told(result), rows: ['result'], fields, series: `${path} ${instrument} ${name}` };
}

/** Volatility points of a bar. */
export function dvolOf(
  market: Market,
  currency: string,
  interval: Ms,
  t: Ms,
): readonly [o: number, h: number, l: number, c: number] {
  const [o, c] = [t, t + interval].map((at) => market.figure(`DVOL ${currency}`, at, 40, 95, 2)) as [number, number];
  return [o, Math.max(o, c), Math.min(o, c), c];
}

/** Keeps the newest, and says where to go on towards the past. */
function volatilityIndex(question: Question): VenueReply {
  const { query, market, path } = question;
  const currency = query.get('currency') ?? '';
  const name = query.get('resolution') ?? '';
  const interval = name === '1D' ? MS_PER_DAY : Number(name) * MS_PER_SECOND;
  const { start, end } = timesOf(question);
  const all = market.stamps('DVOL', interval, { from: start, to: end + 1 });
  const data = all.slice(-1_000).map((t) => [t, ...dvolOf(market, currency, interval, t)]);
  const continuation = all.length > 1_000 ? all[all.length - 1_001]! : null;
  return { body: told({ data, continuation }), rows: ['result', 'data'], series: `${path} ${currency} ${name}` };
}

/** The start is outside of the range, the end in it. */
function fundingHistory(question: Question): VenueReply {
  const { instrument, market, path } = question;
  const { start, end } = timesOf(question);
  const stamps = market.stamps(instrument, MS_PER_HOUR, { from: start + 1, to: end + 1 }).slice(-744);
  const result = stamps.map((t) => {
    const rate = market.funding(instrument, t);
    return { timestamp: t, interest_1h: rate, interest_8h: 8 * rate, index_price: market.price(instrument, t), prev_index_price: 1 };
  });
  return { body: told(result), rows: ['result'], fields: ['timestamp', 'interest_1h'], series: `${path} ${instrument}` };
} // prettier-ignore

/** Amounts are USD where the contract is inverse. */
export const deribitAmount = (instrument: string, { quantity, price }: ModelTrade): number =>
  DERIBIT_CONTRACTS[instrument as keyof typeof DERIBIT_CONTRACTS].type === 'linear' ? quantity : Math.max(10, Math.round((quantity * price) / 10) * 10); // prettier-ignore

/** Every third closure is of a maker: then the taker does the contrary. */
const isMaker = ({ id, closed }: ModelTrade): boolean => closed !== 0 && id % 3 === 0;

function lastTrades(question: Question): VenueReply {
  const { query, instrument, market, path } = question;
  const { start, end } = timesOf(question);
  const order = query.get('sorting') ?? 'desc';
  const limit = Math.min(1_000, Number(query.get('count') ?? 10));
  const cut = { limit, end: order === 'asc' ? 'oldest' : 'newest' } as const;
  const all = tradesOf(market, instrument, { from: start, to: end + 1 }, cut);
  const { rows, isSplit } = cutRows(all, cut);
  const trades = rows.map((trade) => ({
    trade_seq: trade.id,
    trade_id: String(trade.id),
    timestamp: trade.t,
    tick_direction: 0,
    price: trade.price,
    mark_price: trade.price,
    index_price: trade.price,
    instrument_name: instrument,
    direction: isMaker(trade) ? (trade.taker === 'sell' ? 'buy' : 'sell') : trade.taker,
    amount: deribitAmount(instrument, trade),
    ...(trade.closed === 0 ? {} : { liquidation: isMaker(trade) ? 'M' : 'T' }),
  }));
  return {
    body: told({ trades: order === 'asc' ? trades : trades.reverse(), has_more: all.length > limit }),
    rows: ['result', 'trades'],
    fields: ['timestamp', 'price', 'amount'],
    isSplit,
    series: `${path} ${instrument}`,
  };
}

/** Some milliseconds after 08:00. */
export const deribitSettlement = (day: Ms): Ms => day + 8 * MS_PER_HOUR + 21;

/** Newest first, and nothing says where to begin. */
function lastSettlements({ query, instrument, market, at, path }: Question): VenueReply {
  const to = Math.min(Number(query.get('search_start_timestamp') ?? at), at) + 1;
  const limit = Math.min(1_000, Number(query.get('count') ?? 20));
  const days = market.stamps(instrument, MS_PER_DAY, { from: market.begin, to: to - 8 * MS_PER_HOUR - 21 });
  const settlements = days.slice(-limit).reverse().map((day) => {
    const t = deribitSettlement(day);
    const price = market.price(instrument, t);
    return { type: 'settlement', timestamp: t, instrument_name: instrument, mark_price: price, index_price: price + 1, position: 1, profit_loss: 0, session_profit_loss: 0 };
  }); // prettier-ignore
  const fields = ['timestamp', 'mark_price', 'index_price'];
  return {
    body: told({ settlements, continuation: 'xY7' }),
    rows: ['result', 'settlements'],
    fields,
    series: `${path} ${instrument}`,
  };
}

export const deliveryOf = (market: Market, index: string, day: Ms): number =>
  market.price(index, day + 8 * MS_PER_HOUR);

function deliveryPrices({ query, market, at, path }: Question): VenueReply {
  const index = query.get('index_name') ?? '';
  const days = market.stamps(index, MS_PER_DAY, { from: market.begin, to: at - 8 * MS_PER_HOUR }).reverse();
  const offset = Number(query.get('offset') ?? 0);
  const data = days.slice(offset, offset + Math.min(1_000, Number(query.get('count') ?? 10))).map((day) => ({
    date: new Date(day).toISOString().slice(0, 10),
    delivery_price: deliveryOf(market, index, day),
  }));
  const fields = ['delivery_price'];
  return {
    body: told({ data, records_total: days.length }),
    rows: ['result', 'data'],
    fields,
    series: `${path} ${index}`,
  };
}

function bookSummaries({ query, market, at, path }: Question): VenueReply {
  const currency = query.get('currency') ?? '';
  const result = deribitOptions(currency, at).map((name) => summaryOf(market, name, at));
  return { body: told(result), rows: ['result'], fields: ['creation_timestamp', 'underlying_price', 'open_interest'], series: `${path} ${currency}` };
} // prettier-ignore
