import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ImportError } from '#main/sync/importers/errors';
import { openImport } from '#main/sync/importers/open-import';
import { previewFile } from '#main/sync/importers/preview';
import { columnsOf, fixture, importAll, NOW, useFiles } from './support';
import { zipOf } from '../../support/zip-of';

const file = useFiles();
const T = 1_700_000_000_000;
const rows = (count: number, from = 0): string =>
  Array.from(
    { length: count },
    (_, i) => `${T + (from + i) * 60_000},10,12,9,${10 + ((from + i) % 20) / 10},${i}`,
  ).join('\n');
const csv = (count: number, from = 0): string => `t,o,h,l,c,v\n${rows(count, from)}\n`;
const failure = (path: string, options = {}): Promise<unknown> =>
  importAll(path, options).catch((cause: unknown) => cause);

describe('containers', () => {
  it('reads gzip, several members too, whatever the name says', async () => {
    const path = file('X-1m.csv', Buffer.concat([gzipSync(csv(5)), gzipSync(rows(3, 5))]));
    expect(columnsOf(await importAll(path))['t']).toHaveLength(8);
    expect((await previewFile(path)).compression).toBe('gzip');
  });

  it('reads every table of a zip, each with its own instrument', async () => {
    const path = file('all.zip', zipOf({ 'BTC-1m.csv': csv(4), 'readme.md': 'no', 'sub/ETH-1m.csv': csv(3) }));
    const read = await importAll(path);
    expect(read.blocks.map(({ key, line }) => [key.instrument, line.length])).toEqual([['BTC', 4], ['ETH', 3]]); // prettier-ignore
    expect(read.pages.map(({ cursor }) => cursor.done)).toEqual([false, true]);
    expect((await previewFile(path)).entries.map(({ name }) => name)).toEqual(['BTC-1m.csv', 'sub/ETH-1m.csv']);
  });

  it('reads Parquet', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'timestamp', data: [0, 1, 2].map((i) => new Date(T + i * 60_000)), type: 'TIMESTAMP' },
        { name: 'symbol', data: ['A', 'B', 'A'] },
        { name: 'open', data: [1.5, 2, 3], type: 'DOUBLE' }, { name: 'high', data: [2, 2, 3], type: 'DOUBLE' },
        { name: 'low', data: [1, 2, 0], type: 'DOUBLE' }, { name: 'close', data: [1.75, 2, 3], type: 'DOUBLE' },
      ],
    }); // prettier-ignore
    const path = file('bars.parquet', new Uint8Array(buffer));
    expect(await previewFile(path)).toMatchObject({ container: 'parquet', kind: 'bars', instruments: ['A', 'B'] });
    const read = await importAll(path, { interval: 60_000 });
    expect(columnsOf(read, { instrument: 'A' })).toMatchObject({ t: [T], o: [1.5], c: [1.75], v: [Number.NaN] });
    expect(read.quarantined).toMatchObject([{ line: 3, reason: 'nonPositivePrice' }]);
    expect(JSON.parse(read.quarantined[0]!.text)).toMatchObject({ open: 3 });
  });

  it('refuses what it cannot read, with the way out', async () => {
    for (const [content, word] of [
      [Buffer.from('28b52ffd00000000', 'hex'), 'Zstandard'],
      [Buffer.from('fffe740000002c00', 'hex'), 'UTF-16'],
      [Buffer.alloc(0), 'empty'],
      [Buffer.alloc(600), 'binary'],
    ] as const) {
      const cause = await failure(file('x.csv', content));
      expect(cause).toBeInstanceOf(ImportError);
      expect((cause as Error).message).toContain(word);
    }
    expect(await failure('/nowhere/x.csv')).toMatchObject({ code: 'notFound' });
    const cut = file('cut.csv.gz', gzipSync(csv(20_000)).subarray(0, 3_000));
    expect(await failure(cut)).toMatchObject({ code: 'corrupt', message: expect.stringContaining('damaged') });
    const zip = zipOf({ 'BTC-1m.csv': csv(4) });
    expect(await failure(file('cut.zip', zip.subarray(0, zip.length - 30)))).toMatchObject({ code: 'corrupt' });
  });
});

describe('files that cannot be understood', () => {
  it('name the columns and the mapping to give', async () => {
    const cause = await failure(file('what.csv', 'foo,bar,baz\nx,1,2\n'));
    expect(cause).toMatchObject({ code: 'invalid', detail: { fault: 'unknownFormat', line: 1 } });
    expect((cause as Error).message).toMatch(/foo, bar, baz.*--map t=<column>/);
  });

  it('ask for the fields that are missing', async () => {
    const path = file('part.csv', 'time,open,close\n1700000000,1,2\n');
    expect(await failure(path, { kind: 'liquidations' })).toMatchObject({ detail: { fault: 'missingField' } });
    expect(await failure(path, { mapping: { t: 'nope' }, kind: 'bars' })).toMatchObject({
      detail: { fault: 'unknownColumn' },
    });
    expect(await failure(file('1.csv', csv(3)))).toMatchObject({ message: expect.stringContaining('--instrument') });
  });

  it('stop before the first page when no row can be read', async () => {
    const path = file('bad-1m.csv', `t,o,h,l,c,v\n${'when,a,b,c,d,e\n'.repeat(30)}`);
    expect(await failure(path)).toMatchObject({ detail: { fault: 'unreadableRows', line: 2, field: 't' } });
  });

  it('say when the instrument asked for is not there', async () => {
    const path = file('two.csv', 'date,symbol,long_usd,short_usd\n2024-01-01,BTC,1,2\n');
    expect(await failure(path, { instrument: 'SOL' })).toMatchObject({
      detail: { fault: 'badOption', field: 'instrument' },
    });
  });
});

describe('mappings', () => {
  it('take columns and constants', async () => {
    const path = file('hl.csv', 'coin,adl_notional,closed_pnl,num_users,num_events\nBTC,5,4,3,2\n');
    expect(await previewFile(path)).toMatchObject({
      format: 'hyperliquid-adl-by-coin',
      kind: 'metric',
      missing: ['t'],
    });
    const read = await importAll(path, { mapping: { t: '@2025-10-10T21:15:00Z' } });
    expect(columnsOf(read, { field: 'adlNotionalUsd' })).toEqual({ t: [Date.UTC(2025, 9, 10, 21, 15)], value: [5] });
  });

  it('name several figures', async () => {
    const path = file('fig.csv', 'day,who,a b,c\n2024-01-01,X,1,2\n2024-01-02,X,3,\n');
    const read = await importAll(path, {
      kind: 'metric',
      mapping: { t: 'day', instrument: 'who', 'value:first': 'a b', 'value:second': 'c' },
    });
    expect(read.blocks.map(({ key }) => [key.instrument, key.field])).toEqual([['X', 'first'], ['X', 'second']]); // prettier-ignore
    expect(columnsOf(read, { field: 'second' })['value']).toEqual([2]);
    expect(read.blocks[0]!.traits.knownLag).toBe(86_400_000);
  });

  it('suggested by a preview may be given back unchanged', async () => {
    for (const name of [
      'BTCUSDT-1m-2024-01.csv',
      'ETHUSDT-metrics-2024-03-01.csv',
      'deribit_options_chain_2020-09-01_OPTIONS.csv',
      'DGS10.csv',
      'VIX_History.csv',
    ]) {
      const { mapping, kind, format } = await previewFile(fixture(name));
      const plain = await importAll(fixture(name));
      const mapped = await importAll(fixture(name), { mapping });
      expect([name, mapped.blocks, mapped.macro]).toEqual([name, plain.blocks, plain.macro]);
      expect([kind, format]).toEqual([(await previewFile(fixture(name), { mapping })).kind, format]);
    }
  });

  it('turn percent into fractions where asked', async () => {
    const path = file('f.csv', 'time,rate\n1700000000,0.01\n');
    const read = await importAll(path, { kind: 'funding', instrument: 'X', scale: { rate: 0.01 } });
    expect(columnsOf(read)['rate']).toEqual([0.0001]);
  });
});

describe('pages', () => {
  const path = file('BTC-1m.csv', csv(2_000));
  const gz = file('BTC-1m.csv.gz', gzipSync(csv(2_000)));

  it('have the same rows at any size, and a run taken up again brings exactly the rest', async () => {
    for (const source of [path, gz]) {
      const whole = columnsOf(await importAll(source));
      const { pages } = await importAll(source, {}, { pageBytes: 7_000 });
      expect(pages.length).toBeGreaterThan(5);
      expect(columnsOf({ pages, blocks: pages.flatMap(({ blocks }) => blocks), macro: [], quarantined: [] })).toEqual(
        whole,
      );
      const { cursor } = pages[2]!;
      const rest = await importAll(source, {}, { resumeFrom: cursor, pageBytes: 7_000 });
      expect(rest.blocks[0]!.line[0]).toBe(cursor.line);
      expect(rest.pages).toEqual(pages.slice(3));
      expect((await importAll(source, {}, { resumeFrom: pages.at(-1)!.cursor })).pages).toEqual([]);
    }
  });

  it('end where a chunk of the store does, once they are half full', async () => {
    const week = 10_080 * 60_000;
    const { pages } = await importAll(file('BTC-1m-long.csv', csv(60_000)), {}, { pageBytes: 1_200_000 });
    const stamps = pages.map(({ blocks }) => blocks[0]!.columns.t);
    expect(pages.length).toBeGreaterThan(2);
    for (const t of stamps.slice(1)) expect(t[0]! % week).toBeLessThan(60_000);
    expect(stamps.flatMap((t) => [...t])).toEqual(Array.from({ length: 60_000 }, (_, i) => T + i * 60_000));
  });

  it('fill their arrays again once they were given back, and never before', async () => {
    const long = file('BTC-1m-arrays.csv', csv(200_000));
    const stamps = Array.from({ length: 200_000 }, (_, i) => T + i * 60_000);
    for (const givesBack of [true, false]) {
      const seen: { readonly t: Float64Array; readonly copy: number[] }[] = [];
      for await (const { blocks } of openImport(long, {}, { now: NOW, pageBytes: 1_200_000 })) {
        const { columns, lease } = blocks[0]!;
        seen.push({ t: columns.t, copy: [...columns.t] });
        if (givesBack && lease) Atomics.store(lease, 0, 1);
      }
      const arrays = new Set(seen.map(({ t }) => t.buffer)).size;
      expect(seen.flatMap(({ copy }) => copy)).toEqual(stamps);
      if (givesBack) expect(arrays).toBeLessThan(seen.length / 2);
      else expect(seen.flatMap(({ t }) => [...t])).toEqual(stamps);
    }
  });

  it('a cursor of other options or of another file is ignored', async () => {
    const { pages } = await importAll(path, {}, { pageBytes: 7_000 });
    const other = await importAll(path, { source: 'mine' }, { resumeFrom: pages[2]!.cursor });
    expect(columnsOf(other)['t']).toHaveLength(2_000);
  });

  it('of trades hold unfinished bars back, and resume before them', async () => {
    const trades = Array.from({ length: 3_000 }, (_, i) => `${T + i * 7_000},BTC,Bid,${100 + (i % 17)},1,true`).join(
      '\n',
    );
    const ticks = file('trades.csv', `ts_ms,coin,side,px,sz,crossed\n${trades}\n`);
    const whole = columnsOf(await importAll(ticks));
    const { pages } = await importAll(ticks, {}, { pageBytes: 9_000 });
    const rest = await importAll(ticks, {}, { pageBytes: 9_000, resumeFrom: pages[3]!.cursor });
    const joined = pages.slice(0, 4).flatMap(({ blocks }) => blocks).concat(rest.blocks); // prettier-ignore
    expect(columnsOf({ ...rest, blocks: joined })).toEqual(whole);
    expect(whole['v']!.reduce((sum, v) => sum + v, 0)).toBe(3_000);
  });

  it('stop when asked', async () => {
    const controller = new AbortController();
    const run = importAll(
      path,
      {},
      {
        pageBytes: 7_000,
        signal: controller.signal,
        onProgress: ({ rows: read }) => void (read > 500 && controller.abort()),
      },
    );
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await expect(importAll(path, {}, { shouldStop: () => true })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('report progress in bytes of the file on disk', async () => {
    const reports: number[] = [];
    const size = readFileSync(gz).length;
    await importAll(
      gz,
      {},
      { now: NOW, onProgress: ({ bytesRead, bytesTotal }) => void reports.push(bytesRead, bytesTotal) },
    );
    expect(reports.slice(-2)).toEqual([size, size]);
  });

  it('of an empty table end in a page that says so', async () => {
    const { pages } = await importAll(
      file('none-1m.csv', 'open_time,open,high,low,close,volume,close_time,quote_volume\n'),
      { interval: 60_000 },
    );
    expect(pages).toMatchObject([{ blocks: [], cursor: { done: true } }]);
  });
});
