import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { binance } from '../../support/venue-server/dialects/binance';
import { FAULT_KINDS, type FaultKind } from '../../support/venue-server/faults';
import { startVenueServer, type VenueServer, type VenueServerOptions } from '../../support/venue-server/server';
import type { Dialect, VenueReply } from '../../support/venue-server/types';

const T = Date.UTC(2024, 0, 1);
const NOW = Date.UTC(2024, 6, 1, 12, 0, 30);
let server: VenueServer;
afterEach(() => server.close());

const start = async (options: Partial<VenueServerOptions> = {}): Promise<void> => {
  server = await startVenueServer({ dialects: [binance], seed: 11, now: () => NOW, ...options });
};
const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`${server.addresses.binance}${path}`, init);
const klines = (from: number, limit = 10): string =>
  `/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=${from}&limit=${limit}`;
const stampsOf = async (path: string): Promise<number[]> =>
  ((await (await ask(path)).json()) as number[][]).map(([t]) => t!);
const minutes = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i * MS_PER_MINUTE);

describe('the market of the server', () => {
  it('says the same of an instant however it is asked', async () => {
    await start();
    const { market } = server;
    const all = market.bars('BTCUSDT', MS_PER_HOUR, { from: T, to: T + 10 * MS_PER_DAY });
    const newest = market.bars(
      'BTCUSDT',
      MS_PER_HOUR,
      { from: 0, to: T + 10 * MS_PER_DAY },
      { limit: 24, end: 'newest' },
    );
    expect(newest).toEqual(all.slice(-24));
    expect(market.bar('BTCUSDT', MS_PER_HOUR, all[7]!.t)).toEqual(all[7]);
    expect(all.every(({ o, h, l, c, v }) => l > 0 && l <= Math.min(o, c) && Math.max(o, c) <= h && v > 0)).toBe(true);
    expect(all.slice(1).every(({ o }, i) => o === all[i]!.c)).toBe(true);
    expect(new Set(all.map(({ c }) => c)).size).toBeGreaterThan(200);
  });

  it('is another one for another seed, instrument or interval', async () => {
    await start();
    const closes = (instrument: string): number[] =>
      server.market.bars(instrument, MS_PER_HOUR, { from: T, to: T + MS_PER_DAY }).map(({ c }) => c);
    const one = closes('BTCUSDT');
    expect(closes('BTC-USDT-SWAP')).not.toEqual(one);
    await server.close();
    await start({ seed: 12 });
    expect(closes('BTCUSDT')).not.toEqual(one);
  });

  it('has several prints in one millisecond, in order, and each of them once', async () => {
    await start();
    const range = { from: T, to: T + 20 * MS_PER_DAY };
    const prints = server.market.prints('BTCUSDT', range);
    const halves = [
      { ...range, to: T + 7.3 * MS_PER_DAY },
      { ...range, from: T + 7.3 * MS_PER_DAY },
    ];
    expect(halves.flatMap((half) => server.market.prints('BTCUSDT', half))).toEqual(prints);
    expect(prints.every(({ t }, i) => i === 0 || t >= prints[i - 1]!.t)).toBe(true);
    expect(new Set(prints.map(({ id }) => id)).size).toBe(prints.length);
    expect(prints.filter(({ t }, i) => t === prints[i - 1]?.t).length).toBeGreaterThan(prints.length / 4);
  });

  it('has nothing in its holes and nothing before its beginning', async () => {
    const hole = { from: T + 3 * MS_PER_MINUTE, to: T + 5 * MS_PER_MINUTE, instrument: 'BTCUSDT' };
    await start({ market: { begin: T, holes: [hole] } });
    expect(await stampsOf(klines(T - MS_PER_DAY, 4))).toEqual([0, 1, 2, 5].map((i) => T + i * MS_PER_MINUTE));
    expect(server.market.stamps('ETHUSDT', MS_PER_MINUTE, { from: T, to: T + 4 * MS_PER_MINUTE })).toHaveLength(4);
  });

  it('tells of a bar that is not over only what has happened', async () => {
    await start();
    const t = NOW - 30_000;
    const [last] = (await (await ask(klines(t))).json()) as (string | number)[][];
    const whole = server.market.bar('BTCUSDT', MS_PER_MINUTE, t);
    expect([last![0], Number(last![1])]).toEqual([t, whole.o]);
    expect(Number(last![5])).toBeLessThan(whole.v);
  });
});

describe('the server', () => {
  it('answers each source at its own address, and keeps a log of all that came', async () => {
    await start();
    expect(await (await ask('/fapi/v1/time')).json()).toEqual({ serverTime: NOW });
    expect((await ask('/fapi/v1/order', { method: 'POST', body: 'side=BUY' })).status).toBe(404);
    expect((await fetch(new URL('/okx/x', server.addresses.binance))).status).toBe(404);
    expect(server.log.map(({ source, method, path, body, status }) => [source, method, path, body, status])).toEqual([
      ['binance', 'GET', '/fapi/v1/time', '', 200],
      ['binance', 'POST', '/fapi/v1/order', 'side=BUY', 404],
      [undefined, 'GET', '/okx/x', '', 404],
    ]);
  });

  it('runs by a clock of its own', async () => {
    await start({ skew: -90_000 });
    const reply = await ask('/fapi/v1/time');
    expect(await reply.json()).toEqual({ serverTime: NOW - 90_000 });
    expect(Date.parse(reply.headers.get('date')!)).toBe(NOW - 90_000);
  });

  it('counts what was used of a weighted limit', async () => {
    await start();
    const used = async (limit: number): Promise<number> =>
      Number((await ask(klines(T, limit))).headers.get('x-mbx-used-weight-1m'));
    expect([await used(10), await used(499), await used(1_500)]).toEqual([1, 3, 13]);
  });

  it('can go away and come back', async () => {
    await start();
    await server.down();
    await expect(ask('/fapi/v1/ping')).rejects.toThrow();
    await server.up();
    expect((await ask('/fapi/v1/ping')).status).toBe(200);
  });

  it('gives ranges of a file, packed or not as the client takes it', async () => {
    const file: Dialect = {
      ...binance,
      answer: ({ path }): VenueReply => ({
        body: Buffer.from('0123456789'),
        file: { etag: '"a"', ranges: path !== '/whole' },
      }),
    };
    await start({ dialects: [file], gzip: true });
    const part = async (path: string, headers: Record<string, string>): Promise<unknown[]> => {
      const reply = await ask(path, { headers });
      return [reply.status, await reply.text(), reply.headers.get('content-range')];
    };
    expect(await part('/a', { range: 'bytes=7-', 'if-range': '"a"' })).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('/a', { range: 'bytes=7-', 'if-range': '"b"' })).toEqual([200, '0123456789', null]);
    expect(await part('/whole', { range: 'bytes=7-' })).toEqual([200, '0123456789', null]);
    expect(await part('/a', { range: 'bytes=10-' })).toEqual([416, '', 'bytes */10']);
  });
});

/** The answer to the second of two pages, with a fault in it. */
async function withFault(kind: FaultKind): Promise<Response> {
  await start({
    faults: { rate: 1, choose: (_, __, all) => (all === 1 ? kind : undefined) },
    retryAfter: 5,
    drip: { bytes: 8, every: 1, lasts: 50 },
  });
  await (await ask(klines(T))).text();
  return ask(klines(T + 10 * MS_PER_MINUTE));
}
const second = minutes(T + 10 * MS_PER_MINUTE, 10);

describe('a fault', () => {
  it.each<[FaultKind, number]>([['limited', 429], ['limitedRetryAfter', 429], ['banned', 418], ['maintenance', 503]])(
    '%s is told as the source tells it, with status %i',
    async (kind, status) => {
      const reply = await withFault(kind);
      expect(reply.status).toBe(status);
      expect(await reply.json()).toHaveProperty('code');
      const later = reply.headers.get('retry-after');
      if (kind === 'limited' || kind === 'maintenance') expect(later).toBeNull();
      else expect([5_000, Date.parse(later!) - NOW].some((ms) => Math.abs(ms - 5_000) < 1_000)).toBe(true);
      expect(server.counts).toEqual(new Map([[kind, 1]]));
    },
  ); // prettier-ignore

  it('serverError is one of the 5xx', async () =>
    expect((await withFault('serverError')).status).toBeGreaterThanOrEqual(500));

  it.each<FaultKind>(['resetBefore', 'resetAfter', 'halfBody'])('%s breaks the line', async (kind) => {
    await expect(withFault(kind).then((reply) => reply.text())).rejects.toThrow();
    expect(server.log.at(-1)).toMatchObject({ fault: kind, status: kind === 'resetBefore' ? 0 : 200 });
  });

  it('slowDrip brings the body in many pieces', async () => {
    const reply = await withFault('slowDrip');
    let pieces = 0;
    for await (const _ of reply.body!) pieces++;
    expect(pieces).toBeGreaterThan(5);
  });

  it.each<FaultKind>(['malformedJson', 'html'])('%s is no JSON, though all is well by its status', async (kind) => {
    const reply = await withFault(kind);
    const text = await reply.text();
    expect(reply.status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(text.length).toBe(Number(reply.headers.get('content-length')));
  });

  it('malformedJson is so wherever it ends', async () => {
    await start({ faults: { rate: 1, kinds: ['malformedJson'] } });
    for (let i = 0; i < 200; i++) {
      const text = await (await ask(klines(T + i, 1 + (i % 5)))).text();
      expect(() => JSON.parse(text) as unknown, text).toThrow();
    }
  });

  it.each<[FaultKind, (value: unknown) => boolean]>([
    ['typeNull', (value) => value === null],
    ['typeObject', (value) => typeof value === 'object' && value !== null],
  ])('%s changes one field of one row', async (kind, isChanged) => {
    const rows = (await (await withFault(kind)).json()) as unknown[][];
    expect(rows).toHaveLength(10);
    expect(rows.flat().filter(isChanged)).toHaveLength(1);
  });

  it('typeString makes a text of a number, or a number of a text', async () => {
    const rows = (await (await withFault('typeString')).json()) as unknown[][];
    const honest = (await (await ask(klines(second[0]!))).json()) as unknown[][];
    const other = rows.flat().flatMap((value, i) => (value === honest.flat()[i] ? [] : [[value, honest.flat()[i]]]));
    expect(other).toHaveLength(1);
    expect(typeof other[0]![0]).not.toBe(typeof other[0]![1]);
    expect(Number(other[0]![0])).toBe(Number(other[0]![1]));
  });

  it('duplicatedPage is the page before', async () => {
    const rows = (await (await withFault('duplicatedPage')).json()) as number[][];
    expect(rows.map(([t]) => t)).toEqual(minutes(T, 10));
  });

  it('reorderedRows has the same rows in another order', async () => {
    const stamps = ((await (await withFault('reorderedRows')).json()) as number[][]).map(([t]) => t!);
    expect(stamps).not.toEqual(second);
    expect(stamps.sort((a, b) => a - b)).toEqual(second);
  });

  it('duplicatedRows has some of them twice', async () => {
    const stamps = ((await (await withFault('duplicatedRows')).json()) as number[][]).map(([t]) => t!);
    expect(stamps.length).toBeGreaterThan(10);
    expect([...new Set(stamps)]).toEqual(second);
  });

  it('of pages cut within a millisecond is the dialect’s to make and the server’s to count', async () => {
    const prints: Dialect = {
      ...binance,
      answer: ({ query }, { market }) => {
        const all = market.prints('BTCUSDT', { from: Number(query.get('from')), to: T + 5 * MS_PER_DAY });
        const page = all.slice(0, Number(query.get('limit')));
        return { body: page, rows: [], isSplit: page.at(-1)!.t === all[page.length]?.t };
      },
    };
    await start({ dialects: [prints] });
    const all = server.market.prints('BTCUSDT', { from: T, to: T + 5 * MS_PER_DAY });
    const inside = all.findIndex(({ t }, i) => t === all[i + 1]?.t) + 1;
    const after = all.findIndex(({ t }, i) => t !== all[i + 1]?.t) + 1;
    for (const limit of [inside, after, inside]) await (await ask(`/prints?from=${T}&limit=${limit}`)).text();
    expect(server.splitCount()).toBe(2);
  });

  it('emptyPage has none', async () => expect(await (await withFault('emptyPage')).json()).toEqual([]));

  it('clockSkew is a clock that is minutes wrong, for this answer', async () => {
    await start({ faults: { rate: 1, choose: (_, nth) => (nth === 0 ? 'clockSkew' : undefined) } });
    const wrong = await ask('/fapi/v1/time');
    expect(await wrong.json()).toEqual({ serverTime: NOW + 180_000 });
    expect(Date.parse(wrong.headers.get('date')!)).toBe(Math.floor((NOW + 180_000) / 1_000) * 1_000);
    expect(await (await ask('/fapi/v1/time')).json()).toEqual({ serverTime: NOW });
  });

  it.each<[string, Partial<VenueReply>, unknown]>([
    [
      'rows deep in a body',
      { body: { result: [{ list: [[1], [2]] }] }, rows: ['result', 0, 'list'] },
      { result: [{ list: [] }] },
    ],
    ['columns', { body: { s: 'ok', t: [1, 2], c: [3, 4] }, rows: [] }, { s: 'ok', t: [], c: [] }],
    ['lines of a text', { body: 'date,value\n2024-01-01,1\n', rows: 'lines' }, 'date,value\n'],
  ])('of rows is made of %s', async (_, reply, expected) => {
    const dialect: Dialect = { ...binance, answer: () => ({ body: '', ...reply }) };
    await start({ dialects: [dialect], faults: { rate: 1, kinds: ['emptyPage'] } });
    const text = await (await ask('/x')).text();
    expect(typeof expected === 'string' ? text : JSON.parse(text)).toEqual(expected);
  });
});

describe('a storm', () => {
  /** What came of each page's tries, pages in the order given. */
  const weather = async (pages: readonly number[]): Promise<Map<number, (FaultKind | undefined)[]>> => {
    await start({ faults: { rate: 0.6, kinds: FAULT_KINDS.filter((kind) => kind !== 'duplicatedPage') }, drip: { bytes: 64, every: 1, lasts: 5 } });
    for (const page of pages)
      for (let nth = 0; nth < 8; nth++) await ask(klines(T + page * MS_PER_HOUR)).then((reply) => reply.text()).catch(() => undefined);
    const found = new Map<number, (FaultKind | undefined)[]>();
    for (const { query, fault } of server.log) {
      const page = (Number(new URLSearchParams(query).get('startTime')) - T) / MS_PER_HOUR;
      found.set(page, [...(found.get(page) ?? []), fault]);
    }
    return found;
  }; // prettier-ignore

  it('is the same for the same seed, in whatever order it is met; bounded for each page; counted', async () => {
    const pages = Array.from({ length: 60 }, (_, i) => i);
    const one = await weather(pages);
    const faults = [...one.values()].flat().filter((kind) => kind !== undefined);
    expect(server.faultCount()).toBe(faults.length);
    for (const [kind, count] of server.counts) expect(faults.filter((fault) => fault === kind)).toHaveLength(count);
    expect(server.counts.size).toBe(FAULT_KINDS.length - 1);
    for (const tries of one.values()) {
      expect(tries.filter((kind) => kind !== undefined).length).toBeLessThanOrEqual(3);
      expect(tries.filter((kind) => kind === 'emptyPage').length).toBeLessThanOrEqual(1);
    }
    await server.close();
    const other = await weather([...pages].reverse());
    expect(new Map([...other].sort(([a], [b]) => a - b))).toEqual(one);
  });

  it('ends after as many faults as are allowed', async () => {
    await start({ faults: { rate: 1, most: 5, kinds: ['serverError'] } });
    const statuses: number[] = [];
    for (let page = 0; page < 9; page++) statuses.push((await ask(klines(T + page * MS_PER_HOUR))).status);
    expect(statuses.filter((status) => status >= 500)).toHaveLength(5);
    server.setFaults(undefined);
    expect((await ask(klines(T + 99 * MS_PER_HOUR))).status).toBe(200);
  });
});

describe('the Binance dialect', () => {
  it('cuts pages as the venue does', async () => {
    await start();
    expect(await stampsOf(klines(T, 3))).toEqual(minutes(T, 3));
    const end = T + MS_PER_HOUR;
    expect(await stampsOf(`/fapi/v1/klines?symbol=BTCUSDT&interval=1m&endTime=${end}&limit=2`)).toEqual(
      minutes(end - MS_PER_MINUTE, 2),
    );
    expect(await stampsOf(`/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=${T}&limit=9999`)).toHaveLength(1_500);
  });

  it('tells open interest of the last thirty days only', async () => {
    await start();
    const oi = (from: number): Promise<Response> =>
      ask(`/futures/data/openInterestHist?symbol=BTCUSDT&period=5m&limit=500&startTime=${from}`);
    expect((await oi(NOW - 31 * MS_PER_DAY)).status).toBe(400);
    const rows = (await (await oi(NOW - 29 * MS_PER_DAY)).json()) as { timestamp: number; sumOpenInterest: string }[];
    expect(rows).toHaveLength(500);
    expect(Number(rows[3]!.sumOpenInterest)).toBe(server.market.openInterest('BTCUSDT', rows[3]!.timestamp).base);
  });

  it('refuses what it does not know, in its own words', async () => {
    await start();
    const refused = await ask('/fapi/v1/klines?symbol=NOPE&interval=1m');
    expect([refused.status, await refused.json()]).toEqual([400, { code: -1121, msg: 'Invalid symbol.' }]);
  });
});
