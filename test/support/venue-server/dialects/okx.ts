import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { ModelPrint, Span } from '../market';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';

/** OKX swaps and futures: www.okx.com/docs-v5. Lists are newest first, keep the newest when cut, and exclude both bounds. */
export const OKX_CONTRACTS = {
  'BTC-USDT-SWAP': { type: 'SWAP', margin: 'linear', value: 0.01 },
  'ETH-USDT-SWAP': { type: 'SWAP', margin: 'linear', value: 0.1 },
  'BTC-USD-SWAP': { type: 'SWAP', margin: 'inverse', value: 100 },
  'BTC-USDT-261225': { type: 'FUTURES', margin: 'linear', value: 0.01 },
} as const;

type Contract = (typeof OKX_CONTRACTS)[keyof typeof OKX_CONTRACTS];

const INTERVALS: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '3m': 3 * MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '30m': 30 * MS_PER_MINUTE,
  '1H': MS_PER_HOUR, '2H': 2 * MS_PER_HOUR, '4H': 4 * MS_PER_HOUR, '6Hutc': 6 * MS_PER_HOUR, '12Hutc': 12 * MS_PER_HOUR,
  '1Dutc': MS_PER_DAY,
}; // prettier-ignore
export const OKX_FUNDING_EVERY: Ms = 8 * MS_PER_HOUR;
const FUNDING_REACH: Ms = 90 * MS_PER_DAY;
const LATEST = 1_440;

const told = (data: readonly unknown[]): unknown => ({ code: '0', msg: '', data });
const failed = (code: string, msg: string): unknown => ({ code, msg, data: [] });

export const okx: Dialect = {
  source: 'okx',
  trouble: {
    limited: { status: 429, body: failed('50011', 'Too Many Requests') },
    banned: { status: 429, body: failed('50061', 'Too many requests') },
    maintenance: { status: 503, body: failed('50001', 'Service temporarily unavailable. Please try again later.') },
  },
  answer(request, world) {
    const { path, query } = request;
    if (path === '/api/v5/public/instruments') return instruments(request, world);
    if (path === '/api/v5/public/liquidation-orders') return liquidationOrders(request, world);
    const answerOf = SERIES[path];
    if (!answerOf) return undefined;
    const id = query.get('instId') ?? '';
    const contract = OKX_CONTRACTS[id as keyof typeof OKX_CONTRACTS] as Contract | undefined;
    if (!contract) return { body: failed('51001', "Instrument ID, Instrument ID code, or Spread ID doesn't exist.") };
    return answerOf(request, id, contract, world);
  },
};

type Answer = (request: VenueRequest, id: string, contract: Contract, world: World) => VenueReply;
const SERIES: Readonly<Record<string, Answer>> = {
  '/api/v5/market/candles': (request, id, contract, world) => candles(request, id, contract, world, LATEST),
  '/api/v5/market/history-candles': (request, id, contract, world) => candles(request, id, contract, world, Infinity),
  '/api/v5/public/funding-rate-history': fundingRateHistory,
  '/api/v5/rubik/stat/contracts/open-interest-history': openInterestHistory,
};

const rangeOf = ({ query }: VenueRequest, after: string, before: string, now: Ms): Span => ({
  from: Number(query.get(after) ?? 0) + 1,
  to: Math.min(Number(query.get(before) ?? Infinity), now + 1),
});

const limitOf = ({ query }: VenueRequest, usual: number, most: number): number => Math.min(most, Number(query.get('limit') ?? usual)); // prettier-ignore

function candles(request: VenueRequest, id: string, { value, margin }: Contract, { market, now }: World, kept: number): VenueReply {
  const name = request.query.get('bar') ?? '1m';
  const interval = INTERVALS[name];
  if (interval === undefined) return { body: failed('51000', 'Parameter bar error') };
  const at = now();
  const { from, to } = rangeOf(request, 'before', 'after', at);
  const range = { from: Math.max(from, at - kept * interval), to };
  const cut = { limit: limitOf(request, 100, 300), end: 'newest' } as const;
  const data = market.bars(id, interval, range, cut, at).map(({ t, o, h, l, c, v, quote }) => {
    const contracts = margin === 'linear' ? v / value : quote / value;
    return [...[t, o, h, l, c, contracts, v, quote].map(String), t + interval <= at ? '1' : '0'];
  });
  return { body: told(data.reverse()), rows: ['data'], series: `${request.path} ${id} ${name}` };
} // prettier-ignore

function fundingRateHistory(request: VenueRequest, id: string, { type }: Contract, { market, now }: World): VenueReply {
  if (type !== 'SWAP') return { body: failed('51000', 'Parameter instId error') };
  const at = now();
  const { from, to } = rangeOf(request, 'before', 'after', at);
  const cut = { limit: limitOf(request, 400, 400), end: 'newest' } as const;
  const range = { from: Math.max(from, at - FUNDING_REACH), to };
  const data = market.stamps(id, OKX_FUNDING_EVERY, range, cut).map((t) => ({
    formulaType: 'withRate',
    fundingRate: String(market.funding(id, t + 1)), // foretold, and not what was paid
    fundingTime: String(t),
    instId: id,
    instType: 'SWAP',
    method: 'current_period',
    realizedRate: String(market.funding(id, t)),
  }));
  const fields = ['fundingTime', 'realizedRate'];
  return { body: told(data.reverse()), rows: ['data'], fields, series: `${request.path} ${id}` };
}

function openInterestHistory(request: VenueRequest, id: string, { value, margin }: Contract, { market, now }: World): VenueReply {
  const name = request.query.get('period') ?? '5m';
  const interval = INTERVALS[name]!;
  const at = now();
  const { from, to } = rangeOf(request, 'begin', 'end', at);
  const cut = { limit: limitOf(request, 100, 100), end: 'newest' } as const;
  const range = { from: Math.max(from, at - LATEST * interval), to };
  const data = market.stamps(id, interval, range, cut).map((t) => {
    const { base, usd } = market.openInterest(id, t);
    return [t, (margin === 'linear' ? base : usd) / value, base, usd].map(String);
  });
  return { body: told(data.reverse()), rows: ['data'], fields: ['0', '2', '3'], series: `${request.path} ${id} ${name}` };
} // prettier-ignore

function instruments({ path, query }: VenueRequest, { market }: World): VenueReply {
  const wanted = query.get('instType');
  const data = Object.entries(OKX_CONTRACTS)
    .filter(([, { type }]) => type === wanted)
    .map(([instId, { type, margin, value }]) => {
      const [base = '', quote = '', expiry = ''] = instId.split('-');
      return {
        alias: '', baseCcy: '', category: '1', ctMult: '1', ctType: margin, ctVal: String(value),
        ctValCcy: margin === 'linear' ? base : 'USD', expTime: type === 'SWAP' ? '' : String(Date.UTC(2000 + Number(expiry.slice(0, 2)), 11, 25, 8)),
        instFamily: `${base}-${quote}`, instId, instType: type, lever: '100', listTime: String(market.begin), lotSz: '0.1',
        maxLmtSz: '100000000', maxMktSz: '20000', minSz: '0.1', optType: '', quoteCcy: '', ruleType: 'normal',
        settleCcy: margin === 'linear' ? quote : base, state: 'live', stk: '', tickSz: '0.1', uly: `${base}-${quote}`,
      };
    });
  return { body: told(data), rows: ['data'], fields: ['instId', 'ctVal', 'instType', 'ctType'], series: `${path} ${wanted}` };
} // prettier-ignore

/** Those of a family; the rows are in a list for each of its instruments. */
function liquidationOrders(request: VenueRequest, { market, now }: World): VenueReply {
  const { path, query } = request;
  const family = query.get('instFamily') ?? query.get('uly');
  if (family === null) return { body: failed('50015', 'Either parameter uly or instFamily is required') };
  const id = `${family}-SWAP`;
  const contract = OKX_CONTRACTS[id as keyof typeof OKX_CONTRACTS] as Contract | undefined;
  if (!contract || query.get('state') !== 'filled') return { body: failed('51000', 'Parameter instFamily error') };
  const limit = limitOf(request, 100, 100);
  const prints = market
    .prints(id, rangeOf(request, 'before', 'after', now()))
    .slice(-limit)
    .reverse();
  const details = prints.map((print) => detailOf(print, contract));
  const head = { instFamily: family, instId: id, instType: 'SWAP', totalLoss: '', uly: family };
  return {
    body: told([{ ...head, details }]),
    rows: ['data', 0, 'details'],
    fields: ['ts', 'bkPx', 'sz'],
    series: `${path} ${id}`,
  };
}

/** Contracts of a print: amounts of the venue are never coins. */
export const okxContracts = ({ quantity, price }: ModelPrint, { value, margin }: Contract): number =>
  Math.max(1, Math.round((margin === 'linear' ? quantity : quantity * price) / value));

const detailOf = (print: ModelPrint, contract: Contract): unknown => ({
  bkLoss: '0',
  bkPx: String(print.price),
  ccy: '',
  posSide: print.side === 1 ? 'long' : 'short',
  side: print.side === 1 ? 'sell' : 'buy',
  sz: String(okxContracts(print, contract)),
  ts: String(print.t),
});
