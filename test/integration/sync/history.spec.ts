import { afterEach, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { binance } from '../../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import type { Dialect } from '../../support/venue-server/types';
import { dataset, sync, useServices } from './support/services';

const FROM = Date.UTC(2024, 0, 1);
const DAYS = 20;
const TO = FROM + DAYS * MS_PER_DAY;
const store = useServices();
let server: VenueServer;
afterEach(() => server.close());

type Row = (string | number)[];
/** The venue, telling bars otherwise than it did. */
const telling = (change: (row: Row) => Row[]): Dialect => ({
  ...binance,
  answer: (request, world) => {
    const reply = binance.answer(request, world);
    if (!reply || !request.path.endsWith('/klines')) return reply;
    return { ...reply, body: (reply.body as Row[]).flatMap(change) };
  },
});
const request = (to = TO) => ({ datasets: [dataset('bars', 'BTCUSDT', MS_PER_HOUR, FROM)], to, newestFirst: false });

async function connect(name: string, dialect: Dialect) {
  server = await startVenueServer({ dialects: [dialect], seed: 2 });
  const services = await store.open(name);
  await services.sync.saveSettings({ addresses: { binance: { http: server.addresses.binance! } } });
  return services;
}
async function tellOtherwise(services: Awaited<ReturnType<typeof connect>>, dialect: Dialect): Promise<void> {
  await server.close();
  server = await startVenueServer({ dialects: [dialect], seed: 2 });
  await services.sync.saveSettings({ addresses: { binance: { http: server.addresses.binance! } } });
}

const CHANGED = FROM + 100 * MS_PER_HOUR;
const rewritten = telling((row) => [row[0] === CHANGED || row[0] === TO - MS_PER_HOUR ? row.with(5, '7.5') : row]);

it('sets aside what a venue says differently now, beside what it said then', async () => {
  const services = await connect('rewritten', binance);
  await sync(services, request());
  const reader = services.connections.reader();
  const [series] = reader.listSeries();
  const before = reader.read(series!.id);
  await tellOtherwise(services, rewritten);
  // new rows show that the last of the old ones has changed
  expect(await sync(services, request(TO + MS_PER_DAY))).toMatchObject({ state: 'done', message: '24 rows added, 1 unchanged, 1 set aside' }); // prettier-ignore
  // asked for everything once more, the venue shows the other one too
  expect(await sync(services, { ...request(), again: true })).toMatchObject({ message: '0 rows added, 478 unchanged, 2 set aside' }); // prettier-ignore
  const aside = reader.quarantine().sort((a, b) => a.t - b.t);
  expect(aside.map(({ t, reason, series: id }) => [t, reason, id])).toEqual([
    [CHANGED, 'conflict', series!.id],
    [TO - MS_PER_HOUR, 'conflict', series!.id],
  ]);
  expect(aside[0]!.conflict).toMatchObject({ newer: { v: 7.5 }, stored: { v: before['v']![100] } });
  expect(reader.read(series!.id, { to: TO })).toEqual(before);
});

it('sets aside a day in microseconds and rows in another unit, and keeps the holes that they leave', async () => {
  const day = FROM + 5 * MS_PER_DAY;
  const thousand = FROM + 10 * MS_PER_DAY;
  const isIn = (t: number, from: number): boolean => t >= from && t < from + MS_PER_DAY;
  const odd = telling((row) => {
    const t = row[0] as number;
    if (isIn(t, day)) return [row.with(0, t * 1_000)];
    if (isIn(t, thousand)) return [row.map((x, i) => (i >= 1 && i <= 4 ? String(Number(x) * 1_000) : x))];
    return isIn(t, FROM + 15 * MS_PER_DAY) ? [row, row] : [row];
  });
  const services = await connect('units', odd);
  expect(await sync(services, request())).toMatchObject({
    state: 'done',
    message: expect.stringContaining('48 set aside'),
  });
  const reader = services.connections.reader();
  const [series] = reader.listSeries();
  expect(series).toMatchObject({ rows: (DAYS - 2) * 24, duplicates: 24 });
  expect(reader.gaps(series!.id).runs.map(({ from, rows }) => [from, rows])).toEqual([[day, 24], [thousand, 24]]); // prettier-ignore
  expect(new Set(reader.quarantine().map(({ reason }) => reason))).toEqual(new Set(['unitMixUp']));
  // what was believed is not asked for again
  const asked = server.log.length;
  await sync(services, request());
  expect(server.log.length).toBe(asked);
});

it('stores no bar that is still forming by the clock of the venue', async () => {
  for (const skew of [-20 * 60_000, 20 * 60_000]) {
    const name = `forming ${skew}`;
    server = await startVenueServer({ dialects: [binance], seed: 2, skew });
    const services = await store.open(name);
    await services.sync.saveSettings({ addresses: { binance: { http: server.addresses.binance! } } });
    const from = Math.floor(Date.now() / MS_PER_DAY) * MS_PER_DAY - MS_PER_DAY;
    const datasets = [dataset('bars', 'BTCUSDT', MS_PER_HOUR, from)];
    for (let k = 0; k < 2; k++) expect(await sync(services, { datasets, to: null, newestFirst: false })).toMatchObject({ state: 'done' }); // prettier-ignore
    const reader = services.connections.reader();
    const [series] = reader.listSeries();
    const last = Math.floor((Date.now() + skew) / MS_PER_HOUR) * MS_PER_HOUR - MS_PER_HOUR;
    expect(series!.to).toBe(last);
    const whole = server.market.bars('BTCUSDT', MS_PER_HOUR, { from, to: last + 1 });
    expect([...reader.read(series!.id)['c']!]).toEqual(whole.map(({ c }) => c));
    expect(Math.abs(services.sync.state().skew.binance! - skew)).toBeLessThan(1_500);
    await server.close();
  }
});
