import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './support/cli';
import { areAbsent, recordedFolder } from '../../support/recorded';

const cli = useCli();
const DB = 'sample.db';
const HOUR = 3_600_000;

interface Event {
  readonly side: string;
  readonly start: number;
  readonly end: number;
  readonly decision: number;
  readonly coverage: string;
}
const cascades = (instrument: string, ...rest: string[]) =>
  cli.json<Event[]>('cascades', instrument, '--db', DB, ...rest);
const sql = <T>(query: string, ...rest: string[]) => cli.json<T[]>('sql', '--db', DB, query, ...rest);

/** Some of the instants at which anything could change, and those just before. */
function instants(events: readonly Event[], count: number): number[] {
  const all = events.flatMap(({ start, end, decision }) => [start, end, decision - 1, decision]).sort((a, b) => a - b);
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * (all.length - 1)) / (count - 1))]!);
}

beforeAll(async () => {
  const { code, err } = await cli.run(['sample', '--db', DB]);
  expect(code).toBe(0);
  expect(err).not.toContain('Warning');
}, 120_000);

describe('ballast cascades', () => {
  it('finds the known cascades of the sample market', async () => {
    const found = await cascades('SIM-BTC');
    const known = await sql<{ side: string; start: number; end: number }>(
      "select side, start_ms as start, end_ms as end from event where rule = 'truth' and instrument = 'SIM-BTC'",
    );
    const meet = (a: (typeof known)[number], b: Event) =>
      a.side === b.side && a.start < b.decision && b.start <= a.end + HOUR;
    expect(known.length).toBeGreaterThan(5);
    expect(known.filter((one) => found.some((b) => meet(one, b))).length / known.length).toBeGreaterThanOrEqual(0.9);
    expect(found.filter((b) => known.some((one) => meet(one, b))).length / found.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each([[], ['--rule', 'proxy'], ['--rule', 'absolute-move']])(
    'knows at any instant exactly what was decided by then %s %s',
    async (...rule) => {
      const all = await cascades('SIM-BTC', ...rule);
      expect(all.length).toBeGreaterThan(2);
      for (const asOf of instants(all, 5))
        expect(await cascades('SIM-BTC', ...rule, '--as-of', String(asOf))).toEqual(
          all.filter(({ decision }) => decision <= asOf),
        );
    },
  );

  it.each([
    ['NOPE'],
    ['SIM-BTC', '--rule', 'nope'],
    ['SIM-BTC', '--as-of', 'garbage'],
    ['SIM-BTC', '--as-of', '2024-02-31'],
    ['SIM-BTC', '--as-of', '99999999999999999999'],
  ])('refuses %s %s %s', async (...args) => {
    const { code, out, err } = await cli.run(['cascades', ...args, '--db', DB]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(args.at(-1));
  });
});

describe('ballast series', () => {
  it('lists what is stored, macro included, and what of it was known', async () => {
    type Row = Readonly<{ instrument: string; kind: string; rows: number; to: number; gaps: number }>;
    const all = await cli.json<Row[]>('series', '--db', DB);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set(['bars', 'liquidations', 'oi', 'funding', 'vol', 'chain', 'macro']),
    );
    const asOf = Date.UTC(2023, 7, 1);
    const then = await cli.json<Row[]>('series', 'SIM-BTC', '--db', DB, '--as-of', '2023-08-01');
    expect(then.find(({ kind }) => kind === 'bars')).toMatchObject({ rows: 31 * 24, to: asOf - HOUR, gaps: 0 });
    expect((await cli.run(['series', '--db', DB, '--as-of', 'soon'])).code).toBe(2);
  });
});

describe('ballast sql', () => {
  it('sums prints at any interval', async () => {
    const [days] = await sql<Record<string, number>>(
      "select count(*) n, sum(long) long, sum(short) short, min(t) % 86400000 phase from liquidations('SIM-BTC', '1d')",
    );
    const [prints] = await sql<Record<string, number>>(
      "select sum(notional) filter (where side > 0) long, sum(notional) filter (where side < 0) short from liquidations('SIM-BTC')",
    );
    expect(days).toMatchObject({ n: 1095, phase: 0 });
    expect(days!['long']).toBeCloseTo(prints!['long']!, -2);
    expect(days!['short']).toBeCloseTo(prints!['short']!, -2);
    const noon = ['--as-of', '2023-07-05T12:00'];
    const last = await sql("select max(t) t from liquidations('SIM-BTC', '1d')", ...noon);
    expect(last).toEqual([{ t: Date.UTC(2023, 6, 4) }]);
  });

  it.each([
    ["insert into setting values ('a', 'b')"],
    ['with x as (select 1) delete from series'],
    ["attach 'x.db' as y"],
    ['pragma journal_mode = delete'],
    ['select 1; drop table series'],
    ["vacuum into 'copy.db'"],
    ["select load_extension('x')"],
    ['select nope from series'],
    ["select * from bars('NOPE', '1h')"],
    [''],
  ])('refuses %s', async (query) => {
    const { code, out, err } = await cli.run(['sql', '--db', DB, query]);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('does not show the future, whatever stands between a schema and its table', async () => {
    const early = ['--as-of', '1990-01-01'];
    expect(await sql('select count(*) n from event', ...early)).toEqual([{ n: 0 }]);
    expect((await cli.run(['sql', '--db', DB, 'select count(*) from main/**/.event', ...early])).code).toBe(2);
  });

  it('ends at Ctrl C in the midst of a query', async () => {
    const endless = 'with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r';
    const { child, ended } = cli.start(['sql', '--db', DB, endless]);
    await new Promise((resume) => setTimeout(resume, 1_000));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });

  it.each(['abc', '-5', '0'])('refuses --limit %s', async (limit) => {
    expect((await cli.run(['sql', '--db', DB, 'select 1', `--limit=${limit}`])).code).toBe(2);
  });
});

describe('ballast indicator --series', () => {
  it('builds a coarse interval from the series that reaches farthest, as it was known', async () => {
    const args = ['--series', 'SIM-BTC', '--interval', '1d', '--as-of', '2023-07-07'];
    const { out } = await cli.run(['indicator', 'ema', '--period', '3', '--db', DB, ...args]);
    expect(out.trimEnd().split('\n')).toHaveLength(7);
    expect(out).toMatch(/\n1688601600000,\d+\.\d+\n$/);
  });
});

describe('ballast', () => {
  it.each([['nope'], ['--nope'], ['series', '--nope'], ['series', 'a', 'b'], ['import'], []])(
    'takes %s %s %s for bad usage',
    async (...args) => {
      const { code, out } = await cli.run(args);
      expect([code, out]).toEqual([2, '']);
    },
  );

  it.each(['series', 'verify', 'backup', 'sql select', 'cascades X', 'export 1', 'move there'])(
    'says that there is no database to %s',
    async (command) => {
      const { code, out, err } = await cli.run([...command.split(' '), '--db', 'none.db']);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('none.db');
      expect(existsSync(cli.at('none.db'))).toBe(false);
    },
  );
});

const daily = join(recordedFolder, 'liquidations/liquidations_1d_coinglass.csv.gz');
const absent = areAbsent([daily]);

describe.skipIf(absent)('recorded data', () => {
  it('has the known days, throttled from 27 April 2021 on, and no lookahead', async () => {
    await cli.load('real.db', daily);
    const all = await cli.json<Event[]>('cascades', 'BTC', '--db', 'real.db');
    const days = ['2021-04-18', '2021-05-19', '2021-09-07', '2021-12-04', '2022-05-09', '2022-06-13', '2022-11-08', '2024-04-13', '2024-08-05']; // prettier-ignore
    for (const day of days) {
      const t = Date.parse(day);
      expect(all.some(({ start, end }) => start <= t && t < end), day).toBe(true); // prettier-ignore
    }
    const throttled = Date.UTC(2021, 3, 27);
    for (const { start, coverage } of all) expect(coverage === 'throttled').toBe(start >= throttled);
    for (const asOf of instants(all, 8))
      expect(await cli.json('cascades', 'BTC', '--db', 'real.db', '--as-of', String(asOf))).toEqual(
        all.filter(({ decision }) => decision <= asOf),
      );
  });

  it.each([
    ['liquidations/hl_2025-10-10_adl_by_coin.csv.gz', ['--map', 't=@2025-10-10T21:15:00Z']],
    ['liquidations/hl_2025-10-10_adl_net_volume_12min.csv.gz', ['--map', 't=@2025-10-10T21:15:00Z']],
    ['liquidations/hl_2025-10-10_positions_btc_sol.csv.gz', ['--map', 't=@2025-10-10T21:15:00Z']],
    ['macro/fred_series_coverage.csv', ['--kind', 'metric', '--map', 't=last', '--map', 'instrument=series_id', '--map', 'value:observations=n']], // prettier-ignore
  ])('%s needs a mapping once', async (name, mapping) => {
    const file = join(recordedFolder, name);
    expect((await cli.load('mapped.db', file)).code).toBe(2);
    const first = await cli.load('mapped.db', file, ...mapping, '--remember');
    expect(first.code).toBe(0);
    expect(first.files[0]!.added).toBeGreaterThan(0);
    const again = await cli.load('mapped.db', file);
    expect(again).toMatchObject({ code: 0, files: [{ added: 0, unchanged: first.files[0]!.added }] });
  });
});
