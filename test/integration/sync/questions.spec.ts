import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import { deribit } from '../../support/venue-server/dialects/deribit';
import { gate } from '../../support/venue-server/dialects/gate';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import type { Dialect } from '../../support/venue-server/types';
import { bodyOf, listening } from './support/net';
import { sync, useServices } from './support/services';

const store = useServices();
let server: VenueServer | undefined;
afterEach(() => server?.close());

/** Nobody is liquidated. */
const calm: Dialect = {
  ...deribit,
  answer: (request, world) => {
    const reply = deribit.answer(request, world);
    const body = reply?.body as { result?: { trades?: object[] } } | undefined;
    if (!body?.result?.trades) return reply;
    const trades = body.result.trades.map((trade) => ({ ...trade, liquidation: undefined }));
    return { ...reply, body: { ...body, result: { ...body.result, trades } } };
  },
};

it('asks once for trades among which there is no liquidation', async () => {
  server = await startVenueServer({ dialects: [calm], seed: 4 });
  const services = await store.open('calm');
  await services.sync.saveSettings({ addresses: { deribit: { http: server.addresses.deribit! } } });
  const to = Date.now() - 3 * MS_PER_DAY;
  const dataset = { source: 'deribit', offer: 'liquidations', instrument: 'BTC-PERPETUAL', interval: 0, from: to - MS_PER_DAY } as const; // prettier-ignore
  expect(await sync(services, { datasets: [dataset], to, newestFirst: false })).toMatchObject({ state: 'done' });
  const asked = server.log.filter(({ path }) => path.includes('get_last_trades')).map(({ query }) => query);
  expect(asked.length).toBeGreaterThan(3);
  expect(new Set(asked).size).toBe(asked.length);
  expect(services.connections.reader().settled(dataset)).toMatchObject([{ from: to - MS_PER_DAY, to }]);
  expect(existsSync(`${store.at('calm')}-incoming`)).toBe(false); // no folder is left for files of which there were none
});

it('gets past the instant at which the trades of the venue begin and those of its archive end', async () => {
  server = await startVenueServer({ dialects: [calm], seed: 4 });
  const services = await store.open('archive');
  await services.sync.saveSettings({ addresses: { deribit: { http: server.addresses.deribit! } } });
  const from = Date.now() - 2 * MS_PER_DAY;
  const dataset = { source: 'deribit', offer: 'liquidations', instrument: 'BTC-PERPETUAL', interval: 0, from } as const;
  for (const most of [12, 3]) {
    const before = server.log.length;
    expect(await sync(services, { datasets: [dataset], to: null, newestFirst: false })).toMatchObject({
      state: 'done',
    });
    // 4,320 trades a day; what was looked through need not be looked through again
    const asked = server.log.slice(before).filter(({ path }) => path.includes('get_last_trades'));
    expect(asked.length).toBeLessThanOrEqual(most);
  }
});

it('asks for the list of instruments once, however many begin at a time', async () => {
  server = await startVenueServer({ dialects: [gate], seed: 4 });
  const services = await store.open('lists');
  await services.sync.saveSettings({ addresses: { gate: { http: server.addresses.gate! } } });
  const datasets = ['BTC_USDT', 'ETH_USDT'].flatMap((instrument) =>
    ['bars', 'stats'].map((offer) => ({ source: 'gate' as const, offer, instrument, interval: MS_PER_HOUR, from: Date.now() - MS_PER_DAY })),
  ); // prettier-ignore
  expect(await sync(services, { datasets, to: null, newestFirst: false })).toMatchObject({ state: 'done' });
  const lists = server.log.filter(({ path }) => path.endsWith('/contracts'));
  expect(lists.length).toBeLessThanOrEqual(2); // for the plan, and for the size of contracts
});

it.each([
  [400, 'invalid'],
  [404, 'notFound'],
] as const)('does not ask again what a venue refuses without a word (%d)', async (status, code) => {
  const seen: string[] = [];
  const refusing = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push(`${request.url} ${body}`);
      response.writeHead(status).end('no');
    });
  });
  const address = `http://127.0.0.1:${await listening(refusing)}`;
  const services = await store.open(`refused-${status}`);
  const venues: readonly (readonly [SourceId, string])[] = [['binance', 'BTCUSDT'], ['bybit', 'BTCUSDT'], ['hyperliquid', 'BTC'], ['krakenfutures', 'PF_XBTUSD']]; // prettier-ignore
  for (const [source, instrument] of venues) {
    await services.sync.saveSettings({ addresses: { [source]: { http: address } } });
    const offer = source === 'hyperliquid' ? 'bars-1h' : 'bars';
    const request = { datasets: [{ source, offer, instrument, interval: MS_PER_HOUR, from: Date.now() - MS_PER_DAY }], to: null, newestFirst: false }; // prettier-ignore
    seen.length = 0;
    expect([source, await sync(services, request)]).toMatchObject([source, { state: 'failed', code }]);
    const most = Math.max(...seen.map((one) => seen.filter((other) => other === one).length));
    expect([source, most <= 2]).toEqual([source, true]); // the list of instruments for the plan, and for the page
  }
  refusing.close();
});
