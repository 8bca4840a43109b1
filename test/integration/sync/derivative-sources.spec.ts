import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHAPES, shapeOf, type AnyColumns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { NetError } from '#main/sync/net/types';
import { type PageRequest, type Source, type SourcePage } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import { columnsOf, openSources, readThrough, type SourceBench } from '../../support/sources';
import {
  bitfinex,
  BITFINEX_FUNDING_EVERY,
  BITFINEX_STATUS_EVERY,
  bitfinexStatusTime,
} from '../../support/venue-server/dialects/bitfinex';
import { coinbase } from '../../support/venue-server/dialects/coinbase';
import {
  deliveryOf,
  deribit,
  deribitAmount,
  deribitSettlement,
  dvolOf,
} from '../../support/venue-server/dialects/deribit';
import { deribitOptions, optionOf } from '../../support/venue-server/dialects/deribit-options';
import { hyperliquid, hyperliquidFundingTime } from '../../support/venue-server/dialects/hyperliquid';
import { krakenfutures, krakenQuantity } from '../../support/venue-server/dialects/krakenfutures';
import { tradesOf } from '../../support/venue-server/dialects/trades';
import { rounded, type Market, type Span } from '../../support/venue-server/market';

const NOW = Date.UTC(2026, 5, 15, 12, 34, 56, 789);
const MINUTE = MS_PER_MINUTE;
const HOUR = MS_PER_HOUR;
const DAY = MS_PER_DAY;
const IDS = ['deribit', 'bitfinex', 'hyperliquid', 'krakenfutures', 'coinbase'] as const;

type Rows = readonly (readonly number[])[];
type Expected = (market: Market, range: Span, instrument: string) => readonly Rows[];

interface Case {
  readonly source: SourceId;
  readonly offer: string;
  readonly instrument: string;
  readonly interval: Ms;
  readonly range: Span;
  /** Pages that the range takes at least. */
  readonly pages: number;
  /** Of each series that a page feeds. */
  readonly expected: Expected;
}

/** Neither end is a stamp, so that both have to be cut. */
const last = (length: Ms): Span => ({ from: NOW - DAY - length, to: NOW - DAY - 7 });

const bars =
  (interval: Ms, volume: 'v' | 'quote' = 'v'): Expected =>
  (market, range, instrument) => [
    market.bars(instrument, interval, range).map((bar) => [bar.t, bar.o, bar.h, bar.l, bar.c, bar[volume]]),
  ];
const fundingEvery = (interval: Ms, stamp = (t: Ms): Ms => t): Expected => (market, range, instrument) => [
  market
    .stamps(instrument, interval, { from: range.from - interval, to: range.to })
    .map((t) => [stamp(t), market.funding(instrument, t)])
    .filter(([t]) => t! >= range.from && t! < range.to),
]; // prettier-ignore
const dvol = (interval: Ms): Expected => (market, range, instrument) => [
  market.stamps('DVOL', interval, range).map((t) => [t, ...dvolOf(market, instrument, interval, t).map((x) => rounded(x / 100, 6))]),
]; // prettier-ignore

const deribitClosures: Expected = (market, range, instrument) => [
  tradesOf(market, instrument, range).filter(({ closed }) => closed !== 0).map((trade) => {
    const amount = deribitAmount(instrument, trade);
    const isLinear = instrument.includes('USDC');
    const [quantity, notional] = isLinear ? [amount, amount * trade.price] : [amount / trade.price, amount];
    return [trade.t, trade.closed, trade.price, quantity, notional];
  }),
]; // prettier-ignore

const settlements: Expected = (market, range, instrument) => {
  const times = market.stamps(instrument, DAY, { from: range.from - DAY, to: range.to }).map(deribitSettlement);
  const inside = times.filter((t) => t >= range.from && t < range.to);
  return [0, 1].map((more) => inside.map((t) => [t, market.price(instrument, t) + more]));
};

const bitfinexStatus: Expected = (market, range, instrument) => {
  const minutes = market.stamps(instrument, BITFINEX_STATUS_EVERY, { from: range.from - MINUTE, to: range.to });
  const times = minutes.map(bitfinexStatusTime).filter((t) => t >= range.from && t < range.to);
  const events: number[][] = [];
  for (let t = Math.ceil(range.from / BITFINEX_FUNDING_EVERY) * BITFINEX_FUNDING_EVERY; t < range.to; t += BITFINEX_FUNDING_EVERY)
    events.push([t, market.funding(instrument, t)]);
  return [
    times.map((t) => {
      const { base } = market.openInterest(instrument, t);
      return [t, base, base * market.price(instrument, t)];
    }),
    events,
  ];
}; // prettier-ignore

const prints: Expected = (market, range, instrument) => [
  market.prints(instrument, range).map(({ t, side, price, quantity }) => [t, side, price, quantity, quantity * price]),
];

const krakenClosures: Expected = (market, range, instrument) => [
  tradesOf(market, instrument, range).filter(({ closed }) => closed !== 0).map((trade) => {
    const amount = krakenQuantity(instrument, trade);
    const [quantity, notional] = instrument.startsWith('PI') ? [amount / trade.price, amount] : [amount, amount * trade.price];
    return [trade.t, trade.closed, trade.price, quantity, notional];
  }),
]; // prettier-ignore

const CASES: readonly Case[] = [
  { source: 'deribit', offer: 'bars', instrument: 'BTC-PERPETUAL', interval: MINUTE, range: last(7.3 * DAY), pages: 3, expected: bars(MINUTE) },
  { source: 'deribit', offer: 'bars', instrument: 'SOL_USDC-PERPETUAL', interval: DAY, range: last(900 * DAY), pages: 1, expected: bars(DAY) },
  { source: 'deribit', offer: 'volatility', instrument: 'BTC', interval: HOUR, range: last(100 * DAY), pages: 3, expected: dvol(HOUR) },
  { source: 'deribit', offer: 'volatility', instrument: 'ETH', interval: 12 * HOUR, range: last(700 * DAY), pages: 2, expected: dvol(12 * HOUR) },
  { source: 'deribit', offer: 'funding', instrument: 'BTC-PERPETUAL', interval: 0, range: last(71 * DAY), pages: 3, expected: fundingEvery(HOUR) },
  { source: 'deribit', offer: 'liquidations', instrument: 'BTC-PERPETUAL', interval: 0, range: last(1.3 * DAY), pages: 6, expected: deribitClosures },
  { source: 'deribit', offer: 'liquidations', instrument: 'SOL_USDC-PERPETUAL', interval: 0, range: { from: NOW - 2.2 * DAY, to: NOW - 7 }, pages: 6, expected: deribitClosures },
  { source: 'deribit', offer: 'settlements', instrument: 'BTC-PERPETUAL', interval: 0, range: last(1_900 * DAY), pages: 2, expected: settlements },
  { source: 'bitfinex', offer: 'bars', instrument: 'tBTCF0:USTF0', interval: MINUTE, range: last(8.3 * DAY), pages: 2, expected: bars(MINUTE) },
  { source: 'bitfinex', offer: 'status', instrument: 'tBTCF0:USTF0', interval: 0, range: last(9.2 * DAY), pages: 3, expected: bitfinexStatus },
  { source: 'bitfinex', offer: 'liquidations', instrument: 'tETHF0:USTF0', interval: 0, range: last(30 * DAY), pages: 5, expected: prints },
  { source: 'hyperliquid', offer: 'bars-1m', instrument: 'BTC', interval: MINUTE, range: last(2.3 * DAY), pages: 1, expected: bars(MINUTE) },
  { source: 'hyperliquid', offer: 'bars-4h', instrument: 'ETH', interval: 4 * HOUR, range: last(800 * DAY), pages: 1, expected: bars(4 * HOUR) },
  { source: 'hyperliquid', offer: 'funding', instrument: 'BTC', interval: 0, range: last(60 * DAY), pages: 3, expected: fundingEvery(HOUR, hyperliquidFundingTime) },
  { source: 'krakenfutures', offer: 'bars', instrument: 'PF_XBTUSD', interval: MINUTE, range: last(3.1 * DAY), pages: 3, expected: bars(MINUTE) },
  { source: 'krakenfutures', offer: 'bars', instrument: 'PI_XBTUSD', interval: HOUR, range: last(100 * DAY), pages: 2, expected: bars(HOUR, 'quote') },
  { source: 'krakenfutures', offer: 'funding', instrument: 'PF_XBTUSD', interval: 0, range: last(50 * DAY), pages: 1, expected: fundingEvery(HOUR) },
  { source: 'krakenfutures', offer: 'liquidations', instrument: 'PF_XBTUSD', interval: 0, range: last(1.2 * DAY), pages: 5, expected: krakenClosures },
  { source: 'krakenfutures', offer: 'liquidations', instrument: 'PI_XBTUSD', interval: 0, range: last(2.2 * DAY), pages: 4, expected: krakenClosures },
  { source: 'coinbase', offer: 'bars', instrument: 'BTC-USD', interval: MINUTE, range: last(0.6 * DAY), pages: 3, expected: bars(MINUTE) },
  { source: 'coinbase', offer: 'bars', instrument: 'BTC-USD', interval: 6 * HOUR, range: last(300 * DAY), pages: 4, expected: bars(6 * HOUR) },
]; // prettier-ignore

let bench: SourceBench;
beforeAll(async () => {
  const dialects = [deribit, bitfinex, hyperliquid, krakenfutures, coinbase];
  const market = { holes: [{ from: NOW - 30 * HOUR, to: NOW - 27 * HOUR }] };
  bench = await openSources({ dialects, seed: 5, now: () => NOW, market });
});
afterAll(() => bench.close());
beforeEach(() => bench.server.setFaults(undefined));

const load = (id: SourceId): Promise<Source> => SOURCES[id]!.load();
const requestOf = (one: Case, end: PageRequest['end'], range = one.range): PageRequest => {
  const { source, offer, instrument, interval } = one;
  return { source, offer, instrument, interval, ...range, end };
};

describe.each(CASES)('$source $offer of $instrument', (one) => {
  const { source: id, interval, range, expected, instrument } = one;

  it.each(['oldest', 'newest'] as const)('gives all rows of a range, and no other, from the %s', async (end) => {
    const { pages, series } = await readThrough(await load(id), requestOf(one, end), bench.context);
    const wanted = expected(bench.server.market, range, instrument);
    expect(wanted[0]!.length).toBeGreaterThan(0);
    expect(series).toHaveLength(wanted.length);
    series.forEach(({ kind, columns, instrument: name }, i) => {
      expect(name).toBe(instrument);
      expectColumns(columns, columnsOf(SHAPES[shapeOf(kind, interval)].columns, wanted[i]!));
    });
    expect(pages.length, 'pages').toBeGreaterThanOrEqual(one.pages);
    for (const { series: all } of pages)
      for (const { columns } of all) expect(columns.t.every((t) => t >= range.from && t < range.to)).toBe(true);
  });

  it('counts the first instant of a range as in it and the last as out of it', async () => {
    const [rows = []] = expected(bench.server.market, range, instrument);
    const stamps = [...new Set(rows.map(([t]) => t!))].sort((a, b) => a - b);
    const [first = NaN, beyond = NaN] = stamps;
    const page = await (await load(id)).page(requestOf(one, 'oldest', { from: first, to: beyond }), bench.context);
    expect(new Set(page.series[0]!.columns.t)).toEqual(new Set([first]));
    expect(page.settled).toEqual({ from: first, to: beyond });
  });

  it('never takes a field of another type for a figure or for a missing one', async () => {
    const source = await load(id);
    await source.page(requestOf(one, 'newest'), bench.context); // what has to be looked up is
    for (const kind of ['typeNull', 'typeObject'] as const) {
      bench.server.setFaults({ rate: 1, choose: () => kind });
      const answer = await source.page(requestOf(one, 'newest'), bench.context).catch((error: unknown) => error);
      expect(bench.server.faultCount()).toBeGreaterThan(0);
      if (answer instanceof Error) expect(answer).toMatchObject({ name: 'NetError', problem: 'broken' });
      else for (const { columns } of (answer as SourcePage).series) // a field that is not read may be anything
          for (const column of Object.values(columns)) expect(column.some((value) => Number.isNaN(value))).toBe(false);
    } // prettier-ignore
  });

  it('can wait for maintenance and too many requests', async () => {
    const source = await load(id);
    for (const [kind, problems] of [['maintenance', ['server', 'limited']], ['banned', ['limited']], ['html', ['broken']]] as const) {
      bench.server.setFaults({ rate: 1, choose: () => kind });
      const failure = await source.page(requestOf(one, 'newest'), bench.context).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NetError);
      expect(problems).toContain((failure as NetError).problem);
    }
  }); // prettier-ignore
});

it('every offer but captures and documents is among the cases', async () => {
  const tried = new Set(CASES.map(({ source, offer }) => `${source} ${offer.replace(/^bars-.*/, 'bars')}`));
  for (const id of IDS)
    for (const { id: offer, shape } of (await load(id)).offers)
      if (shape === 'history') expect(tried).toContain(`${id} ${offer.replace(/^bars-.*/, 'bars')}`);
});

describe('pages that end within one millisecond', () => {
  it.each(CASES.filter(({ offer }) => offer === 'liquidations'))('$source $instrument', async (one) => {
    // any page that is cut there counts: its last instant is asked for again
    const { market } = bench.server;
    const source = await load(one.source);
    const rows = one.expected(market, one.range, one.instrument)[0]!;
    const burst = rows.find(([t], i) => rows[i + 1]?.[0] === t)!;
    const [at] = burst as [number];
    const page = await source.page(requestOf(one, 'oldest', { from: at, to: at + 1 }), bench.context);
    const together = new Set(rows.filter(([t]) => t === at).map((row) => row.join()));
    expect(page.settled).toEqual({ from: at, to: at + 1 });
    expect(new Set(Array.from(page.series[0]!.columns.t, (_, i) => Object.values(page.series[0]!.columns).map((column) => column[i]).join())).size).toBe(together.size); // prettier-ignore
  });

  it('are asked for again from that millisecond on', async () => {
    const one = CASES.find(({ source, offer }) => source === 'deribit' && offer === 'liquidations')!;
    const source = await load('deribit');
    const { market } = bench.server;
    // a page of 1,000 trades that begins between the two of one millisecond ends between two others
    const trades = tradesOf(market, one.instrument, one.range);
    const cut = trades.findIndex(({ t }, i) => i >= 999 && trades[i + 1]?.t === t);
    const start = trades[cut - 999]!;
    const from = trades[cut - 1_000]?.t === start.t ? start.t + 1 : start.t;
    const page = await source.page(requestOf(one, 'oldest', { from, to: one.range.to }), bench.context);
    const edge = trades.filter(({ t }) => t >= from)[999]!.t;
    expect(page.settled).toEqual({ from, to: edge });
    expect(page.series[0]!.columns.t.every((t) => t < edge)).toBe(true);
  });
});

describe('a chain of Deribit', () => {
  const request = { source: 'deribit', instrument: 'BTC', interval: 0, from: NOW, to: NOW + 1, end: 'newest' } as const;
  const inCoin = deribitOptions('BTC', NOW).filter((name) => !name.includes('_'));

  it('takes two requests, holds every option in coin, and misses what the bulk answer does not tell', async () => {
    const before = bench.server.log.length;
    const page = await (await load('deribit')).page({ ...request, offer: 'chain' }, bench.context);
    expect(bench.server.log.length - before).toBe(2);
    const [{ columns, kind, traits }] = page.series as [SourcePage['series'][0]];
    expect({ kind, unit: traits.unit, rows: columns.t.length }).toEqual({ kind: 'chain', unit: 'BTC', rows: inCoin.length });
    expect(new Set(columns.t)).toEqual(new Set([NOW - 4]));
    inCoin.forEach((name, i) => {
      const { expiry, strike, type } = optionOf(name)!;
      expect([columns['expiry']![i], columns['strike']![i], columns['type']![i]]).toEqual([expiry, strike, type]);
    });
    expect(columns['bid']!.some((x) => Number.isNaN(x))).toBe(true);
    expect(columns['markIv']!.every((x) => x > 0.4 && x < 0.9)).toBe(true);
    expect(columns['index']!.every((x) => x === bench.server.market.price('btc_usd', NOW))).toBe(true);
    for (const name of ['bidSize', 'askSize', 'bidIv', 'askIv', 'delta', 'gamma', 'vega', 'theta', 'rho'])
      expect(columns[name]!.every((x) => Number.isNaN(x)), name).toBe(true);
  }); // prettier-ignore

  it('asks for each option that anybody holds or quotes where greeks are wanted', async () => {
    const before = bench.server.log.length;
    const shares: number[] = [];
    const context = { ...bench.context, onProgress: (share: number) => void shares.push(share) };
    const page = await (await load('deribit')).page({ ...request, offer: 'chain-greeks' }, context);
    const alive = inCoin.filter((name) => !name.endsWith('80000-P'));
    expect(bench.server.log.length - before).toBe(1 + alive.length);
    const { columns } = page.series[0]!;
    expect(columns.t).toHaveLength(alive.length);
    expect(new Set(columns.t)).toEqual(new Set([NOW - 4]));
    expect(new Set(columns['vega'])).toEqual(new Set([1_234]));
    expect(columns['bidIv']!.some((x) => Number.isNaN(x))).toBe(true); // no bid, no volatility of it
    expect(shares.at(-1)).toBe(1);
  });

  it('of another asset has its own options', async () => {
    const page = await (await load('deribit')).page({ ...request, offer: 'chain', instrument: 'ETH' }, bench.context);
    expect(page.series[0]).toMatchObject({ instrument: 'ETH', traits: { unit: 'ETH' } });
    expect(page.series[0]!.columns.t).toHaveLength(30);
  });
});

it('delivery prices of Deribit come whole, a thousand a request', async () => {
  const before = bench.server.log.length;
  const request = {
    source: 'deribit',
    offer: 'delivery',
    instrument: 'BTC',
    interval: 0,
    from: 0,
    to: NOW,
    end: 'newest',
  } as const;
  const { series, settled } = await (await load('deribit')).page(request, bench.context);
  const { market } = bench.server;
  const days = market.stamps('btc_usd', DAY, { from: market.begin, to: NOW - 8 * HOUR });
  expect(days.length).toBeGreaterThan(2_000);
  expect(bench.server.log.length - before).toBe(Math.ceil(days.length / 1_000));
  expect(settled).toEqual({ from: 0, to: NOW });
  expect(series[0]).toMatchObject({ kind: 'metric', field: 'deliveryPrice', instrument: 'BTC' });
  const rows = Array.from(series[0]!.columns.t, (t, i) => [t, series[0]!.columns['value']![i]!]);
  expectColumns(columnsOf(['t', 'value'], rows), columnsOf(['t', 'value'], days.map((day) => [day + 8 * HOUR, deliveryOf(market, 'btc_usd', day)]))); // prettier-ignore
});

describe('before a data set began', () => {
  it.each([
    ['deribit', 'volatility', 'BTC', HOUR],
    ['deribit', 'bars', 'BTC-PERPETUAL', MINUTE],
    ['krakenfutures', 'liquidations', 'PF_XBTUSD', 0],
    ['hyperliquid', 'funding', 'BTC', 0],
    ['coinbase', 'bars', 'ETH-USD', MINUTE],
  ] as const)('%s %s is not asked for', async (source, offer, instrument, interval) => {
    const one = await load(source);
    const request = { source, offer, instrument, interval } as const;
    await one.page({ ...request, from: NOW - HOUR, to: NOW - 7, end: 'oldest' }, bench.context); // looks up what it has to
    const before = bench.server.log.length;
    const none = await one.page({ ...request, from: 0, to: Date.UTC(2014, 0, 1), end: 'newest' }, bench.context);
    expect(none).toMatchObject({ series: [], settled: { from: 0, to: Date.UTC(2014, 0, 1) } });
    const oldest = await one.page({ ...request, from: 0, to: NOW, end: 'oldest' }, bench.context);
    expect(oldest.series).toEqual([]);
    expect(bench.server.log).toHaveLength(before);
    const next = await one.page({ ...request, from: oldest.settled.to, to: NOW, end: 'oldest' }, bench.context);
    expect(next.series.length).toBeGreaterThan(0);
  });
});

describe('instruments', () => {
  it.each([
    ['deribit', 'BTC-PERPETUAL', { type: 'perpetual', contractSize: 10, margin: 'inverse', base: 'BTC', quote: 'USD' }],
    ['deribit', 'SOL_USDC-PERPETUAL', { type: 'perpetual', margin: 'linear', base: 'SOL', quote: 'USDC' }],
    ['deribit', 'BTC-25DEC26', { type: 'future', offers: ['bars', 'liquidations', 'settlements'] }],
    ['deribit', 'ETH', { type: 'asset', base: 'ETH' }],
    [
      'bitfinex',
      'tBTCF0:USTF0',
      { type: 'perpetual', margin: 'linear', base: 'BTC', quote: 'USDT', contractSize: null },
    ],
    ['hyperliquid', 'SOL', { type: 'perpetual', margin: 'linear', contractSize: null }],
    ['krakenfutures', 'PI_XBTUSD', { type: 'perpetual', margin: 'inverse', contractSize: 1, base: 'BTC' }],
    ['krakenfutures', 'FI_ETHUSD_261225', { type: 'future', margin: 'inverse', offers: ['bars', 'liquidations'] }],
    ['coinbase', 'BTC-USD', { type: 'spot', base: 'BTC', quote: 'USD', margin: '' }],
  ] as const)('of %s: %s with its size and margin', async (id, name, wanted) => {
    const source = await load(id);
    const found = (await source.instruments(bench.context)).find((one) => one.id === name);
    expect(found).toMatchObject(wanted);
    expect(found!.offers.every((offer) => source.offers.some((one) => one.id === offer))).toBe(true);
  });

  it.each(['deribit', 'hyperliquid', 'krakenfutures', 'coinbase'] as const)(
    'an empty list of %s is not believed',
    async (id) => {
      bench.server.setFaults({ rate: 1, choose: () => 'emptyPage' });
      const http = Object.create(bench.context.http) as typeof bench.context.http; // what was looked up before is not known to it
      await expect((await load(id)).instruments({ ...bench.context, http })).rejects.toMatchObject({
        problem: 'broken',
      });
    },
  );
});

it.each([
  ['deribit', 'bars', 'NOPE-PERPETUAL', HOUR],
  ['krakenfutures', 'funding', 'PF_NOPEUSD', 0],
  ['krakenfutures', 'liquidations', 'PF_NOPEUSD', 0],
  ['coinbase', 'bars', 'NOPE-USD', HOUR],
] as const)(
  '%s %s of %s: an instrument that is not there is not asked for again',
  async (source, offer, instrument, interval) => {
    const request = { source, offer, instrument, interval, from: NOW - DAY, to: NOW, end: 'oldest' } as const;
    await expect((await load(source)).page(request, bench.context)).rejects.toMatchObject({
      name: 'SourceError',
      code: 'notFound',
    });
  },
);

/** To the last digit but for the rounding of a product. */
function expectColumns(actual: AnyColumns, wanted: AnyColumns): void {
  expect(Object.keys(actual)).toEqual(Object.keys(wanted));
  expect(actual.t).toEqual(wanted.t);
  for (const [name, column] of Object.entries(wanted)) {
    const off = column.findIndex((value, i) => !(Math.abs(actual[name]![i]! - value) <= 4e-16 * Math.abs(value)));
    expect(off, `row of ${name} that is off`).toBe(-1);
  }
}
