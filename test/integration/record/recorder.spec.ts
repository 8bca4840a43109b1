import { createServer as createHttpServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoreReader, StoreWriter } from '#main/store/api';
import type { Feed } from '#main/sync/record/feed';
import { FEEDS } from '#main/sync/record/feeds/index';
import { datasetOf, gapsOf, recordingsOf } from '#main/sync/record/gaps';
import { createRecorder, type Recorder, type RecorderOptions } from '#main/sync/record/recorder';
import type { SourceInstrument } from '#shared/sync';
import { startFeedServer, type FeedServer, type Happened } from '../../support/feed-server';
import { until } from '../../support/until';
import { useStore } from '../store/support/folder';

const store = useStore();
const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of running.splice(0).reverse()) await end();
});

const PACE = { batch: 50, empty: 100, firstWait: 20, mostWait: 100, steady: 100 };
const hasty = (feed: Feed): Feed => ({ ...feed, beat: { ...feed.beat, every: 50 }, silence: 3_000, delay: 50 });

async function serve(skew = 0): Promise<FeedServer> {
  const server = await startFeedServer(skew);
  running.push(() => server.close());
  return server;
}

function record(
  server: FeedServer,
  recording: RecorderOptions['recording'],
  more: Partial<RecorderOptions> = {},
): { recorder: Recorder; writer: StoreWriter } {
  const writer = store.writer();
  const recorder = createRecorder({
    recording,
    address: server.address,
    proxy: null,
    instruments: () => Promise.resolve([]),
    onPage: async (page) => writer.commitPage(structuredClone(page)),
    onState: () => undefined,
    feeds: FEEDS[recording.source].map(hasty),
    pace: PACE,
    ...more,
  });
  running.push(() => recorder.stop());
  recorder.start();
  return { recorder, writer };
}

const isRecording = (recorder: Recorder) => (): boolean => recorder.state().state === 'recording';

let count = 0;
const one = (server: FeedServer, instrument: string, more: Partial<Happened> = {}): Happened => ({
  ...{ instrument, t: server.now(), closed: 'long', price: '50000', amount: String(++count), ...more },
});

const listed = (id: string, contractSize: number | null, margin: 'linear' | 'inverse', type = 'perpetual'): SourceInstrument => ({
  ...{ id, label: id, base: 'BTC', quote: 'USD', type, offers: [], contractSize, margin, listed: null },
}); // prettier-ignore

function printsOf(reader: StoreReader, instrument: string): { side: number; quantity: number; notional: number }[] {
  const series = reader.listSeries({ instrument, kind: 'liquidations' })[0];
  if (!series) return [];
  const { side, quantity, notional } = reader.read(series.id);
  return Array.from(side!, (value, i) => ({ side: value, quantity: quantity![i]!, notional: notional![i]! }));
}

describe('a recorder', () => {
  it('records both markets of Binance in full, throttled as they are', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'binance', instruments: [] });
    await until(isRecording(recorder), 'the recording begins');
    server.happen('/market/ws', [
      one(server, 'BTCUSDT', { amount: '0.5' }),
      one(server, 'SOLUSDC', { closed: 'short' }),
    ]);
    server.happen('/ws', [one(server, 'BTCUSD_PERP', { amount: '7' })]);
    await until(() => recorder.state().prints === 3, 'three are stored');
    const reader = store.reader();
    expect(printsOf(reader, 'BTCUSDT')).toEqual([{ side: 1, quantity: 0.5, notional: 25_000 }]);
    expect(printsOf(reader, 'BTCUSD_PERP')).toEqual([{ side: 1, quantity: 700 / 50_000, notional: 700 }]);
    expect(printsOf(reader, 'SOLUSDC')).toMatchObject([{ side: -1 }]);
    expect(reader.coverage(reader.listSeries({ instrument: 'BTCUSDT' })[0]!.id).at(-1)?.coverage).toBe('throttled');
    const spans = (name: string): number => reader.settled(datasetOf('binance', name)).length;
    await until(() => spans('all:usdm') === 1 && spans('all:coinm') === 1, 'both markets are claimed');
    expect(recordingsOf('binance', 'SOLUSDC').flatMap((dataset) => reader.settled(dataset))).toHaveLength(1);
  });

  it('asks Bybit for every contract that it lists, and for no option or coin', async () => {
    const server = await serve();
    const instruments = [
      ...[listed('BTCUSDT', null, 'linear'), listed('BTC-27SEP24', null, 'linear', 'future')],
      ...[listed('BTCUSD', 1, 'inverse'), listed('ETHUSDT', null, 'linear', 'spot')],
    ];
    const { recorder } = record(server, { source: 'bybit', instruments: [] }, { instruments: () => Promise.resolve(instruments) }); // prettier-ignore
    await until(isRecording(recorder), 'the recording begins');
    expect(server.happen('/v5/public/linear', [one(server, 'BTCUSDT'), one(server, 'BTC-27SEP24')])).toHaveLength(2);
    expect(server.happen('/v5/public/linear', [one(server, 'ETHUSDT')])).toHaveLength(0);
    expect(server.happen('/v5/public/inverse', [one(server, 'BTCUSD', { amount: '200' })])).toHaveLength(1);
    await until(() => recorder.state().prints === 3, 'three are stored');
    expect(printsOf(store.reader(), 'BTCUSD')).toEqual([{ side: 1, quantity: 0.004, notional: 200 }]);
  });

  it('waits for the list of a venue that does not answer, and begins when it does', async () => {
    const server = await serve();
    let asked = 0;
    const instruments = async (): Promise<SourceInstrument[]> => {
      if (++asked < 3) throw new Error('no answer');
      return [listed('BTC-USDT-SWAP', 0.01, 'linear')];
    };
    const { recorder } = record(server, { source: 'okx', instruments: [] }, { instruments });
    await until(() => recorder.state().message === 'no answer', 'it says why it waits');
    await until(isRecording(recorder), 'the recording begins');
    expect(asked).toBe(3);
  });

  it('keeps what it cannot convert, with the reason, and takes of OKX only what was asked for', async () => {
    const server = await serve();
    const instruments = [listed('BTC-USDT-SWAP', 0.01, 'linear'), listed('ETH-USDT-SWAP', 0.1, 'linear')];
    const { recorder } = record(
      server,
      { source: 'okx', instruments: ['BTC-USDT-SWAP', 'NEW-USDT-SWAP'] },
      { instruments: () => Promise.resolve(instruments) },
    );
    await until(isRecording(recorder), 'the recording begins');
    const names = ['BTC-USDT-SWAP', 'ETH-USDT-SWAP', 'NEW-USDT-SWAP', 'BTC-USDT-261225'];
    server.happen('/ws/v5/public', names.map((name) => one(server, name, { amount: '200' }))); // prettier-ignore
    await until(() => store.reader().quarantineCount() === 1, 'one is set aside');
    const reader = store.reader();
    expect(printsOf(reader, 'BTC-USDT-SWAP')).toEqual([{ side: 1, quantity: 2, notional: 100_000 }]);
    expect(reader.listSeries().map(({ instrument }) => instrument)).toEqual(['BTC-USDT-SWAP']);
    expect(reader.quarantine()[0]).toMatchObject({ reason: 'unitMixUp', file: 'okx recording BTC-USDT-SWAP NEW-USDT-SWAP' }); // prettier-ignore
    expect(reader.quarantine()[0]!.detail).toContain('NEW-USDT-SWAP');
    expect(recorder.state().message).toBe('1 liquidation set aside');
  });

  it('sets aside by the checks of files what cannot be true', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'binance', instruments: ['BTCUSDT'] });
    await until(isRecording(recorder), 'the recording begins');
    const later = server.now() + 3 * 86_400_000;
    server.happen('/market/ws', [one(server, 'BTCUSDT'), one(server, 'BTCUSDT', { price: '0' }), one(server, 'BTCUSDT', { t: later })]); // prettier-ignore
    await until(() => recorder.state().prints === 1 && store.reader().quarantineCount() === 2, 'one good, two bad');
    expect(store.reader().quarantine().map(({ reason }) => reason).sort()).toEqual(['futureTime', 'nonPositivePrice']); // prettier-ignore
  });

  it('stores one of two that are alike in one message, and counts the other', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] });
    await until(isRecording(recorder), 'the recording begins');
    const print = one(server, 'BTCUSDT');
    server.happen('/v5/public/linear', [print, print]);
    server.happen('/v5/public/linear', [print]);
    await until(() => recorder.state().prints > 0, 'it is stored');
    await recorder.stop();
    const [series] = store.reader().listSeries();
    expect(series).toMatchObject({ rows: 1, duplicates: 1 });
    expect(recorder.tracks()[0]!.repeated).toBe(1);
  });

  it('replaces a line that grows old without a hole, and stores what both bring once', async () => {
    const server = await serve();
    const feeds = [{ ...hasty(FEEDS.bybit[0]!), life: 250 }];
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, { feeds });
    await until(isRecording(recorder), 'the recording begins');
    let heard = 0;
    const began = Date.now();
    await until(() => {
      heard += server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]).length;
      return server.accepted >= 5;
    }, 'four lines are replaced');
    await until(() => recorder.state().prints >= heard, 'all are stored');
    await recorder.stop();
    const reader = store.reader();
    expect(printsOf(reader, 'BTCUSDT')).toHaveLength(heard);
    expect(reader.listSeries()[0]!.duplicates).toBe(0);
    expect(recorder.tracks()[0]!.repeated).toBeGreaterThan(0);
    expect(recorder.state().gaps).toBe(0);
    const settled = reader.settled(datasetOf('bybit', 'BTCUSDT'));
    expect(settled).toHaveLength(1);
    expect(settled[0]!.to - settled[0]!.from).toBeGreaterThan(Date.now() - began - 1_000);
  });

  it('opens another line when the venue announces that it closes this one', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'binance', instruments: ['BTCUSDT'] });
    await until(isRecording(recorder), 'the recording begins');
    server.say(JSON.stringify({ e: 'serverShutdown', E: server.now() }));
    await until(() => server.accepted === 2, 'a second line');
    await until(() => server.lines('/market/ws') === 1, 'the first is dropped');
    expect(recorder.state()).toMatchObject({ state: 'recording', gaps: 0 });
  });

  it('tells what the venue said when it refuses, waits longer each time, and does not claim a thing', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'bybit', instruments: ['btc usdt'] });
    await until(() => server.accepted >= 3, 'three tries');
    expect(recorder.state()).toMatchObject({ prints: 0, since: null, message: 'Bybit refused: Invalid topic: allLiquidation.btc usdt' }); // prettier-ignore
    await recorder.stop();
    expect(store.reader().settledDatasets()).toEqual([]);
  });

  it('keeps what the store refuses, and stores it when it takes it', async () => {
    const server = await serve();
    const writer = store.writer();
    let isFull = true;
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, {
      onPage: async (page) => {
        if (isFull) throw new Error('the disk is full');
        writer.commitPage(structuredClone(page));
      },
    }); // prettier-ignore
    await until(isRecording(recorder), 'the recording begins');
    for (let i = 0; i < 5; i++) server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
    await until(() => recorder.state().message === 'not stored yet: the disk is full', 'it says so');
    expect(recorder.state().prints).toBe(0);
    isFull = false;
    await until(() => recorder.state().prints === 5, 'all are stored');
    expect(recorder.state().message).toBe('');
    expect(printsOf(store.reader(), 'BTCUSDT')).toHaveLength(5);
  });

  it('that ends without a farewell has claimed no more than it had stored', async () => {
    const server = await serve();
    const writer = store.writer();
    let isAlive = true;
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, {
      onPage: async (page) => {
        if (isAlive) writer.commitPage(structuredClone(page));
        else await new Promise<never>(() => undefined);
      },
    }); // prettier-ignore
    running.pop(); // a program that is killed stops nothing
    await until(isRecording(recorder), 'the recording begins');
    const heard: Happened[] = [];
    for (let i = 0; i < 40; i++) {
      heard.push(...server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]));
      await sleep(10);
    }
    isAlive = false;
    for (let i = 0; i < 40; i++) {
      heard.push(...server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]));
      await sleep(10);
    }
    void recorder.stop();
    const reader = store.reader();
    const settled = reader.settled(datasetOf('bybit', 'BTCUSDT'));
    const { t } = reader.read(reader.listSeries()[0]!.id);
    const claimed = heard.filter((print) => gapsOf(settled, print.t, print.t + 1).length === 0);
    expect(claimed.length).toBeGreaterThan(0);
    expect(claimed.length).toBeLessThan(heard.length);
    for (const print of claimed) expect(t).toContain(print.t);
  });

  it('claims a quiet time too, and only while the line answers', async () => {
    const server = await serve();
    const feeds = [{ ...hasty(FEEDS.bybit[0]!), silence: 600 }];
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, { feeds });
    await until(isRecording(recorder), 'the recording begins');
    const lastClaim = (): number => store.reader().settled(datasetOf('bybit', 'BTCUSDT')).at(-1)?.to ?? 0;
    const began = Date.now();
    await until(() => lastClaim() > began + 400, 'an empty stretch is claimed');
    server.refuse(1_000);
    server.cut('silence');
    const muted = Date.now();
    await until(() => recorder.state().state !== 'recording', 'the silence is noticed');
    await sleep(300);
    expect(lastClaim()).toBeLessThanOrEqual(muted);
    expect(recorder.state().gaps).toBe(1);
  });

  it('claims nothing for the time in which a last message waited to be read', async () => {
    const server = await serve();
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] });
    await until(isRecording(recorder), 'the recording begins');
    server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
    await until(() => recorder.state().prints === 1, 'one is stored, and the clock of the venue known');
    const claimed = (): number => store.reader().settled(datasetOf('bybit', 'BTCUSDT')).length;
    await until(() => claimed() === 1, 'the first stretch is claimed');
    server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
    server.cut('goodbye');
    const cut = server.now();
    while (server.now() < cut + 500); // this thread is busy, and the line is dead
    await until(() => server.accepted === 2 && isRecording(recorder)(), 'it goes on');
    await recorder.stop();
    const settled = store.reader().settled(datasetOf('bybit', 'BTCUSDT'));
    expect(settled[0]!.to).toBeLessThanOrEqual(cut);
    expect(recorder.state()).toMatchObject({ prints: 2, gaps: 1 });
  });

  it('begins a new stretch when the clock of the computer is set', async () => {
    const server = await serve();
    let set = 0;
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, { now: () => Date.now() + set });
    await until(isRecording(recorder), 'the recording begins');
    for (let i = 0; i < 30; i++) {
      server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
      await sleep(10);
    }
    set = 60_000;
    await until(() => server.accepted === 2 && isRecording(recorder)(), 'another line');
    for (let i = 0; i < 30; i++) {
      server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
      await sleep(10);
    }
    await recorder.stop();
    const settled = store.reader().settled(datasetOf('bybit', 'BTCUSDT'));
    expect(settled).toHaveLength(2);
    expect(settled.at(-1)!.to).toBeLessThanOrEqual(server.now());
    expect(recorder.state().gaps).toBe(1);
    expect(recorder.skew()).toBeLessThan(-59_900);
  });

  it.each(['HTTP', 'SOCKS5'] as const)('goes through a proxy of %s where one is set', async (kind) => {
    const server = await serve();
    const { proxy, asked } = await (kind === 'HTTP' ? httpProxy() : socksProxy());
    const { recorder } = record(server, { source: 'bybit', instruments: ['BTCUSDT'] }, { proxy });
    await until(isRecording(recorder), 'the recording begins');
    expect(asked).toEqual([new URL(server.address).host]);
    server.happen('/v5/public/linear', [one(server, 'BTCUSDT')]);
    await until(() => recorder.state().prints === 1, 'one is stored');
  });
});

interface Proxy {
  readonly proxy: string;
  /** `host:port` of each tunnel. */
  readonly asked: readonly string[];
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => void server.close());
  return (server.address() as AddressInfo).port;
}

function tunnel(client: Duplex, target: string, onOpen: () => void): void {
  const [host, port] = target.split(':');
  const out = connect(Number(port), host, () => {
    onOpen();
    out.pipe(client).pipe(out);
  });
  for (const end of [client, out]) end.on('error', () => undefined);
}

async function httpProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, client) => {
    asked.push(request.url!);
    tunnel(client, request.url!, () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return { proxy: `http://127.0.0.1:${await listen(server)}`, asked };
}

/** As much of RFC 1928 as one connection by name or IPv4 address needs. */
async function socksProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createTcpServer((client) => {
    client.once('data', () => {
      client.write(Buffer.from([5, 0]));
      client.once('data', (request) => {
        const isName = request[3] === 3;
        const at = isName ? 5 + request[4]! : 8;
        const host = isName ? request.toString('latin1', 5, at) : request.subarray(4, 8).join('.');
        const target = `${host}:${request.readUInt16BE(at)}`;
        asked.push(target);
        tunnel(client, target, () => client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
  });
  return { proxy: `socks5://127.0.0.1:${await listen(server)}`, asked };
}
