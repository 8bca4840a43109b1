import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { PageBlock } from '#main/store/types';
import { openImport } from '#main/sync/importers/open-import';
import type { SourcePage } from '#main/sync/source';
import { absentFile, ARCHIVE_KINDS } from '#main/sync/sources/binance-archive/files';
import { binanceArchive } from '#main/sync/sources/binance-archive/source';
import { always, NOW, useBench, type Bench } from '../../support/sync-source';
import { archiveText, createBinanceArchive } from '../../support/venue-server/dialects/binance-archive';
import { zipOf } from '../../support/zip-of';

const bench = useBench();
const at = (iso: string): number => Date.parse(iso);
const HOUR = { offer: 'bars', instrument: 'BTCUSDT', interval: MS_PER_HOUR };
const paths = ({ server }: Bench): string[] => server.log.map(({ path }) => path.split('/').at(-1)!);
const stamps = (page: SourcePage, field = ''): number[] => [...(page.series.find((one) => one.field === field)?.columns.t ?? [])]; // prettier-ignore
const plain = (one: Pick<PageBlock, 'columns'>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(one.columns).map(([name, column]) => [name, [...column]]));

/** What an import of the very file stores. */
async function imported(folder: string, name: string, text: string): Promise<PageBlock[]> {
  const path = join(folder, `${name}.zip`);
  writeFileSync(path, zipOf({ [`${name}.csv`]: text }));
  const blocks: PageBlock[] = [];
  for await (const page of openImport(path, {}, { now: NOW })) blocks.push(...page.blocks);
  return blocks;
}

describe('the Binance archive', () => {
  it.each([
    ['bars', 'BTCUSDT', '1h', 'klines', 'BTCUSDT-1h-2024-02', '2024-02-01', '2024-03-01'],
    ['bars', 'BTCUSD_PERP', '1h', 'klines', 'BTCUSD_PERP-1h-2024-02', '2024-02-01', '2024-03-01'],
    ['metrics', 'ETHUSDT', '', 'metrics', 'ETHUSDT-metrics-2024-02-10', '2024-02-10', '2024-02-11'],
    ['funding', 'BTCUSDT', '', 'fundingRate', 'BTCUSDT-fundingRate-2024-02', '2024-02-01', '2024-03-01'],
  ])('gives %s of %s row for row as an import of the file does', async (offer, instrument, interval, folder, name, first, last) => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    const range = { from: at(first), to: at(last) };
    const wanted = { bars: MS_PER_HOUR, metrics: 5 * MS_PER_MINUTE }[offer] ?? 0;
    const page = await bed.page({ offer, instrument, interval: wanted, ...range });
    const blocks = await imported(bed.folder, name, archiveText(bed.server.market, { folder, symbol: instrument, interval }, range));
    expect(page.settled).toEqual(range);
    expect(page.series).toHaveLength(blocks.length);
    expect(page.series[0]!.columns.t.length).toBeGreaterThan(80);
    for (const [i, { key, traits, coverage, columns }] of blocks.entries()) {
      const { source, ...rest } = key;
      expect(source).toBe(bed.source.series);
      expect(page.series[i]).toMatchObject({ ...rest, traits, coverage });
      expect(plain(page.series[i]!)).toEqual(plain({ columns }));
    }
  }); // prettier-ignore

  it('takes the month where it is over and out, else the day', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    const june = await bed.page({ ...HOUR, from: at('2026-06-20') });
    expect(june.settled).toEqual({ from: at('2026-06-20'), to: at('2026-07-01') });
    expect(stamps(june)).toHaveLength(11 * 24);
    // August ended yesterday, its file comes on the first Monday of September
    const august = await bed.page({ ...HOUR, from: at('2026-08-20') });
    expect(august.settled).toEqual({ from: at('2026-08-20'), to: at('2026-08-21') });
    const newest = await bed.page({ ...HOUR, to: at('2026-08-30T06:00:00Z'), end: 'newest' });
    expect(newest.settled).toEqual({ from: at('2026-08-30'), to: at('2026-08-30T06:00:00Z') });
    expect(stamps(newest)).toHaveLength(6);
    expect(paths(bed).filter((name) => name.endsWith('.zip'))).toEqual(['BTCUSDT-1h-2026-06.zip', 'BTCUSDT-1h-2026-08-20.zip', 'BTCUSDT-1h-2026-08-30.zip']); // prettier-ignore
  });

  it('takes the day while the month is late', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive({ without: ['2026-07.zip'] }) });
    const page = await bed.page({ ...HOUR, from: at('2026-07-30') });
    expect(page.settled).toEqual({ from: at('2026-07-30'), to: at('2026-07-31') });
    expect(stamps(page)).toHaveLength(24);
  });

  it('says nothing of a month or day that is not there, and that what is not out yet may come', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive({ without: ['2024-03', '2026-08-31', '2024-05-02'] }) }); // prettier-ignore
    const month = await bed.page({ ...HOUR, from: at('2024-03-05') });
    expect(month).toMatchObject({ series: [], settled: { from: at('2024-03-05'), to: at('2024-04-01') } });
    expect(paths(bed)).toEqual(['BTCUSDT-1h-2024-03.zip.CHECKSUM', 'data.binance.vision']);
    const day = await bed.page({ offer: 'metrics', instrument: 'BTCUSDT', interval: 300_000, from: at('2024-05-02') });
    expect(day).toMatchObject({ series: [], settled: { from: at('2024-05-02'), to: at('2024-05-03') } });
    await expect(bed.page({ ...HOUR, from: at('2026-08-31') })).rejects.toMatchObject({ problem: 'server', message: expect.stringContaining('BTCUSDT-1h-2026-08-31.zip yet') as string }); // prettier-ignore
    await expect(bed.page({ offer: 'funding', instrument: 'BTCUSDT', from: at('2026-08-02') })).rejects.toMatchObject({ problem: 'server' }); // prettier-ignore
  });

  it('waits for no day that was passed over: a later one is listed and it is not', async () => {
    const without = ['2026-08-29', '2026-08-30'];
    const bed = await bench('binance-archive', { dialect: createBinanceArchive({ without }) });
    const METRICS = { offer: 'metrics', instrument: 'BTCUSDT', interval: 5 * MS_PER_MINUTE };
    for (const wanted of [HOUR, METRICS]) {
      const day = await bed.page({ ...wanted, from: at('2026-08-30') });
      expect(day).toMatchObject({ series: [], settled: { from: at('2026-08-30'), to: at('2026-08-31') } });
      const back = await bed.page({ ...wanted, from: at('2026-08-01'), to: at('2026-08-31'), end: 'newest' });
      expect(back).toMatchObject({ series: [], settled: { from: at('2026-08-29'), to: at('2026-08-31') } });
    }
    // of a mirror that has no list, and of a file that is listed though it is not given out, nothing is concluded
    const mirror = await bench('binance-archive', { dialect: createBinanceArchive({ without, unlisted: true }) });
    await expect(mirror.page({ ...HOUR, from: at('2026-08-30') })).rejects.toMatchObject({ problem: 'server' });
    const honest = createBinanceArchive();
    const dialect = { ...honest, answer: (...[request, world]: Parameters<typeof honest.answer>) =>
      request.path.includes('2026-08-30') ? { status: 404, body: '' } : honest.answer(request, world) }; // prettier-ignore
    const slow = await bench('binance-archive', { dialect });
    await expect(slow.page({ ...HOUR, from: at('2026-08-30') })).rejects.toMatchObject({ problem: 'server' });
  });

  it('knows how far nothing is there, before a contract was listed and after it was traded last', async () => {
    const METRICS = { offer: 'metrics', instrument: 'BTCUSDT', interval: 5 * MS_PER_MINUTE };
    const begin = at('2024-02-10');
    const later = await bench('binance-archive', { dialect: createBinanceArchive(), begin });
    expect((await later.page({ ...METRICS, from: 0 })).settled).toEqual({ from: 0, to: begin });
    expect((await later.page({ ...HOUR, from: at('2023-01-01') })).settled).toEqual({ from: at('2023-01-01'), to: at('2024-02-01') }); // prettier-ignore
    const back = await later.page({ ...METRICS, from: at('2023-12-01'), to: at('2024-02-05'), end: 'newest' });
    expect(back.settled).toEqual({ from: at('2023-12-01'), to: at('2024-02-05') });

    const gone = ['2024-1', '2025', '2026'];
    const ended = await bench('binance-archive', { dialect: createBinanceArchive({ without: gone }), begin });
    expect((await ended.page({ ...METRICS, to: at('2025-03-01'), end: 'newest' })).settled).toEqual({ from: at('2024-10-01'), to: at('2025-03-01') }); // prettier-ignore
    expect((await ended.page({ ...HOUR, to: at('2025-03-15'), end: 'newest' })).settled).toEqual({ from: at('2024-10-01'), to: at('2025-03-15') }); // prettier-ignore
    // what may still come is not said to be missing
    expect((await ended.page({ ...METRICS, from: at('2024-12-01') })).settled.to).toBe(at('2026-08-30'));
    expect((await ended.page({ ...HOUR, from: at('2024-12-01') })).settled.to).toBe(at('2026-07-01'));

    const mirror = await bench('binance-archive', { dialect: createBinanceArchive({ unlisted: true }), begin });
    expect((await mirror.page({ ...HOUR, from: at('2023-01-01') })).settled.to).toBe(at('2023-02-01'));
  });

  it.each(['bars', 'metrics', 'funding'])('waits for nothing that a plan may ask for (%s)', (offer) => {
    const { lag = 0 } = binanceArchive.offers.find(({ id }) => id === offer)!;
    const wanted = { instrument: 'BTCUSDT', interval: MS_PER_HOUR };
    let waits = 0;
    for (let now = at('2024-01-01'); now < at('2025-03-01'); now += 5 * MS_PER_HOUR) {
      expect(absentFile(ARCHIVE_KINDS[offer]!, wanted, now - lag - 1, now).mayCome).toBe(false);
      if (absentFile(ARCHIVE_KINDS[offer]!, wanted, now - lag / 3, now).mayCome) waits++;
    }
    expect(waits).toBeGreaterThan(1_000);
  });

  it('asks for nothing before it begins', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive(), begin: at('2019-09-01') });
    const range = { from: 0, to: at('2019-08-01') };
    expect(await bed.page({ ...HOUR, ...range })).toMatchObject({ series: [], settled: range });
    expect(bed.server.log).toHaveLength(0);
    const first = await bed.page({ ...HOUR, from: 0, to: at('2020-06-01') });
    expect(first.settled).toEqual({ from: 0, to: at('2019-10-01') });
    expect(stamps(first)).toHaveLength(30 * 24);
  });

  it('has each midnight of metrics that lie in the file of the day before', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive({ lateMetrics: true }) });
    const page = await bed.page({ offer: 'metrics', instrument: 'BTCUSDT', interval: 300_000, from: at('2024-02-10'), to: at('2024-02-11') }); // prettier-ignore
    const expected = Array.from({ length: 288 }, (_, i) => at('2024-02-10') + i * 300_000);
    expect(page.series.map(({ kind }) => kind)).toEqual(['oi', 'metric', 'metric', 'metric', 'metric']);
    for (const { columns } of page.series) expect([...columns.t]).toEqual(expected);
    expect(page.series[0]!.columns['base']![0]).toBe(bed.server.market.openInterest('BTCUSDT', at('2024-02-10')).base);
    // further on in a longer range, the midnight comes with the day that has it
    const longer = await bed.page({ offer: 'metrics', instrument: 'BTCUSDT', interval: 300_000, from: at('2024-02-10'), to: at('2024-02-12') }); // prettier-ignore
    expect(stamps(longer, 'longShortAccounts').at(-1)).toBe(at('2024-02-11'));
  });

  it('refuses a file that is not what its checksum says, and keeps nothing of it', async () => {
    const honest = createBinanceArchive();
    const dialect = { ...honest, answer: (...[request, world]: Parameters<typeof honest.answer>) => {
      const reply = honest.answer(request, world);
      return request.path.endsWith('.CHECKSUM') ? { body: String(reply!.body).replace(/^.{64}/, 'a'.repeat(64)) } : reply;
    } }; // prettier-ignore
    const bed = await bench('binance-archive', { dialect });
    await expect(bed.page({ ...HOUR, from: at('2024-02-01') })).rejects.toMatchObject({ name: 'NetError', problem: 'broken' }); // prettier-ignore
    expect(readdirSync(bed.folder)).toEqual([]);
  });

  it.each([
    ['another file', (text: string) => text.replace('BTCUSDT', 'ETHUSDT')],
    ['no sum', () => 'busy\n'],
  ])('refuses a checksum of %s', async (_, change) => {
    const honest = createBinanceArchive();
    const dialect = { ...honest, answer: (...[request, world]: Parameters<typeof honest.answer>) => {
      const reply = honest.answer(request, world);
      return request.path.endsWith('.CHECKSUM') ? { body: change(String(reply!.body)) } : reply;
    } }; // prettier-ignore
    const bed = await bench('binance-archive', { dialect });
    await expect(bed.page({ ...HOUR, from: at('2024-02-01') })).rejects.toMatchObject({ problem: 'broken' });
  });

  it('stops when told, and goes on with a half download where it ended', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    const stop = new AbortController();
    bed.server.setFaults({ rate: 1, choose: ({ path }) => (path.endsWith('.zip') ? 'slowDrip' : undefined) });
    const page = bed.page({ ...HOUR, from: at('2024-02-01') }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 400);
    await expect(page).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(bed.folder)).toContain('BTCUSDT-1h-2024-02.zip.part');
    const before = bed.server.log.length;
    bed.server.setFaults(undefined);
    const again = await bed.page({ ...HOUR, from: at('2024-02-01') });
    const [, zip] = bed.server.log.slice(before);
    expect(zip).toMatchObject({
      status: 206,
      headers: { range: expect.stringMatching(/^bytes=[1-9]\d*-$/) as string },
    });
    expect(stamps(again)).toHaveLength(29 * 24);
    expect(readdirSync(bed.folder)).toEqual([]);
  });

  it('gets a file whole though the line breaks twice', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    bed.server.setFaults({ rate: 1, choose: ({ path }, nth) => (path.endsWith('.zip') && nth < 2 ? 'halfBody' : undefined) }); // prettier-ignore
    const page = await bed.page({ ...HOUR, from: at('2024-02-01') });
    expect(stamps(page)).toHaveLength(29 * 24);
    expect(bed.server.counts.get('halfBody')).toBe(2);
  });

  it('says it when a file has other columns', async () => {
    const honest = createBinanceArchive();
    const dialect = { ...honest };
    const bed = await bench('binance-archive', { dialect });
    dialect.answer = (request, world) => {
      const zip = zipOf({ 'BTCUSDT-1h-2024-02.csv': 'when,what\n1,2\n' });
      if (!request.path.endsWith('.CHECKSUM')) return { body: zip, file: { etag: '"a"' } };
      return honest.answer(request, world);
    };
    await expect(bed.page({ ...HOUR, from: at('2024-02-01') })).rejects.toMatchObject({ problem: 'broken' });
  });

  it('lists the contracts that it has', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    const list = await bed.source.instruments(bed.context);
    expect(list.map(({ id, type, margin, contractSize, base, quote }) => [id, type, margin, contractSize, base, quote])).toEqual([
      ['BTCUSDT', 'perpetual', 'linear', null, 'BTC', 'USDT'],
      ['BTCUSDT_240329', 'future', 'linear', null, 'BTC', 'USDT'],
      ['ETHUSDT', 'perpetual', 'linear', null, 'ETH', 'USDT'],
      ['BTCUSD_PERP', 'perpetual', 'inverse', 100, 'BTC', 'USD'],
      ['ETHUSD_PERP', 'perpetual', 'inverse', 10, 'ETH', 'USD'],
    ]);
    bed.server.setFaults(always('html'));
    await expect(bed.source.instruments(bed.context)).rejects.toMatchObject({ problem: 'broken' });
  }); // prettier-ignore

  it('reads nothing but files', async () => {
    const bed = await bench('binance-archive', { dialect: createBinanceArchive() });
    await expect(bed.page({ ...HOUR, instrument: '../../BTCUSDT' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(bed.page({ ...HOUR, offer: 'trades' })).rejects.toMatchObject({ code: 'invalid' });
    expect(bed.server.log).toEqual([]);
  });
});
