import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { Followed, SourceId } from '#shared/sync';
import { bitfinex } from '../../support/venue-server/dialects/bitfinex';
import { coinbase } from '../../support/venue-server/dialects/coinbase';
import { deribit } from '../../support/venue-server/dialects/deribit';
import { hyperliquid } from '../../support/venue-server/dialects/hyperliquid';
import { krakenfutures } from '../../support/venue-server/dialects/krakenfutures';
import type { FaultPlan } from '../../support/venue-server/faults';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { sync, useServices } from './support/services';

const store = useServices();
let server: VenueServer | undefined;
afterEach(() => server?.close());

const NOW = Date.now();
const TO = NOW - 2 * MS_PER_DAY;
const of = (source: SourceId, offer: string, instrument: string, interval: number, days: number): Followed => ({
  source,
  offer,
  instrument,
  interval,
  from: TO - days * MS_PER_DAY,
});

const DATASETS: Readonly<Record<string, readonly Followed[]>> = {
  deribit: [
    of('deribit', 'bars', 'BTC-PERPETUAL', MS_PER_HOUR, 900),
    of('deribit', 'volatility', 'BTC', MS_PER_HOUR, 180),
    of('deribit', 'funding', 'BTC-PERPETUAL', 0, 180),
    of('deribit', 'settlements', 'BTC-PERPETUAL', 0, 1_500),
    of('deribit', 'liquidations', 'BTC-PERPETUAL', 0, 1.5),
  ],
  bitfinex: [
    of('bitfinex', 'bars', 'tBTCF0:USTF0', MS_PER_MINUTE, 20),
    of('bitfinex', 'status', 'tBTCF0:USTF0', 0, 15),
    of('bitfinex', 'liquidations', 'tBTCF0:USTF0', 0, 60),
  ],
  hyperliquid: [of('hyperliquid', 'bars-1h', 'BTC', MS_PER_HOUR, 180), of('hyperliquid', 'funding', 'BTC', 0, 180)],
  krakenfutures: [
    of('krakenfutures', 'bars', 'PF_XBTUSD', MS_PER_MINUTE, 9),
    of('krakenfutures', 'funding', 'PF_XBTUSD', 0, 180),
    of('krakenfutures', 'liquidations', 'PI_XBTUSD', 0, 1.5),
  ],
  coinbase: [of('coinbase', 'bars', 'BTC-USD', MS_PER_HOUR, 180)],
};
const dialects = { deribit, bitfinex, hyperliquid, krakenfutures, coinbase };

describe.each(Object.keys(DATASETS))('%s in a storm', (name) => {
  it('leaves the bytes of a clean run', async () => {
    const id = name as keyof typeof dialects;
    const run = async (label: string, faults?: FaultPlan) => {
      server = await startVenueServer({
        dialects: [dialects[id]],
        seed: 9,
        ...(faults ? { faults } : {}),
        drip: { bytes: 64, every: 5, lasts: 100 },
      });
      const services = await store.open(label);
      await services.sync.saveSettings({ addresses: { [id]: { http: server.addresses[id]! } } });
      const done = await sync(services, {
        datasets: [...DATASETS[name]!],
        to: TO,
        newestFirst: label.endsWith('storm'),
      });
      expect(services.sync.state().items.map(({ state, message }) => [state, message])).toEqual(
        DATASETS[name]!.map(() => ['done', expect.anything()]),
      );
      const series = services.connections
        .reader()
        .listSeries()
        .map(({ instrument, kind, field, rows }) => ({ instrument, kind, field, rows }));
      await store.close(services);
      const all = { requests: server.log.length, faults: server.faultCount() };
      await server.close();
      server = undefined;
      return { done, series, digest: store.digest(label), ...all };
    };
    const clean = await run(`${name}-clean`);
    expect(clean.done.state).toBe('done');
    const storm = await run(`${name}-storm`, { rate: 0.6 });
    expect(storm.done.state).toBe('done');
    expect(storm.faults).toBeGreaterThan(1);
    expect(storm.series).toEqual(clean.series);
    expect(storm.digest).toBe(clean.digest);
  }, 120_000);
});
