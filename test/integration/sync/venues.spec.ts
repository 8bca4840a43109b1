import { afterEach, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { Followed, SourceId } from '#shared/sync';
import { binance } from '../../support/venue-server/dialects/binance';
import { bybit } from '../../support/venue-server/dialects/bybit';
import { gate } from '../../support/venue-server/dialects/gate';
import { okx } from '../../support/venue-server/dialects/okx';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { sync, useServices } from './support/services';

const VENUES: readonly (readonly [source: SourceId, instruments: readonly string[]])[] = [
  ['binance', ['BTCUSDT', 'BTCUSD_PERP']],
  ['bybit', ['BTCUSDT', 'BTCUSD']],
  ['okx', ['BTC-USDT-SWAP']],
  ['gate', ['BTC_USDT']],
];
const store = useServices();
let server: VenueServer;
afterEach(() => server.close());

it('brings all that a venue offers into the store, with its instruments, and has it then', async () => {
  server = await startVenueServer({ dialects: [binance, bybit, okx, gate], seed: 6 });
  const services = await store.open('venues');
  const addresses = Object.fromEntries(Object.entries(server.addresses).map(([id, http]) => [id, { http }]));
  await services.sync.saveSettings({ addresses });
  // at any time of the day within the 24 hours that OKX keeps of its liquidations
  const to = Math.floor(Date.now() / MS_PER_HOUR) * MS_PER_HOUR - 2 * MS_PER_HOUR;
  const sources = await services.sync.sources();
  const datasets = VENUES.flatMap(([id, instruments]) => {
    const { offers } = sources.find((source) => source.id === id)!;
    return offers.flatMap(({ id: offer, intervals, reach }) =>
      instruments.map((instrument): Followed => {
        const interval = intervals.includes(MS_PER_HOUR) ? MS_PER_HOUR : (intervals[0] ?? 0);
        return { source: id, offer, instrument, interval, from: to - Math.min(3 * MS_PER_DAY, reach ?? Infinity) };
      }),
    );
  });
  const request = { datasets, to, newestFirst: true };
  expect(await sync(services, request)).toMatchObject({ state: 'done' });
  const { items, network } = services.sync.state();
  expect(network).toBe('online');
  for (const { source, offer, instrument, state, added, quarantined, message } of items)
    expect([state, added > 0, quarantined], `${source} ${offer} ${instrument}: ${message}`).toEqual(['done', true, 0]);
  const known = services.connections.reader().instruments();
  expect(known.map(({ id }) => id).sort()).toEqual(VENUES.flatMap(([, names]) => names).filter((name, i, all) => all.indexOf(name) === i).sort()); // prettier-ignore
  const told = await services.sync.sources();
  for (const [id] of VENUES)
    expect(told.find((source) => source.id === id)!.fetched).toBeGreaterThan(Date.now() - 60_000);
  const asked = server.log.length;
  expect(await sync(services, request)).toMatchObject({
    state: 'done',
    message: '0 rows added, 0 unchanged, 0 set aside',
  });
  // the emptiness after the last of what has no interval is not believed for a day
  expect(server.log.slice(asked).filter(({ path }) => !/funding|liquidation/.test(path))).toEqual([]);
  const plan = await services.sync.plan({ ...request, to: to + MS_PER_HOUR });
  expect(
    plan.parts.filter(({ state, interval }) => state === 'fetch' && interval > 0).every(({ from }) => from >= to),
  ).toBe(true);
});
