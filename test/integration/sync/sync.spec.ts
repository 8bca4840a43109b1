import { afterEach, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import { binance } from '../../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { dataset, sync, useServices } from './support/services';

const FROM = Date.UTC(2024, 0, 1);
const TO = FROM + 3 * MS_PER_DAY;
const store = useServices();
let server: VenueServer;
afterEach(() => server.close());

it('brings bars from a venue into the store, and asks for nothing the second time', async () => {
  server = await startVenueServer({ dialects: [binance], seed: 1 });
  const services = await store.open('first');
  await services.sync.saveSettings({ addresses: { binance: { http: server.addresses.binance! } } });
  const request = { datasets: [dataset('bars', 'BTCUSDT', MS_PER_MINUTE, FROM)], to: TO, newestFirst: false };
  expect(await sync(services, request)).toMatchObject({
    state: 'done',
    message: '4,320 rows added, 0 unchanged, 0 set aside',
  });
  const [series] = services.connections.reader().listSeries();
  expect(series).toMatchObject({
    instrument: 'BTCUSDT',
    kind: 'bars',
    source: 'binance',
    rows: 4_320,
    from: FROM,
    to: TO - MS_PER_MINUTE,
  });
  const asked = server.log.length;
  expect(await sync(services, request)).toMatchObject({ state: 'done' });
  expect(server.log.length).toBe(asked);
});
