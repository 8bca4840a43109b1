import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { Services } from '#main/services/index';
import type { Followed, SourceId, SyncRequest } from '#shared/sync';
import { archiveText, createBinanceArchive } from '../../support/venue-server/dialects/binance-archive';
import { bis, cboe, ecb } from '../../support/venue-server/dialects/documents';
import { fred } from '../../support/venue-server/dialects/fred';
import { coingecko, defillama } from '../../support/venue-server/dialects/fundamentals';
import type { FaultPlan } from '../../support/venue-server/faults';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import type { Dialect } from '../../support/venue-server/types';
import { zipOf } from '../../support/zip-of';
import { sync, useServices } from './support/services';

const store = useServices();
const at = (iso: string): number => Date.parse(iso);
const of = (source: SourceId, offer: string, instrument: string, interval = 0, from: number | null = null): Followed => ({ source, offer, instrument, interval, from }); // prettier-ignore
let server: VenueServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function connected(name: string, dialects: readonly Dialect[], faults: FaultPlan = { rate: 0 }): Promise<Services> {
  const drip = { bytes: 256, every: 5, lasts: 50 };
  server = await startVenueServer({ dialects, seed: 3, market: { begin: at('2023-01-01') }, faults, retryAfter: 0.02, drip });
  const services = await store.open(name);
  const addresses = Object.fromEntries(dialects.map(({ source }) => [source, { http: server!.addresses[source]! }]));
  await services.sync.saveSettings({ addresses });
  return services;
} // prettier-ignore

describe('files of the archive', () => {
  const FILES = [
    ['klines', '1h', ['2024-01', '2024-02', '2024-03']],
    ['metrics', '', ['2024-03-29', '2024-03-30', '2024-03-31']],
    ['fundingRate', '', ['2024-01', '2024-02', '2024-03']],
  ] as const;
  const request = (newestFirst: boolean): SyncRequest => ({
    datasets: [
      of('binance-archive', 'bars', 'BTCUSDT', MS_PER_HOUR, at('2024-01-01')),
      of('binance-archive', 'metrics', 'BTCUSDT', 5 * MS_PER_MINUTE, at('2024-03-29')),
      of('binance-archive', 'funding', 'BTCUSDT', 0, at('2024-01-01')),
    ],
    to: at('2024-04-01'),
    newestFirst,
  });

  it('come into the store as an import brings them, in a calm and in a storm, whichever end comes first', async () => {
    const calm = await connected('calm', [createBinanceArchive()]);
    expect(await sync(calm, request(false))).toMatchObject({ state: 'done' });
    const asked = server!.log.length;
    expect(await sync(calm, request(false))).toMatchObject({ state: 'done' });
    expect(server!.log.length).toBe(asked); // nothing is fetched twice
    const synced = stored(calm);
    expect(synced.map(([kind, , , rows]) => [kind, rows])).toEqual(expect.arrayContaining([['bars', 91 * 24], ['oi', 3 * 288], ['funding', 91 * 3]])); // prettier-ignore
    const { market } = server!;
    await store.close(calm);

    const folder = mkdtempSync(join(tmpdir(), 'ballast-archive-'));
    const imported = await store.open('imported');
    for (const [kind, interval, dates] of FILES)
      for (const date of dates) {
        const name = `BTCUSDT-${interval || kind}-${date}`;
        const from = at(date);
        const to = date.length === 7 ? new Date(from).setUTCMonth(new Date(from).getUTCMonth() + 1) : from + MS_PER_DAY;
        const text = archiveText(market, { folder: kind, symbol: 'BTCUSDT', interval }, { from, to });
        writeFileSync(join(folder, `${name}.zip`), zipOf({ [`${name}.csv`]: text }));
      }
    const { id } = imported.jobs.start({ kind: 'import', paths: [folder], options: {} });
    expect(await imported.jobs.finished(id)).toMatchObject({ state: 'done' });
    expect(stored(imported)).toEqual(synced);
    await store.close(imported);
    rmSync(folder, { recursive: true });
    expect(store.digest('imported')).toBe(store.digest('calm'));

    for (const newestFirst of [false, true]) {
      await server!.close();
      const storm = await connected(`storm-${newestFirst}`, [createBinanceArchive()], { rate: 0.7 });
      expect(await sync(storm, request(newestFirst))).toMatchObject({ state: 'done' });
      expect(server!.faultCount()).toBeGreaterThan(10);
      await store.close(storm);
      expect(store.digest(`storm-${newestFirst}`)).toBe(store.digest('calm'));
    }
  }, 120_000);

  it('are not asked for day by day before a contract was listed', async () => {
    const services = await connected('listed', [createBinanceArchive()]);
    const metrics = of('binance-archive', 'metrics', 'BTCUSDT', 5 * MS_PER_MINUTE);
    for (const newestFirst of [false, true])
      expect(await sync(services, { datasets: [metrics], to: at('2023-01-03'), newestFirst })).toMatchObject({ state: 'done' }); // prettier-ignore
    expect(services.connections.reader().listSeries()[0]).toMatchObject({ from: at('2023-01-01'), rows: 2 * 288 });
    expect(server!.log.length).toBeLessThan(20);
  });
});

const DIALECTS = [cboe, fred, bis, ecb, defillama, coingecko];
const WHOLE: SyncRequest = {
  datasets: [
    of('calendar', 'dates', 'FOMC'),
    of('calendar', 'dates', 'CPI'),
    of('cboe', 'index', 'VIX', MS_PER_DAY),
    of('cboe', 'index', 'SKEW', MS_PER_DAY),
    of('fred', 'latest', 'DGS10'),
    of('bis', 'reer', 'REER.USD'),
    of('ecb', 'rates', 'ECB.DFR'),
    of('defillama', 'tvl', 'aave-v3', MS_PER_DAY),
    of('defillama', 'revenue', 'lido', MS_PER_DAY),
    of('coingecko', 'market', 'bitcoin', MS_PER_DAY),
    of('coingecko', 'supply', 'bitcoin'),
  ],
  to: null,
  newestFirst: true,
};

describe('documents', () => {
  it('come into the store with what is known of them, and come again without a change', async () => {
    const services = await connected('documents', DIALECTS);
    const request = WHOLE;
    expect(await sync(services, request)).toMatchObject({ state: 'done', message: expect.stringContaining(' 0 set aside') as string }); // prettier-ignore
    for (const { instrument, added } of services.sync.state().items) expect(`${instrument} ${added > 0}`).toBe(`${instrument} true`); // prettier-ignore
    const reader = services.connections.reader();
    const known = Object.fromEntries(reader.macroSeries().map(({ id, pointInTime }) => [id, pointInTime]));
    expect(known).toEqual({ FOMC: true, 'FOMC.lower': true, 'FOMC.changeBp': true, CPI: true, DGS10: false, 'ECB.DFR': false, 'REER.USD': false }); // prettier-ignore
    expect(stored(services).map(([kind, instrument, field]) => `${kind} ${instrument} ${field}`.trim()).sort()).toEqual(expect.arrayContaining(['metric SKEW close', 'metric aave-v3 tvl', 'metric bitcoin circulatingSupply', 'metric lido dailyRevenue', 'vol VIX'])); // prettier-ignore
    // the range was decided at two in the afternoon in Washington, not before
    const decided = at('2024-09-18T18:00:00Z');
    expect(reader.macroAsOf('FOMC', decided - 1).at(-1)).toMatchObject({ value: 5.5 });
    expect(reader.macroAsOf('FOMC', decided).at(-1)).toMatchObject({ period: at('2024-09-18'), value: 5 });
    expect(reader.macroAsOf('DGS10', decided)).toEqual([]);
    const rows = stored(services);
    const again = { ...request, again: true, datasets: request.datasets.filter(({ offer }) => offer !== 'supply') }; // that is of now
    expect(await sync(services, again)).toMatchObject({ state: 'done', message: expect.stringMatching(/^0 rows added, [\d,]{5,} unchanged, 0 set aside$/) as string }); // prettier-ignore
    expect(stored(services)).toEqual(rows);
  });

  it('set a revision aside beside what is stored', async () => {
    let isRevised = false;
    const revising: Dialect = {
      ...bis,
      answer: (request, world) => {
        const reply = bis.answer(request, world);
        return reply && isRevised ? { ...reply, body: String(reply.body).replace(/(2024-05),.*/, '$1,77.77') } : reply;
      },
    };
    const services = await connected('revised', [revising]);
    const request = { datasets: [of('bis', 'reer', 'REER.USD')], to: null, newestFirst: false };
    await sync(services, request);
    const reader = services.connections.reader();
    const before = reader.macroAsOf('REER.USD');
    isRevised = true;
    expect(await sync(services, { ...request, again: true })).toMatchObject({ message: `0 rows added, ${before.length - 1} unchanged, 1 set aside` }); // prettier-ignore
    expect(reader.macroAsOf('REER.USD')).toEqual(before);
    expect(reader.quarantine()).toEqual([expect.objectContaining({ reason: 'conflict', t: at('2024-05-01') })]);
  });

  it('come whole in a storm', async () => {
    const datasets = WHOLE.datasets.filter(({ offer }) => offer !== 'supply');
    const calm = await connected('fair', DIALECTS);
    expect(await sync(calm, { ...WHOLE, datasets })).toMatchObject({ state: 'done' });
    await store.close(calm);
    await server!.close();
    const storm = await connected('foul', DIALECTS, { rate: 0.8 });
    expect(await sync(storm, { ...WHOLE, datasets })).toMatchObject({ state: 'done', message: expect.stringContaining(' 0 set aside') as string }); // prettier-ignore
    expect(server!.faultCount()).toBeGreaterThan(10);
    await store.close(storm);
    expect(store.digest('foul')).toBe(store.digest('fair'));
  });
});

/** Kind, instrument, field, rows, source and traits of what is stored. */
function stored(services: Services) {
  return services.connections
    .reader()
    .listSeries()
    .map(({ kind, instrument, field, rows, source, interval, knownLag, unit, volumeUnit, from, to }) => [kind, instrument, field, rows, source, interval, knownLag, unit, volumeUnit, from, to] as const); // prettier-ignore
}
