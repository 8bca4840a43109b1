import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NetError } from '#main/sync/net/types';
import { calls, loadExchange, type Exchange, type ExchangeId } from '#main/sync/sources/ccxt/exchange';
import { createVenue } from '#main/sync/sources/ccxt/venue';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import { openSources, type SourceBench } from '../../support/sources';
import type { Dialect } from '../../support/venue-server/types';

const EXCHANGES: readonly (readonly [SourceId, ExchangeId])[] = [
  ['binance', 'binance'],
  ['bybit', 'bybit'],
  ['okx', 'okx'],
  ['gate', 'gate'],
  ['deribit', 'deribit'],
  ['bitfinex', 'bitfinex'],
  ['hyperliquid', 'hyperliquid'],
  ['krakenfutures', 'krakenfutures'],
  ['coinbase', 'coinbaseexchange'],
];
/** What ccxt calls whatever moves money, orders or settings. */
const ACTS = /^(create|edit|cancel|close|withdraw|transfer|deposit|borrow|repay|lend|redeem|convert|add|reduce|modify|set|switch|stake|sell|buy|place|amend|enable|approve|sub|request)[A-Z_]|^(withdraw|transfer|deposit|sign|signIn)$/; // prettier-ignore
/** Endpoints by ccxt's own names: `fapiPrivatePostOrder`. */
const ENDPOINT = /^[a-z]\w*?(Get|Post|Put|Delete|Patch|Head)[A-Z]/;
/** Those that need no account. */
const OPEN = /^(public|v\dPublic|[fd]apiPublic|[fd]apiData|charts|history)\w*Get[A-Z]|^publicPostInfo$/;
/** Public lists that ccxt also knows how to ask for with a signature: the adapter does not let them be called. */
const SIGNED_READS = new Set(['privateGetV5MarketInstrumentsInfo']);
const HEX = '0123456789abcdef';
const KEYS = {
  apiKey: 'key', secret: HEX.repeat(2), password: 'pass', uid: '1', login: 'me', token: 'token', twofa: HEX, accountId: '1',
  walletAddress: `0x${HEX.repeat(2)}01234567`, privateKey: `0x${HEX.repeat(4)}`,
}; // prettier-ignore

/** Answers whatever comes, so that nothing fails for want of an answer. */
const eager = (source: SourceId): Dialect => {
  const reply = { body: { code: '0', retCode: 0, result: {}, data: [] } };
  return { source, answer: () => reply, trouble: { limited: reply, banned: reply, maintenance: reply } };
};

let bench: SourceBench;
beforeAll(async () => {
  const dialects = EXCHANGES.map(([source]) => eager(source));
  bench = await openSources({ dialects, seed: 1, now: () => Date.UTC(2026, 0, 1) });
});
afterAll(() => bench.close());

/** Names of everything that can be called, of the object and of all it derives from. */
function methodsOf(exchange: Exchange): string[] {
  const names = new Set<string>();
  for (let at: object | null = exchange; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) if (typeof exchange[name] === 'function') names.add(name);
  return [...names].filter((name) => name !== 'constructor');
}

/** Endpoints are members of the object itself, made from the venue's list of them. */
const endpointsOf = (exchange: Exchange): string[] =>
  Object.keys(exchange).filter((name) => typeof exchange[name] === 'function' && ENDPOINT.test(name));

/** With keys, and with a market that it knows: nothing stands between a call and its request but the gate. */
async function armed(source: SourceId, id: ExchangeId): Promise<Exchange> {
  const exchange = (await loadExchange(source, id)) as Exchange & Record<string, unknown>;
  Object.assign(exchange, KEYS);
  const market = {
    id: 'BTCUSDT', symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', baseId: 'BTC', quoteId: 'USDT', settleId: 'usdt',
    type: 'swap', spot: false, swap: true, future: false, option: false, contract: true, linear: true, inverse: false, active: true,
    contractSize: 1, precision: { amount: 1, price: 1 }, limits: { amount: {}, price: {}, cost: {} }, info: { orderTypes: ['LIMIT', 'MARKET'] },
  }; // prettier-ignore
  (exchange['setMarkets'] as (markets: object) => unknown)([market]);
  exchange.loadMarkets = () => Promise.resolve(exchange['markets']);
  return exchange;
}

/** What became of a call: an error, or what it returned. */
async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

const isForbidden = (outcome: unknown): boolean => outcome instanceof NetError && outcome.problem === 'forbidden';
const within = (call: () => unknown): Promise<unknown> =>
  calls.run({ context: bench.context, weight: 1 }, () => outcomeOf(call));
const ARGUMENTS = ['BTC/USDT:USDT', 'limit', 'buy', 1, 50_000] as const;

describe.each(EXCHANGES)('%s', (source, id) => {
  it('is refused, unsent, whatever endpoint of it is called but the reads', async () => {
    const exchange = await armed(source, id);
    const endpoints = endpointsOf(exchange);
    expect(endpoints.length).toBeGreaterThan(id === 'hyperliquid' ? 1 : 20);
    const connect = vi.spyOn(Socket.prototype, 'connect');
    const reads = SOURCES[source]?.policy.reads ?? [];
    const before = bench.server.log.length;
    let forbidden = 0;
    for (const name of endpoints) {
      const sent = bench.server.log.length;
      const outcome = await within(() => (exchange[name] as (params: object) => unknown)({ symbol: 'BTCUSDT', settle: 'usdt', currency: 'BTC', contract: 'BTC_USDT' })); // prettier-ignore
      if (isForbidden(outcome)) forbidden++;
      // what was sent was a read by its name too, and not only by the list
      else if (bench.server.log.length > sent) expect(SIGNED_READS.has(name) || OPEN.test(name), name).toBe(true);
      else expect(outcome, `${name} is impossible`).toBeInstanceOf(Error);
    }
    const sent = bench.server.log.slice(before);
    expect(sent.filter(({ method, path }) => !reads.some((read) => read.test(`${method} ${path}`)))).toEqual([]);
    expect(forbidden / endpoints.length, 'refused by the gate').toBeGreaterThanOrEqual(0.5);
    const port = new URL(bench.server.addresses[source]!).port;
    expect(connect.mock.calls.filter((call) => !JSON.stringify(call).includes(port))).toEqual([]);
    connect.mockRestore();
  });

  it('cannot trade, move or set anything', async () => {
    const exchange = await armed(source, id);
    const acts = methodsOf(exchange).filter((name) => ACTS.test(name) && !ENDPOINT.test(name));
    expect(acts).toEqual(expect.arrayContaining(['createOrder', 'editOrder', 'cancelOrder', 'withdraw', 'transfer', 'setLeverage', 'borrowCrossMargin'])); // prettier-ignore
    const before = bench.server.log.length;
    let forbidden = 0;
    for (const name of acts) {
      const fresh = name.startsWith('set') || name.startsWith('enable') ? await armed(source, id) : exchange; // those change the object itself
      if (isForbidden(await within(() => (fresh[name] as (...args: readonly unknown[]) => unknown)(...ARGUMENTS)))) forbidden++; // prettier-ignore
    }
    // Hyperliquid is asked for what it trades before anything is done, by the one path that it reads by
    const isQuestion = (method: string, path: string): boolean =>
      id === 'hyperliquid' && `${method} ${path}` === 'POST /info';
    expect(bench.server.log.slice(before).filter(({ method, path }) => !isQuestion(method, path))).toEqual([]);
    expect(forbidden).toBeGreaterThan(0);
    expect(await within(() => (exchange['createOrder'] as (...args: readonly unknown[]) => unknown)(...ARGUMENTS))).toSatisfy(isForbidden); // prettier-ignore
  });

  it('sends nothing at all outside of a read', async () => {
    const exchange = await loadExchange(source, id);
    const before = bench.server.log.length;
    const endpoints = endpointsOf(exchange);
    for (const name of endpoints) expect(await outcomeOf(() => (exchange[name] as () => unknown)()), name).toBeInstanceOf(Error); // prettier-ignore
    expect(await outcomeOf(() => exchange.fetch('https://example.com'))).toSatisfy(isForbidden);
    expect(await outcomeOf(() => exchange.loadMarkets())).toSatisfy(isForbidden);
    expect(bench.server.log).toHaveLength(before);
  });

  it('is left with one way in, which answers questions', async () => {
    const venue = createVenue(source, id);
    expect(Object.keys(venue)).toEqual(['read']);
    const exchange = await loadExchange(source, id);
    const before = bench.server.log.length;
    const unsafe = methodsOf(exchange).filter(
      (name) => !/Get|Post/.test(name) || /private|sapi|papi|Private|_/.test(name),
    );
    for (const name of unsafe) expect(await outcomeOf(() => venue.read(name, {}, bench.context)), name).toSatisfy(isForbidden); // prettier-ignore
    expect(bench.server.log).toHaveLength(before);
  });
});

it('gives of a source its reads and nothing else', async () => {
  for (const [, entry] of Object.entries(SOURCES)) {
    const source = await entry.load();
    const callable = Object.entries(source).filter(([, value]) => typeof value === 'function');
    expect(callable.map(([name]) => name).sort()).toEqual(['instruments', 'page']);
    expect(source.offers.flatMap((offer) => Object.values(offer)).filter((value) => typeof value === 'function')).toEqual([]); // prettier-ignore
  }
});

it('lists as reads what reads: no word of orders, accounts or money, and POST only where a venue reads that way', () => {
  for (const [id, { policy }] of Object.entries(SOURCES))
    for (const read of policy.reads) {
      expect(read.source).not.toMatch(/order(?!s\$|s\b)|account|position|balance|wallet|withdraw|transfer|leverage|margin|private/i); // prettier-ignore
      expect(id === 'hyperliquid' || !read.source.includes('POST'), `${id} ${read.source}`).toBe(true);
    }
});
