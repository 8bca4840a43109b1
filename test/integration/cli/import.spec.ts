import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { klines, until, useCli } from './support/cli';
import { openReader } from '#main/store/reader';

const cli = useCli();

describe('ballast import', () => {
  it('adds nothing the second time, and joins files that overlap', async () => {
    const a = cli.write('BTCUSDT-1m-2024-01.csv', klines(100));
    const b = cli.write('BTCUSDT-1m-2024-02.csv', klines(100, { first: 50, header: true }));
    expect(await cli.load('twice.db', a, a, b)).toMatchObject({
      code: 0,
      files: [
        { kind: 'bars', rows: 100, added: 100, unchanged: 0 },
        { rows: 100, added: 0, unchanged: 100 },
        { rows: 100, added: 50, unchanged: 50 },
      ],
    });
  });

  it('reads microseconds, also when they are called milliseconds wrongly', async () => {
    const us = cli.write('SOLUSDT-1m-2025-01.csv', klines(20, { unit: 1_000 }));
    expect(await cli.load('us.db', us)).toMatchObject({ files: [{ added: 20 }] });
    const wrong = await cli.load('us-wrong.db', us, '--time-unit', 'ms');
    expect(wrong.files).toMatchObject([{ added: 0, quarantined: 20, reasons: { futureTime: 20 } }]);
  });

  it('sets aside what cannot be true, each with its reason', async () => {
    const rows = [
      '1704067200000,1,2,0.5,1.5,10',
      '1704067260000,1,0.4,0.5,0.45,10', // high below low
      '1704067320000,1,2,0.5,1.5,-1',
      '4102444800000,1,2,0.5,1.5,10',
      'abc,1,2,0.5,1.5,10',
      '1704067380000,xx,2,0.5,1.5,10',
      '1704067200000,1,2,0.5,1.6,10', // contradicts the first
      '1704067200000,1,2,0.5,1.5,10', // the first again
      '1704067440000,1,2,0.5',
      '1704067500000,1,2,0.5,9,10',
      '1704067560000,0,2,0,1,10',
    ];
    const file = cli.write('XUSDT-1m.csv', `t,open,high,low,close,volume\n${rows.join('\n')}\n`);
    const { code, files } = await cli.load('faults.db', file);
    expect(code).toBe(0);
    expect(files[0]).toMatchObject({ rows: 11, added: 1, unchanged: 1, quarantined: 9 });
    expect(files[0]!.reasons).toEqual({
      conflict: 1, unparseable: 2, wrongColumnCount: 1, highBelowLow: 1, negativeVolume: 1, futureTime: 1,
      closeOutsideRange: 1, nonPositivePrice: 1,
    }); // prettier-ignore
  });

  it('catches units mixed up and closures told twice', async () => {
    const file = cli.write(
      'liquidations.csv',
      't,symbol,side,price,quantity,notional\n1704067200000,BTCUSDT,SELL,42000,1,42000\n1704067200000,BTCUSDT,SELL,42000,1,42000\n1704067260000,BTCUSDT,BUY,42000,100,42000\n',
    );
    const { files } = await cli.load('units.db', file);
    expect(files).toMatchObject([{ added: 1, unchanged: 1, quarantined: 1, reasons: { unitMixUp: 1 } }]);
    expect(await cli.json('series', '--db', 'units.db')).toMatchObject([{ rows: 1, duplicates: 1 }]);
  });

  it('stores the good files beside the bad ones', async () => {
    const packed = gzipSync(klines(60_000));
    mkdirSync(cli.at('none'));
    mkdirSync(cli.at('some ✓'));
    cli.write('some ✓/LTCUSDT-1m-2024-01.csv', klines(5));
    symlinkSync('../BTCUSDT-1m-2024-01.csv', cli.at('some ✓/BTCUSDT-1m-2024-01.csv'));
    const bad = [
      cli.write('empty.csv', ''),
      cli.write('binary.csv', Buffer.from(Uint8Array.from({ length: 3_000 }, (_, i) => (i * 2_654_435_761) >>> 13))),
      cli.write('CUTUSDT-1m.csv.gz', packed.subarray(0, packed.length >> 1)),
      cli.write('fake.zip', 'PK\u0003\u0004garbage'),
      cli.write('fake.parquet', 'PAR1garbage'),
      cli.write('LONGUSDT-1m.csv', `t,open,high,low,close\n${'x'.repeat(20e6)}`),
      'missing.csv',
      'none',
    ];
    const { code, files } = await cli.load('mixed.db', ...bad, 'some ✓');
    expect(code).toBe(2);
    for (const [i, path] of bad.entries()) {
      expect(files[i]).toMatchObject({ path, added: 0 });
      expect(files[i]!.error).toContain(path);
    }
    expect(files.slice(bad.length)).toMatchObject([{ added: 100 }, { added: 5 }]);
  });

  it('reads semicolons, decimal commas and day-first dates by a mapping', async () => {
    const file = cli.write(
      'odd.csv',
      'when;offen;hoch;tief;schluss\n31.01.2024 00:00;1.000,5;1.001,5;999,5;1.000,0\n31.01.2024 01:00;1.000,0;1.002,5;999,0;1.001,0\n',
    );
    const map = ['t=when', 'o=offen', 'h=hoch', 'l=tief', 'c=schluss'].flatMap((pair) => ['--map', pair]);
    const first = await cli.load('odd.db', file, '--kind', 'bars', '--instrument', 'ODD', ...map, '--remember');
    expect(first).toMatchObject({ code: 0, files: [{ added: 2 }] });
    expect(await cli.load('odd.db', file)).toMatchObject({ code: 0, files: [{ unchanged: 2 }] });
    expect(await cli.json('sql', '--db', 'odd.db', "select t, o, c from bars('ODD', '1h')")).toEqual([
      { t: Date.UTC(2024, 0, 31), o: 1000.5, c: 1000 },
      { t: Date.UTC(2024, 0, 31, 1), o: 1000, c: 1001 },
    ]);
  });

  it.each([
    [['--kind', 'barz'], /--kind/],
    [['--time-unit', 'eons'], /--time-unit/],
    [['--coverage', 'total'], /--coverage/],
    [['--zone', 'Mars/Olympus'], /--zone Mars/],
    [['--interval', '7x'], /--interval 7x/],
    [['--map', 'foo'], /--map foo/],
    [['--kind', 'bars', '--map', 'q=open'], /no field "q"/],
    [['--map', 'o=nope'], /no column "nope"/],
  ])('refuses %j', async (options, message) => {
    const file = cli.write('DOTUSDT-1m.csv', 't,open,high,low,close\n1704067200000,1,2,1,2\n1704067260000,1,2,1,2\n');
    const { code, err } = await cli.run(['import', '--db', 'refused.db', file, ...options]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('tells a database that cannot be written to in words', async () => {
    cli.write('ETHUSDT-1m-2024-01.csv', klines(40));
    await cli.load('readonly.db', 'ETHUSDT-1m-2024-01.csv');
    chmodSync(cli.at('readonly.db'), 0o444);
    const { code, err } = await cli.run(['import', '--db', 'readonly.db', 'BTCUSDT-1m-2024-01.csv']);
    expect(code).toBe(1);
    expect(err).toMatch(/cannot be written to/);
    expect(err).not.toMatch(/\n\s+at /);
    expect((await cli.run(['verify', '--db', 'readonly.db'])).code).toBe(0);
  });
});

describe('ballast import, interrupted', () => {
  const FILE = 'BIGUSDT-1m-2024-01.csv';
  const ROWS = 600_000;
  const rowsIn = (db: string): number => {
    const reader = openReader(cli.at(db));
    const rows = reader.listSeries()[0]?.rows ?? 0;
    reader.close();
    return rows;
  };
  const hasRows = (db: string): boolean => {
    try {
      return rowsIn(db) > 0;
    } catch {
      return false; // not made yet
    }
  };

  it('goes on after Ctrl C and after a kill, to the same bytes', async () => {
    cli.write(FILE, klines(ROWS));
    const whole = await cli.load('whole.db', FILE);
    expect(whole.files).toMatchObject([{ added: ROWS }]);
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const db = `${signal}.db`;
      const { child, ended } = cli.start(['import', '--db', db, '--json', FILE]);
      await until(() => hasRows(db));
      child.kill(signal);
      const { code, out } = await ended;
      if (signal === 'SIGINT' && out === '') expect(code).toBe(130); // a quick machine may be done by then
      const kept = rowsIn(db);
      const rest = await cli.load(db, FILE);
      expect(rest).toMatchObject({ code: 0, files: [{ added: ROWS - kept }] });
      expect(cli.digest(db)).toBe(cli.digest('whole.db'));
    }
  });

  it('lets two programs make one database at once', async () => {
    for (let k = 0; k < 3; k++) {
      const db = `both-${k}.db`;
      const both = await Promise.all([
        cli.load(db, 'BTCUSDT-1m-2024-01.csv'),
        cli.load(db, 'ETHUSDT-1m-2024-01.csv', FILE),
      ]);
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      expect(await cli.json<unknown[]>('series', '--db', db)).toHaveLength(3);
    }
  });
});

describe('ballast export', () => {
  it('is read back to the same bytes', async () => {
    await cli.load('from.db', 'BTCUSDT-1m-2024-01.csv', '--source', 'test');
    const oi = cli.write('oi.csv', 't,symbol,oi_base,oi_usd\n1704067200000,BTCUSDT,10,420000.5\n1704067500000,BTCUSDT,,420001\n1704067800000,BTCUSDT,11,\n'); // prettier-ignore
    const prints = cli.write('prints.csv', 't,symbol,side,price,quantity\n1704067200001,BTCUSDT,SELL,42000.1,0.001\n1704067200001,BTCUSDT,BUY,42000.1,0.001\n'); // prettier-ignore
    const vol = cli.write('vol.csv', 't,o,h,l,c\n1704067200000,0.5,0.61,0.49,0.6\n1704070800000,0.6,0.6,0.55,0.56\n');
    await cli.load('from.db', oi, prints, '--source', 'test');
    await cli.load('from.db', vol, '--kind', 'vol', '--instrument', 'DVOL', '--interval', '1h', '--source', 'test');
    type Row = Readonly<Record<'id' | 'instrument' | 'kind' | 'interval', string>>;
    const all = await cli.json<Row[]>('series', '--db', 'from.db');
    expect(all.map(({ kind }) => kind).sort()).toEqual(['bars', 'liquidations', 'oi', 'vol']);
    for (const format of ['csv', 'parquet']) {
      for (const { id, instrument, kind, interval } of all) {
        const out = `${kind}.${format}`;
        await cli.json('export', String(id), '--db', 'from.db', '--format', format, '--out', out);
        const options = ['--kind', kind, '--instrument', instrument, '--interval', interval, '--source', 'test'];
        const { files } = await cli.load(`to-${format}.db`, out, ...options);
        expect(files).toMatchObject([{ quarantined: 0 }]);
        expect(files[0]!.error).toBeUndefined();
      }
      const rows = (db: string, kind: string, name: string) =>
        cli.json('sql', '--db', db, `select * from ${kind}('${name}')`);
      for (const { instrument, kind } of all)
        expect(await rows(`to-${format}.db`, kind, instrument)).toEqual(await rows('from.db', kind, instrument));
    }
    expect(cli.digest('to-parquet.db')).toBe(cli.digest('to-csv.db'));
  });

  it.each([
    [['--interval', 'zz'], /--interval zz/],
    [['--out', '.'], /--out/],
    [['--out', 'no/where.csv'], /--out/],
    [['--format', 'xml'], /--format/],
    [['--as-of', '2024-02-31'], /--as-of/],
  ])('refuses %j', async (options, message) => {
    const { code, err } = await cli.run(['export', '1', '--db', 'from.db', ...options]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
