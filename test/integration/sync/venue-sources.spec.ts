import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHAPES, shapeOf, type AnyColumns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { NetError } from '#main/sync/net/types';
import { SourceError, type PageRequest, type Source } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import { columnsOf, openSources, readThrough, type SourceBench } from '../../support/sources';
import { binance, binanceFundingTime } from '../../support/venue-server/dialects/binance';
import { bybit } from '../../support/venue-server/dialects/bybit';
import { gate, GATE_CONTRACTS, gateContracts } from '../../support/venue-server/dialects/gate';
import { okx, OKX_CONTRACTS, okxContracts } from '../../support/venue-server/dialects/okx';
import type { Market, Span } from '../../support/venue-server/market';

const NOW = Date.UTC(2026, 5, 15, 12, 34, 56, 789);
const HOUR = MS_PER_HOUR;
const DAY = MS_PER_DAY;
const MINUTE = MS_PER_MINUTE;
const EIGHT_HOURS = 8 * HOUR;

type Rows = readonly (readonly number[])[];

interface Case {
  readonly source: SourceId;
  readonly offer: string;
  readonly instrument: string;
  readonly interval: Ms;
  readonly range: Span;
  /** Of each series that a page feeds. */
  readonly expected: (market: Market, range: Span, instrument: string) => readonly Rows[];
}

/** Neither end is a stamp, so that both have to be cut; the last bar of it is over. */
const last = (length: Ms): Span => ({ from: NOW - DAY - length, to: NOW - DAY - 7 });
/** For what the venue keeps for a day only. */
const TODAY: Span = { from: NOW - 0.99 * DAY, to: NOW - 7 };

const bars = (interval: Ms) => (market: Market, range: Span, instrument: string): Rows[] => [
  market.bars(instrument, interval, range).map(({ t, o, h, l, c, v }) => [t, o, h, l, c, v]),
]; // prettier-ignore
const funding = (market: Market, range: Span, instrument: string): Rows[] => [
  market.stamps(instrument, EIGHT_HOURS, range).map((t) => [t, market.funding(instrument, t)]),
];
const oi = (interval: Ms, keep = { base: true, usd: true }) => (market: Market, range: Span, instrument: string): Rows[] => [
  market.stamps(instrument, interval, range).map((t) => {
    const { base, usd } = market.openInterest(instrument, t);
    return [t, keep.base ? base : NaN, keep.usd ? usd : NaN];
  }),
]; // prettier-ignore

function binanceFunding(market: Market, { from, to }: Span, instrument: string): Rows[] {
  const stamps = market.stamps(instrument, EIGHT_HOURS, { from: from - EIGHT_HOURS, to });
  const rows = stamps.map((t) => [binanceFundingTime(instrument, t), market.funding(instrument, t)]);
  return [rows.filter(([t]) => from <= t! && t! < to)];
}

function okxLiquidations(market: Market, range: Span, instrument: string): Rows[] {
  const contract = OKX_CONTRACTS[instrument as keyof typeof OKX_CONTRACTS];
  return [
    market.prints(instrument, range).map((print) => {
      const amount = okxContracts(print, contract) * contract.value;
      const linear = contract.margin === 'linear';
      const [quantity, notional] = linear ? [amount, amount * print.price] : [amount / print.price, amount];
      return [print.t, print.side, print.price, quantity, notional];
    }),
  ];
}

function gateBars(interval: Ms) {
  return (market: Market, range: Span, instrument: string): Rows[] => {
    const size = GATE_CONTRACTS[instrument as keyof typeof GATE_CONTRACTS];
    const rows = market.bars(instrument, interval, range);
    return [rows.map(({ t, o, h, l, c, v }) => [t, o, h, l, c, gateContracts(v, size) * size])];
  };
}

function gateStats(interval: Ms) {
  return (market: Market, range: Span, instrument: string): Rows[] => {
    const size = GATE_CONTRACTS[instrument as keyof typeof GATE_CONTRACTS];
    const stamps = market.stamps(instrument, interval, range);
    return [
      stamps.map((t) => {
        const { base, usd } = market.openInterest(instrument, t);
        return [t, gateContracts(base, size) * size, usd];
      }),
      stamps.map((t) => {
        const { long, short } = market.liquidated(instrument, interval, t);
        return [t, long, short];
      }),
    ];
  };
}

const CASES: readonly Case[] = [
  { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: MINUTE, range: last(3.4 * DAY), expected: bars(MINUTE) },
  { source: 'binance', offer: 'bars', instrument: 'BTCUSD_PERP', interval: MINUTE, range: last(3.4 * DAY), expected: bars(MINUTE) },
  { source: 'binance', offer: 'bars', instrument: 'BTCUSD_PERP', interval: DAY, range: last(700 * DAY), expected: bars(DAY) },
  { source: 'binance', offer: 'bars', instrument: 'BTCUSD_261225', interval: HOUR, range: last(100 * DAY), expected: bars(HOUR) },
  { source: 'binance', offer: 'funding', instrument: 'BTCUSDT', interval: 0, range: last(800 * DAY), expected: binanceFunding },
  { source: 'binance', offer: 'funding', instrument: 'BTCUSD_PERP', interval: 0, range: last(800 * DAY), expected: funding },
  { source: 'binance', offer: 'oi', instrument: 'BTCUSDT', interval: 5 * MINUTE, range: last(6.3 * DAY), expected: oi(5 * MINUTE) },
  { source: 'binance', offer: 'oi', instrument: 'ETHUSD_PERP', interval: 5 * MINUTE, range: last(6.3 * DAY), expected: oi(5 * MINUTE) },
  { source: 'bybit', offer: 'bars', instrument: 'BTCUSDT', interval: MINUTE, range: last(2.2 * DAY), expected: bars(MINUTE) },
  { source: 'bybit', offer: 'bars', instrument: 'BTCUSD', interval: 4 * HOUR, range: last(400 * DAY), expected: bars(4 * HOUR) },
  { source: 'bybit', offer: 'funding', instrument: 'BTCUSDT', interval: 0, range: last(200 * DAY), expected: funding },
  { source: 'bybit', offer: 'oi', instrument: 'BTCUSDT', interval: 5 * MINUTE, range: last(2.3 * DAY), expected: oi(5 * MINUTE, { base: true, usd: false }) },
  { source: 'bybit', offer: 'oi', instrument: 'BTCUSD', interval: HOUR, range: last(20 * DAY), expected: oi(HOUR, { base: false, usd: true }) },
  { source: 'okx', offer: 'bars', instrument: 'BTC-USDT-SWAP', interval: MINUTE, range: last(1.3 * DAY), expected: bars(MINUTE) },
  { source: 'okx', offer: 'bars', instrument: 'BTC-USD-SWAP', interval: DAY, range: last(900 * DAY), expected: bars(DAY) },
  { source: 'okx', offer: 'funding', instrument: 'BTC-USDT-SWAP', interval: 0, range: last(88 * DAY), expected: funding },
  { source: 'okx', offer: 'oi-5m', instrument: 'BTC-USDT-SWAP', interval: 5 * MINUTE, range: last(3.9 * DAY), expected: oi(5 * MINUTE) },
  { source: 'okx', offer: 'oi-1h', instrument: 'BTC-USDT-261225', interval: HOUR, range: last(30 * DAY), expected: oi(HOUR) },
  { source: 'okx', offer: 'oi-1d', instrument: 'BTC-USD-SWAP', interval: DAY, range: last(300 * DAY), expected: oi(DAY) },
  { source: 'okx', offer: 'liquidations', instrument: 'BTC-USDT-SWAP', interval: 0, range: TODAY, expected: okxLiquidations },
  { source: 'okx', offer: 'liquidations', instrument: 'BTC-USD-SWAP', interval: 0, range: TODAY, expected: okxLiquidations },
  { source: 'gate', offer: 'bars', instrument: 'BTC_USDT', interval: MINUTE, range: last(3.1 * DAY), expected: gateBars(MINUTE) },
  { source: 'gate', offer: 'funding', instrument: 'BTC_USDT', interval: 0, range: last(800 * DAY), expected: funding },
  { source: 'gate', offer: 'stats', instrument: 'BTC_USDT', interval: 5 * MINUTE, range: last(1.7 * DAY), expected: gateStats(5 * MINUTE) },
]; // prettier-ignore

const hole = { from: NOW - 30 * HOUR, to: NOW - 27 * HOUR };

let bench: SourceBench;
beforeAll(async () => {
  bench = await openSources({
    dialects: [binance, bybit, okx, gate],
    seed: 11,
    now: () => NOW,
    market: { holes: [hole] },
  });
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
  it.each(['oldest', 'newest'] as const)(
    'gives all rows of a range, and no other, page by page from the %s',
    async (end) => {
      const source = await load(id);
      const { pages, series } = await readThrough(source, requestOf(one, end), bench.context);
      const wanted = expected(bench.server.market, range, instrument);
      expect(series).toHaveLength(wanted.length);
      series.forEach(({ kind, columns, instrument: name }, i) => {
        expect(name).toBe(instrument);
        expectColumns(columns, columnsOf(SHAPES[shapeOf(kind, interval)].columns, wanted[i]!));
      });
      if (one.offer !== 'liquidations') expect(pages.length, 'pages').toBeGreaterThan(1);
      expect(pages.every(({ series: all }) => all.every(({ columns }) => columns.t.every((t) => t >= range.from && t < range.to)))).toBe(true); // prettier-ignore
    },
  );

  it('counts the first instant of a range as in it and the last as out of it', async () => {
    const source = await load(id);
    const [rows = []] = expected(bench.server.market, range, instrument);
    const stamps = [...new Set(rows.map(([t]) => t!))];
    const gaps = stamps.slice(1).map((t, i) => t - stamps[i]!);
    const closest = gaps.indexOf(Math.min(...gaps));
    const [first = NaN, beyond = NaN] = stamps.slice(closest);
    const page = await source.page(requestOf(one, 'oldest', { from: first, to: beyond }), bench.context);
    expect(new Set(page.series[0]!.columns.t)).toEqual(new Set([first]));
    expect(page.settled).toEqual({ from: first, to: beyond });
  });

  it('never takes a field of another type for a figure or for a missing one', async () => {
    const source = await load(id);
    const sought = one.offer === 'liquidations' || id === 'gate' ? 'instruments|contracts$' : '^$';
    await source.page(requestOf(one, 'newest'), bench.context); // what has to be looked up is
    for (const kind of ['typeNull', 'typeObject'] as const) {
      bench.server.setFaults({ rate: 1, choose: ({ path }) => (new RegExp(sought).test(path) ? undefined : kind) });
      const failure = await source.page(requestOf(one, 'newest'), bench.context).catch((error: unknown) => error);
      if (bench.server.faultCount() === 0) continue; // an answer without rows has no field to change
      // a field that is not read may be anything
      if (failure instanceof Error) expect(failure).toMatchObject({ name: 'NetError', problem: 'broken' });
      else for (const { columns } of (failure as Awaited<ReturnType<Source['page']>>).series) expectKnown(one, columns);
    }
  });
});

/** To the last digit but for the rounding of a product. */
function expectColumns(actual: AnyColumns, wanted: AnyColumns): void {
  expect(Object.keys(actual)).toEqual(Object.keys(wanted));
  expect(actual.t).toEqual(wanted.t);
  for (const [name, column] of Object.entries(wanted)) {
    const off = column.findIndex((value, i) => !(Object.is(value, actual[name]![i]) || Math.abs(actual[name]![i]! - value) <= 4e-16 * Math.abs(value))); // prettier-ignore
    expect(off, `row of ${name} that is off`).toBe(-1);
  }
}

/** Figures that the venue tells are told. */
function expectKnown({ source, offer }: Case, columns: AnyColumns): void {
  const half = source === 'bybit' && offer === 'oi'; // coins or USD, and never both
  const missing = Object.values(columns).filter((column) => column.some((value) => Number.isNaN(value)));
  expect(missing.length).toBe(half && columns.t.length > 0 ? 1 : 0);
}

describe('instruments', () => {
  it.each([
    ['binance', 'BTCUSDT', { type: 'perpetual', contractSize: null, margin: 'linear', base: 'BTC', quote: 'USDT' }],
    ['binance', 'BTCUSD_PERP', { type: 'perpetual', contractSize: 100, margin: 'inverse', base: 'BTC', quote: 'USD' }],
    ['binance', 'BTCUSD_261225', { type: 'future', offers: ['bars'], margin: 'inverse' }],
    ['bybit', 'SOLUSDT', { type: 'perpetual', contractSize: null, margin: 'linear', base: 'SOL', quote: 'USDT' }],
    ['bybit', 'ETHUSDZ26', { type: 'future', contractSize: 1, margin: 'inverse', base: 'ETH', quote: 'USD' }],
    ['okx', 'BTC-USD-SWAP', { type: 'perpetual', contractSize: 100, margin: 'inverse', base: 'BTC', quote: 'USD' }],
    ['okx', 'BTC-USDT-261225', { type: 'future', contractSize: 0.01, margin: 'linear' }],
    ['gate', 'ETH_USDT', { type: 'perpetual', contractSize: 0.01, margin: 'linear', base: 'ETH', quote: 'USDT' }],
  ] as const)('of %s: %s with its size, margin and listing', async (id, name, wanted) => {
    const source = await load(id);
    const all = await source.instruments(bench.context);
    const found = all.find((one) => one.id === name);
    // what OKX says of instruments that are older than its present interface is not when they were listed
    expect(found).toMatchObject({ ...wanted, listed: id === 'okx' ? null : bench.server.market.begin });
    expect(found!.offers.every((offer) => source.offers.some((one) => one.id === offer))).toBe(true);
  });
});

describe('the time before an instrument', () => {
  const MIDNIGHT = Date.UTC(2020, 0, 1);
  const whole = { from: Date.UTC(2010, 6, 17), to: NOW - DAY, interval: MINUTE } as const;

  it.each([
    ['binance', 'BTCUSD_PERP', Date.UTC(2019, 8, 8)],
    ['bybit', 'BTCUSDT', Date.UTC(2018, 0, 1)],
    ['gate', 'BTC_USDT', Date.UTC(2018, 0, 1)],
  ] as const)('%s: is not asked for before the venue was there', async (source, instrument, opened) => {
    const before = bench.server.log.length;
    const request = { ...whole, source, offer: 'bars', instrument, end: 'oldest' } as const;
    const page = await (await load(source)).page(request, bench.context);
    expect(page).toEqual({ series: [], macro: [], settled: { from: whole.from, to: opened } });
    expect(bench.server.log).toHaveLength(before);
  });

  it('okx: is found with a few answers of days, even when the first ones come empty', async () => {
    const source = await load('okx');
    const request = { ...whole, source: 'okx', offer: 'bars', instrument: 'ETH-USDT-SWAP', end: 'oldest' } as const;
    bench.server.setFaults({
      rate: 1,
      choose: ({ query }, nth) => (query.get('bar') === '1Dutc' && nth === 0 ? 'emptyPage' : undefined),
    });
    const before = bench.server.log.length;
    const page = await source.page(request, bench.context);
    expect(page).toEqual({ series: [], macro: [], settled: { from: whole.from, to: MIDNIGHT } });
    expect(bench.server.log.length - before).toBeLessThan(15);
    const newest = await source.page({ ...request, to: MIDNIGHT + HOUR, end: 'newest' }, bench.context);
    expect(newest.settled).toEqual({ from: whole.from, to: MIDNIGHT + HOUR });
    expect(newest.series[0]!.columns.t).toHaveLength(60);
  });
});

describe('what goes wrong', () => {
  const bad: readonly (readonly [SourceId, string, string])[] = [
    ['binance', 'bars', 'NOPEUSDT'],
    ['binance', 'bars', 'NOPEUSD_PERP'],
    ['binance', 'oi', 'BTCUSD_261225'],
    ['bybit', 'bars', 'NOPEUSDT'],
    ['okx', 'bars', 'NOPE-USDT-SWAP'],
    ['okx', 'liquidations', 'BTC-USDT-261225'],
    ['gate', 'bars', 'NOPE_USDT'],
  ];
  it.each(bad)('%s %s of %s: an instrument that is not there is not asked for again', async (id, offer, instrument) => {
    const source = await load(id);
    const interval = source.offers.find((one) => one.id === offer)!.intervals[0]!;
    const request = { source: id, offer, instrument, interval, from: NOW - DAY, to: NOW, end: 'oldest' } as const;
    await expect(source.page(request, bench.context)).rejects.toMatchObject({ name: 'SourceError', code: 'notFound' });
  });

  it.each(CASES.filter(({ instrument }, i) => CASES.findIndex((one) => one.instrument === instrument) === i))(
    '$source: maintenance and too many requests can be mended by waiting',
    async (one) => {
      const source = await load(one.source);
      await source.page(requestOf(one, 'newest'), bench.context);
      for (const [kind, problems] of [
        ['maintenance', ['server', 'limited']],
        ['banned', ['limited']],
        ['html', ['broken']],
      ] as const) {
        bench.server.setFaults({ rate: 1, choose: () => kind });
        const failure = await source.page(requestOf(one, 'newest'), bench.context).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(NetError);
        expect(problems).toContain((failure as NetError).problem);
      }
    },
  );

  it.each([
    [
      'binance',
      {
        status: 451,
        body: { code: 0, msg: "Service unavailable from a restricted location according to 'b. Eligibility'." },
      },
      { code: 'forbidden' },
    ],
    [
      'bybit',
      { status: 403, body: 'The Amazon CloudFront distribution is configured to block access from your country.' },
      { code: 'forbidden' },
    ],
    [
      'binance',
      { status: 400, body: { code: -1100, msg: "Illegal characters found in parameter 'x'." } },
      { code: 'invalid' },
    ],
    [
      'binance',
      { body: { code: -1001, msg: 'Internal error; unable to process your request. Please try again.' } },
      { problem: 'server' },
    ],
    ['binance', { body: { nothing: 'that is known' } }, { problem: 'broken' }],
    ['binance', { body: [['a']] }, { problem: 'broken' }],
    ['binance', { body: [null] }, { problem: 'broken' }],
    ['bybit', { body: { retCode: 0, retMsg: 'OK', result: { list: {} } } }, { problem: 'broken' }],
    ['bybit', { body: { retCode: 0, retMsg: 'OK', result: null } }, { problem: 'broken' }],
    ['bybit', { body: {} }, { problem: 'broken' }],
    ['okx', { body: { code: '50111', msg: 'Invalid OK-ACCESS-KEY', data: [] } }, { code: 'forbidden' }],
    ['okx', { body: { code: '0', msg: '', data: 'none' } }, { problem: 'broken' }],
    [
      'gate',
      { status: 400, body: { label: 'CONTRACT_NOT_FOUND', message: 'contract not found' } },
      { code: 'notFound' },
    ],
    ['gate', { body: [] }, { problem: 'broken' }],
  ] as const)('%s: %o is what it is', async (id, reply, wanted) => {
    const trouble = { limited: reply, banned: reply, maintenance: reply };
    const other = await openSources({
      dialects: [{ source: id, answer: () => reply, trouble }],
      seed: 1,
      now: () => NOW,
    });
    const source = await load(id);
    const request = {
      source: id,
      offer: 'bars',
      instrument: 'BTCUSDT',
      interval: MINUTE,
      from: NOW - DAY,
      to: NOW,
      end: 'oldest',
    } as const;
    const failure = await source.page(request, other.context).catch((error: unknown) => error);
    await other.close();
    expect(failure).toMatchObject(wanted);
  });

  it('passes on that it was told to stop', async () => {
    const source = await load('binance');
    const signal = AbortSignal.abort(new Error('enough'));
    const page = source.page(requestOf(CASES[0]!, 'oldest'), { ...bench.context, signal });
    await expect(page).rejects.toThrow('enough');
  });

  it('has no data set or interval but its own', async () => {
    const before = bench.server.log.length;
    for (const id of ['binance', 'bybit', 'okx', 'gate'] as const) {
      const source = await load(id);
      const request = { source: id, instrument: 'BTC', from: 0, to: NOW, end: 'oldest' } as const;
      await expect(source.page({ ...request, offer: 'orders', interval: 0 }, bench.context)).rejects.toMatchObject({ code: 'notFound' }); // prettier-ignore
      await expect(source.page({ ...request, offer: 'bars', interval: 7 }, bench.context)).rejects.toBeInstanceOf(SourceError); // prettier-ignore
    }
    expect(bench.server.log).toHaveLength(before);
  });

  it('asks Binance for no open interest that the venue no longer has', async () => {
    const source = await load('binance');
    const request = { source: 'binance', offer: 'oi', instrument: 'BTCUSDT', interval: HOUR, end: 'oldest' } as const;
    const late = await source.page({ ...request, from: NOW - 31 * DAY, to: NOW - 29 * DAY }, bench.context);
    expect(late.series[0]!.columns.t[0]).toBeGreaterThan(NOW - 30 * DAY);
    const before = bench.server.log.length;
    const gone = await source.page({ ...request, from: NOW - 40 * DAY, to: NOW - 35 * DAY }, bench.context);
    expect(gone.series[0]!.columns.t).toHaveLength(0);
    expect(bench.server.log).toHaveLength(before);
  });
});

it('counts each kind of series that is offered among its cases', async () => {
  const tried = new Set(CASES.map(({ source, offer }) => `${source} ${offer}`));
  for (const id of ['binance', 'bybit', 'okx', 'gate'] as const)
    for (const { id: offer, intervals } of (await load(id)).offers)
      expect([...tried].some((one) => one === `${id} ${offer}` || (/^oi-/.test(offer) && one === `${id} oi-5m`)), `${id} ${offer} ${intervals.length}`).toBe(true); // prettier-ignore
});
