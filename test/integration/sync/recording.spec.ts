import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { Services } from '#main/services/index';
import type { GapEntry } from '#shared/market';
import type { Recording } from '#shared/sync';
import { startFeedServer, type FeedServer, type Happened } from '../../support/feed-server';
import { until } from '../../support/until';
import { bybit } from '../../support/venue-server/dialects/bybit';
import { startVenueServer } from '../../support/venue-server/server';
import { useServices } from './support/services';

const USDM = '/market/ws';
/** What the feed of Binance holds back: nothing younger counts as recorded. */
const DELAY = 1_500;
const store = useServices();
const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of running.splice(0).reverse()) await end();
});

async function serve(): Promise<FeedServer> {
  const server = await startFeedServer();
  running.push(() => server.close());
  return server;
}

const BINANCE: Recording = { source: 'binance', instruments: [] };
const at = ({ address }: FeedServer) => ({ binance: { socket: address } });
const state = ({ sync }: Services) => sync.state().recordings[0];
const isRecording = (services: Services) => (): boolean => state(services)?.state === 'recording';
const gaps = async ({ series }: Services): Promise<GapEntry[]> => (await series.gaps(100)).filter(({ what }) => what === 'recording'); // prettier-ignore

let count = 0;
const one = (server: FeedServer, instrument = 'BTCUSDT', more: Partial<Happened> = {}): Happened => ({
  ...{ instrument, t: server.now(), closed: 'long', price: '50000', amount: String(++count), ...more },
});
/** Something happens again and again for as long as it takes until a stretch of time counts as recorded. */
async function aWhile(server: FeedServer, path = USDM): Promise<number> {
  let sent = 0;
  for (const end = Date.now() + DELAY + 500; Date.now() < end; await sleep(50))
    sent += server.happen(path, [one(server)]).length;
  return sent;
}
const rowsOf = ({ connections }: Services, instrument = 'BTCUSDT'): number =>
  connections.reader().listSeries({ instrument, kind: 'liquidations' })[0]?.rows ?? 0;

/** The program as it starts with these settings. */
async function start(name: string): Promise<Services> {
  const services = await store.open(name);
  services.sync.openSchedule(() => undefined);
  return services;
}

it('records what the settings say, tells what came, and marks the time in which the line was down', async () => {
  const server = await serve();
  const services = await start('settings');
  const told: (readonly string[])[] = [];
  services.onDataChanged((instruments) => told.push(instruments));
  await services.sync.saveSettings({ addresses: at(server), recordings: [BINANCE] });
  await until(isRecording(services), 'the recording begins');
  let sent = await aWhile(server);
  await until(() => rowsOf(services) === sent, 'what was sent is stored');
  expect(state(services)).toMatchObject({ ...BINANCE, gaps: 0, message: '' });
  expect(await gaps(services)).toEqual([]);

  const accepted = server.accepted;
  server.cut('reset');
  await until(() => server.accepted === accepted + 2 && isRecording(services)(), 'both lines are back');
  sent += await aWhile(server);
  await until(() => rowsOf(services) === sent, 'what was sent then is stored too');
  const { connections, series } = services;
  const found = await gaps(services);
  expect(found).toMatchObject([{ series: 'BTCUSDT liquidations, binance', what: 'recording', missing: NaN }]);
  expect(found[0]!.from).toBeLessThanOrEqual(server.down[0]!.from);
  expect(found[0]!.to).toBeGreaterThanOrEqual(server.down[0]!.to);
  await until(() => state(services)!.prints === sent && state(services)!.gaps === 2, 'the state says so'); // one for each market
  const [summary] = await series.list();
  expect(summary).toMatchObject({ gaps: 1 });
  expect(summary!.coverage.at(-1)).toMatchObject({ coverage: 'throttled' });
  const { rows } = await series.coverage();
  const months = connections.reader().settled({ source: 'binance', offer: 'recording', instrument: 'all:usdm', interval: 0 }); // prettier-ignore
  const recorded = months.reduce((sum, span) => sum + span.to - span.from, 0);
  // seconds of a month, and not a whole one for the rows that are there
  const share = rows[0]!.share.reduce((sum, part) => sum + part, 0);
  expect(share).toBeGreaterThan(0);
  expect(share * 31 * 86_400_000).toBeLessThan(recorded * 1.2);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every(([name]) => name === 'BTCUSDT')).toBe(true);

  await services.sync.saveSettings({ recordings: [] });
  await until(() => services.sync.state().recordings.length === 0 && server.lines(USDM) === 0, 'it ends');
});

it('begins again with the program, and what lies between is one gap', async () => {
  const server = await serve();
  const first = await start('again');
  await first.sync.saveSettings({ addresses: at(server), recordings: [BINANCE] });
  await until(isRecording(first), 'the recording begins');
  let sent = await aWhile(server);
  sent += server.happen(USDM, [one(server)]).length; // the last is on its way when the program ends
  await sleep(50);
  const closed = Date.now();
  await store.close(first);
  expect(server.lines(USDM)).toBe(0);
  const opened = Date.now();

  const second = await start('again');
  expect(rowsOf(second)).toBe(sent);
  await until(isRecording(second), 'it begins by itself');
  sent += await aWhile(server);
  await until(() => rowsOf(second) === sent, 'what was sent is stored');
  const found = await gaps(second);
  expect(found).toHaveLength(1);
  expect(found[0]!.from).toBeLessThanOrEqual(closed);
  expect(found[0]!.to).toBeGreaterThanOrEqual(opened);
});

it('opens no thread where nothing is to be recorded', async () => {
  const services = await start('nothing');
  let lines = 0;
  const { sync } = services.connections;
  Object.assign(services.connections, { sync: (...args: Parameters<typeof sync>) => (lines++, sync(...args)) });
  await sleep(300);
  expect(lines).toBe(0);
  await services.sync.saveSettings({ addresses: { binance: { socket: 'ws://127.0.0.1:9' } }, recordings: [BINANCE] });
  await until(() => lines > 0 && state(services)?.message !== '', 'one is needed now, and it says why it waits');
  expect(state(services)!.message).toContain('ECONNREFUSED');
});

it('pauses while a backup is put in place, and goes on', async () => {
  const server = await serve();
  const services = await start('restored');
  await services.sync.saveSettings({ addresses: at(server), recordings: [BINANCE] });
  await until(isRecording(services), 'the recording begins');
  const early = await aWhile(server);
  await until(() => rowsOf(services) === early, 'what was sent is stored');
  const job = (what: Parameters<Services['jobs']['start']>[0]) => services.jobs.finished(services.jobs.start(what).id);
  const backup = `${store.at('restored')}.backup`;
  running.push(async () => rmSync(backup, { force: true }));
  expect(await job({ kind: 'backup', path: backup })).toMatchObject({ state: 'done' });
  const lost = await aWhile(server);

  let isRestoring = true;
  const restored = job({ kind: 'restore', path: backup }).finally(() => (isRestoring = false));
  const said = new Set<string>();
  for (; isRestoring || !isRecording(services)(); await sleep(5)) {
    server.happen(USDM, [one(server)]);
    said.add(state(services)?.message ?? '');
  }
  expect(await restored).toMatchObject({ state: 'done' });
  expect([...said]).toEqual(['']); // it was asked to end, and its thread was not taken away
  const kept = rowsOf(services);
  expect(kept).toBeGreaterThanOrEqual(early);
  expect(kept).toBeLessThan(early + lost);
  const late = await aWhile(server);
  await until(() => rowsOf(services) >= kept + late, 'what was sent is stored');
  expect(await gaps(services)).toHaveLength(1);
  expect(await job({ kind: 'verify' })).toMatchObject({ state: 'done' });
  await until(() => state(services)!.gaps >= 1, 'the pause counts as a gap');
});

it('moves over to another address, with what was recorded last', async () => {
  const [here, there] = [await serve(), await serve()];
  const services = await start('moved');
  await services.sync.saveSettings({ addresses: at(here), recordings: [BINANCE] });
  await until(isRecording(services), 'the recording begins');
  let sent = await aWhile(here);
  sent += here.happen(USDM, [one(here)]).length;
  await sleep(50);
  // another thread too: the base of requests is another one
  await services.sync.saveSettings({ addresses: { binance: { socket: there.address, http: 'http://127.0.0.1:9' } } });
  await until(() => there.lines(USDM) === 1 && isRecording(services)(), 'it records at the other place');
  expect(here.lines(USDM)).toBe(0);
  sent += await aWhile(there);
  await until(() => rowsOf(services) === sent, 'nothing was lost on the way');
  expect(await gaps(services)).toHaveLength(1);
  await until(() => state(services)!.prints === sent, 'the count goes on');
});

it('forgets with a deleted series what was recorded of it alone, and asks no source for what was recorded', async () => {
  const server = await serve();
  const services = await start('deleted');
  const names = ['BTCUSDT', 'ETHUSDT'];
  await services.settings.write({ favourites: names });
  await services.sync.saveSettings({
    addresses: at(server),
    recordings: [BINANCE, { ...BINANCE, instruments: names }],
  });
  await until(
    () => services.sync.state().recordings.filter((one) => one.state === 'recording').length === 2,
    'both begin',
  );
  for (const name of names) server.happen(USDM, [one(server, name)]);
  await aWhile(server);
  await services.sync.saveSettings({ recordings: [] });
  await until(() => services.sync.state().recordings.length === 0, 'they end');
  const { connections, series, sync } = services;
  const spans = (): number[] =>
    ['all:usdm', ...names].map(
      (instrument) =>
        connections.reader().settled({ source: 'binance', offer: 'recording', instrument, interval: 0 }).length,
    );
  expect(spans()).toEqual([1, 1, 1]);
  expect(sync.favouritesRequest()).toBeUndefined();
  await series.remove(connections.reader().listSeries({ instrument: 'BTCUSDT' })[0]!.id);
  expect(spans()).toEqual([1, 0, 1]);
});

it('starts again when its thread has ended', async () => {
  const server = await serve();
  const services = await store.open('ended');
  const { sync } = services.connections;
  const clients: ReturnType<typeof sync>[] = [];
  Object.assign(services.connections, { sync: (...args: Parameters<typeof sync>) => (clients.push(sync(...args)), clients.at(-1)!) }); // prettier-ignore
  services.sync.openSchedule(() => undefined);
  await services.sync.saveSettings({ addresses: at(server), recordings: [BINANCE] });
  await until(isRecording(services), 'the recording begins');
  server.happen(USDM, [one(server)]);
  await until(() => state(services)!.prints === 1, 'it is stored');
  const ending = clients[0]!.dispose();
  await until(() => state(services)!.state === 'waiting', 'it says so');
  expect(state(services)!.message).toContain('was closed');
  await ending;
  await until(isRecording(services), 'it records again');
  server.happen(USDM, [one(server)]);

  await until(() => rowsOf(services) === 2 && state(services)!.prints === 2, 'it is stored too');
  expect(state(services)!.gaps).toBe(1);
});

it('keeps what cannot be stored now, and stores it later', async () => {
  const server = await serve();
  const services = await start('locked');
  await services.sync.saveSettings({ addresses: at(server), recordings: [BINANCE] });
  await until(isRecording(services), 'the recording begins');
  const other = new Database(store.at('locked'));
  other.exec('BEGIN IMMEDIATE');
  server.happen(USDM, [one(server)]);
  await until(() => state(services)!.message.includes('not stored yet'), 'it says so');
  other.exec('ROLLBACK');
  other.close();
  await until(() => rowsOf(services) === 1 && state(services)!.message === '', 'it is stored');
});

it('asks Bybit for every contract that it lists, and looks for cascades in what came', async () => {
  const server = await serve();
  const venue = await startVenueServer({ dialects: [bybit], seed: 5 });
  running.push(() => venue.close());
  const services = await start('bybit');
  await services.sync.saveSettings({
    addresses: { bybit: { socket: server.address, http: venue.addresses.bybit! } },
    recordings: [{ source: 'bybit', instruments: [] }],
  });
  await until(isRecording(services), 'the recording begins');
  const path = '/v5/public/linear';
  expect(server.happen(path, [one(server, 'BTCUSDT', { amount: '40' })])).toHaveLength(1);
  const { connections } = services;
  await until(() => rowsOf(services) === 1, 'it is stored');
  const detected: string[] = [];
  const { engine } = connections;
  const watched = (): ReturnType<typeof engine> => ({ ...engine(), run: (...args) => (detected.push(args[0]), engine().run(...args)) }); // prettier-ignore
  Object.assign(connections, { engine: watched });
  for (let i = 0; i < 5; i++) server.happen(path, [one(server)]);
  await until(() => rowsOf(services) === 6, 'they are stored');
  await until(() => detected.length > 0, 'they are looked at');
  expect(detected).toEqual(['cascades.detect']);
});
