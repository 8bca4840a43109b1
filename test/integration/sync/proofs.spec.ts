import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { SyncRequest } from '#shared/sync';
import { binance } from '../../support/venue-server/dialects/binance';
import { FAULT_KINDS } from '../../support/venue-server/faults';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { pagesAgain } from './support/log';
import { dataset, sync, until, useServices } from './support/services';

const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2024, 6, 1);
const DAYS = (TO - FROM) / MS_PER_DAY;
/** Six months: minutes and hours of two contracts, and their funding. */
const HALF_A_YEAR: SyncRequest = {
  datasets: [
    dataset('bars', 'BTCUSDT', MS_PER_MINUTE, FROM),
    dataset('bars', 'ETHUSDT', 5 * MS_PER_MINUTE, FROM),
    dataset('funding', 'BTCUSDT', 0, FROM),
    dataset('funding', 'ETHUSDT', 0, FROM),
  ],
  to: TO,
  newestFirst: false,
};
const ROWS = DAYS * (1_440 + 288 + 3 + 3);
const store = useServices();
let server: VenueServer;
afterEach(() => server.close());

const start = async (faults?: Parameters<VenueServer['setFaults']>[0]): Promise<VenueServer> =>
  (server = await startVenueServer({ dialects: [binance], seed: 5, retryAfter: 2, drip: { bytes: 16, every: 5, lasts: 100 }, ...(faults ? { faults } : {}) })); // prettier-ignore
const connected = async (name: string) => {
  const services = await store.open(name);
  await services.sync.saveSettings({ addresses: { binance: { http: server.addresses.binance! } } });
  return services;
};

describe('market sync over six months', () => {
  it('stores the same bytes in a storm as in a calm, whichever end it begins with', async () => {
    await start();
    const calm = await connected('calm');
    expect(await sync(calm, HALF_A_YEAR)).toMatchObject({ state: 'done', message: expect.stringContaining(`${ROWS.toLocaleString('en-US')} rows added`) }); // prettier-ignore
    await store.close(calm);
    for (const [newestFirst, most] of [
      [false, 220],
      [true, 60],
    ] as const) {
      await server.close();
      await start({ rate: 0.75, most });
      const storm = await connected(`storm-${newestFirst}`);
      const end = await sync(storm, { ...HALF_A_YEAR, newestFirst });
      expect(end).toMatchObject({ state: 'done', message: expect.stringContaining('0 set aside') });
      expect(server.faultCount()).toBe(most);
      if (most >= 200) expect([...server.counts.keys()].sort()).toEqual([...FAULT_KINDS].sort());
      await store.close(storm);
      expect(store.digest(`storm-${newestFirst}`)).toBe(store.digest('calm'));
    }
  }, 300_000);

  it('goes on where it was cancelled, and asks for no page twice but the one on its way', async () => {
    await start();
    const services = await connected('cancelled');
    for (const at of [0.1, 0.4, 0.8]) {
      const { id } = services.jobs.start({ kind: 'sync', request: HALF_A_YEAR });
      const before = server.log.length;
      await until(() => server.log.length - before > 40);
      services.jobs.cancel(id);
      expect(await services.jobs.finished(id), `cancelled at ${at}`).toMatchObject({ state: 'cancelled' });
    }
    expect(await sync(services, HALF_A_YEAR)).toMatchObject({ state: 'done' });
    for (const twice of pagesAgain(server.log)) expect(twice).toBeLessThan(3.01); // one for each time, and two rows to see whether they are the same
    await store.close(services);
    expect(store.digest('cancelled')).toBe(store.digest('calm'));
  }, 120_000);

  it('waits while the network is cut, and goes on by itself', async () => {
    await start();
    const services = await connected('cut');
    const { id } = services.jobs.start({ kind: 'sync', request: HALF_A_YEAR });
    await until(() => server.log.length > 20);
    await server.down();
    await until(() => services.sync.state().network === 'offline');
    await until(() => services.sync.state().items.some(({ state }) => state === 'waiting'));
    expect(services.sync.state().items.find(({ state }) => state === 'waiting')!.message).toContain('No connection');
    await server.up();
    expect(await services.jobs.finished(id)).toMatchObject({ state: 'done' });
    expect(services.sync.state().network).toBe('online');
    await store.close(services);
    expect(store.digest('cut')).toBe(store.digest('calm'));
  }, 120_000);

  it('asks for nothing that it has', async () => {
    await start();
    const services = await connected('cut');
    expect(await sync(services, HALF_A_YEAR)).toMatchObject({ state: 'done' });
    expect(server.log).toEqual([]);
    expect(await sync(services, { ...HALF_A_YEAR, to: TO + MS_PER_DAY })).toMatchObject({ state: 'done' });
    const starts = server.log.map(({ query }) => Number(new URLSearchParams(query).get('startTime'))).filter(Boolean);
    // two bars of what is stored come along, to see whether they are still the same
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(TO - 2 * MS_PER_HOUR);
    expect(server.log.filter(({ path }) => /klines|funding/.test(path))).toHaveLength(4);
  });
});
