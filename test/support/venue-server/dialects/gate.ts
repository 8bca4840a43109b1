import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Span } from '../market';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';

/** Gate futures margined in USDT: www.gate.com/docs/developers/apiv4. Stamps are seconds, amounts are contracts. */
export const GATE_CONTRACTS = { BTC_USDT: 0.0001, ETH_USDT: 0.01, SOL_USDT: 1 } as const;

const INTERVALS: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '30m': 30 * MS_PER_MINUTE, '1h': MS_PER_HOUR,
  '4h': 4 * MS_PER_HOUR, '8h': 8 * MS_PER_HOUR, '1d': MS_PER_DAY,
}; // prettier-ignore
export const GATE_FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;
const MARKET = '/api/v4/futures/usdt';

const failed = (status: number, label: string, message: string): VenueReply => ({ status, body: { label, message } });

/** Whole contracts that so many coins are. */
export const gateContracts = (coins: number, size: number): number => Math.round(coins / size);

export const gate: Dialect = {
  source: 'gate',
  trouble: {
    limited: failed(429, 'TOO_MANY_REQUESTS', 'Request Rate limit Exceeded'),
    banned: failed(429, 'TOO_MANY_REQUESTS', 'Request Rate limit Exceeded'),
    maintenance: failed(503, 'SERVER_ERROR', 'Service is under maintenance'),
  },
  answer(request, world) {
    const { path, query } = request;
    if (path === `${MARKET}/contracts`) return contracts(request, world);
    const answerOf = SERIES[path];
    if (!answerOf) return undefined;
    const contract = query.get('contract') ?? '';
    const size = GATE_CONTRACTS[contract as keyof typeof GATE_CONTRACTS] as number | undefined;
    if (size === undefined) return failed(400, 'CONTRACT_NOT_FOUND', 'contract not found');
    return answerOf(request, contract, size, world);
  },
};

type Answer = (request: VenueRequest, contract: string, size: number, world: World) => VenueReply;
const SERIES: Readonly<Record<string, Answer>> = {
  [`${MARKET}/candlesticks`]: candlesticks,
  [`${MARKET}/funding_rate`]: fundingRate,
  [`${MARKET}/contract_stats`]: contractStats,
};

/** Both ends are inclusive. */
const rangeOf = ({ query }: VenueRequest, now: Ms): Span => ({
  from: Number(query.get('from') ?? 0) * MS_PER_SECOND,
  to: Math.min(Number(query.get('to') ?? Infinity) * MS_PER_SECOND, now) + 1,
});

function candlesticks(request: VenueRequest, contract: string, size: number, { market, now }: World): VenueReply {
  const { query, path } = request;
  const name = query.get('interval') ?? '5m';
  const interval = INTERVALS[name];
  if (interval === undefined) return failed(400, 'INVALID_PARAM_VALUE', 'Invalid interval');
  if (query.has('from') && query.has('limit')) return failed(400, 'INVALID_PARAM_VALUE', 'limit with from is not allowed'); // prettier-ignore
  const points = (Number(query.get('to')) - Number(query.get('from'))) / (interval / MS_PER_SECOND);
  if (points >= 1_999) return failed(400, 'INVALID_PARAM_VALUE', 'Invalid from or to: too many points requested');
  const at = now();
  const body = market.bars(contract, interval, rangeOf(request, at), undefined, at).map(({ t, o, h, l, c, v, quote }) => ({
    t: t / MS_PER_SECOND, v: gateContracts(v, size), c: String(c), h: String(h), l: String(l), o: String(o), sum: String(quote),
  })); // prettier-ignore
  return { body, rows: [], fields: ['t', 'v', 'c', 'h', 'l', 'o'], series: `${path} ${contract} ${name}` };
}

function fundingRate(request: VenueRequest, contract: string, _: number, { market, now }: World): VenueReply {
  const cut = { limit: Math.min(1_000, Number(request.query.get('limit') ?? 100)), end: 'newest' } as const;
  const body = market
    .stamps(contract, GATE_FUNDING_EVERY, rangeOf(request, now()), cut)
    .reverse()
    .map((t) => ({ r: String(market.funding(contract, t)), t: t / MS_PER_SECOND }));
  return { body, rows: [], series: `${request.path} ${contract}` };
}

/** Has a start and no end. */
function contractStats(request: VenueRequest, contract: string, size: number, { market, now }: World): VenueReply {
  const { query, path } = request;
  const name = query.get('interval') ?? '5m';
  const interval = INTERVALS[name]!;
  const cut = { limit: Math.min(100, Number(query.get('limit') ?? 30)), end: query.has('from') ? 'oldest' : 'newest' } as const; // prettier-ignore
  const body = market.stamps(contract, interval, rangeOf(request, now()), cut).map((t) => {
    const { base, usd } = market.openInterest(contract, t);
    const { long, short } = market.liquidated(contract, interval, t);
    return {
      time: t / MS_PER_SECOND, lsr_taker: 1.1, lsr_account: 1.7, long_liq_size: 0, long_liq_amount: 0, long_liq_usd: long,
      short_liq_size: 0, short_liq_amount: 0, short_liq_usd: short, open_interest: gateContracts(base, size),
      open_interest_usd: usd, top_lsr_account: 1.1, top_lsr_size: 1.05, mark_price: market.price(contract, t),
    };
  }); // prettier-ignore
  const fields = ['time', 'long_liq_usd', 'short_liq_usd', 'open_interest', 'open_interest_usd'];
  return { body, rows: [], fields, series: `${path} ${contract} ${name}` };
}

function contracts({ path }: VenueRequest, { market }: World): VenueReply {
  const body = Object.entries(GATE_CONTRACTS).map(([name, size]) => ({
    name,
    type: 'direct',
    quanto_multiplier: String(size),
    leverage_min: '1',
    leverage_max: '100',
    mark_type: 'index',
    mark_price: '1',
    funding_interval: 28_800,
    order_size_min: 1,
    in_delisting: false,
    create_time: market.begin / MS_PER_SECOND,
    launch_time: market.begin / MS_PER_SECOND,
    status: 'trading',
  }));
  return { body, rows: [], fields: ['name', 'quanto_multiplier'], series: path };
}
