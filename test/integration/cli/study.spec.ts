import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult } from '#core/evidence/types';
import { Rng } from '#core/random/rng';
import { useCli } from './support/cli';

const cli = useCli();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2022, 0, 1);
const HOURS = 24 * 300;

/** Hourly bars and liquidations of one asset: a bad hour every fourth day or so, and calm between. */
function market(seed: number): { readonly bars: string; readonly liquidations: string } {
  const rng = new Rng(seed);
  let price = 20_000;
  const bars = ['t,o,h,l,c,v'];
  const liquidations = ['t,long,short'];
  let falling = 0;
  for (let i = 0; i < HOURS; i++) {
    const t = START + i * HOUR;
    if (i > 24 * 14 && i % 97 === 0) falling = 2;
    const o = price;
    price *= Math.exp(0.002 * rng.normal() - (falling > 0 ? 0.02 : 0));
    const spread = Math.abs(rng.normal()) * 0.001;
    const [h, l] = [Math.max(o, price) * (1 + spread), Math.min(o, price) * (1 - spread)];
    bars.push([t, o.toFixed(2), h.toFixed(2), l.toFixed(2), price.toFixed(2), '10'].join());
    liquidations.push([t, (falling > 0 ? 5e6 : 2e4 * Math.exp(rng.normal())).toFixed(0), 10_000].join());
    falling--;
  }
  return { bars: bars.join('\n'), liquidations: liquidations.join('\n') };
}

const INSTRUMENTS = ['AAAUSDT', 'BBBUSDT'];
const spec = (change: object = {}): string =>
  JSON.stringify({ instruments: INSTRUMENTS, rule: { kind: 'cascade' }, resamples: 500, ...change });
const study = (db: string, change: object = {}, ...rest: string[]) => {
  const file = cli.write(`spec-${Object.keys(change).join('-')}.json`, spec(change));
  return cli.json<StudyResult>('study', file, '--db', db, ...rest);
};
const kept = (db: string) =>
  cli.json<{ fingerprint: string; computed_ms: number }[]>(
    'sql',
    '--db',
    db,
    'select fingerprint, computed_ms from study_result order by computed_ms',
  );

async function fill(db: string): Promise<void> {
  const MAP = (names: readonly string[]) => names.flatMap((name) => ['--map', `${name}=${name}`]);
  for (const [k, instrument] of INSTRUMENTS.entries()) {
    const { bars, liquidations } = market(k + 1);
    const given = ['--instrument', instrument, '--interval', '1h', '--source', 'test'];
    const files = [
      [cli.write(`${instrument}-bars.csv`, bars), '--kind', 'bars', ...MAP(['t', 'o', 'h', 'l', 'c', 'v'])],
      [cli.write(`${instrument}-liquidations.csv`, liquidations), '--kind', 'liquidations', '--coverage', 'throttled', ...MAP(['t', 'long', 'short'])],
    ]; // prettier-ignore
    for (const file of files) expect((await cli.load(db, ...file, ...given)).code).toBe(0);
  }
}

beforeAll(() => fill('study.db'), 120_000);

describe('ballast study', () => {
  it('answers with every figure that docs/cli.md names', async () => {
    const result = await study('study.db');
    expect(result.events).toBeGreaterThan(100);
    expect(result.clusters).toBeGreaterThan(50);
    expect(result.horizons.map(({ h }) => h)).toEqual([
      300_000,
      900_000,
      1_800_000,
      HOUR,
      4 * HOUR,
      DAY,
      3 * DAY,
      7 * DAY,
      30 * DAY,
    ]);
    const [minutes, , , hour] = result.horizons;
    expect(minutes).toMatchObject({ n: 0, verdict: 'cannotTell', meanBp: null });
    expect(hour!.n + hour!.censored).toBe(result.events);
    for (const effect of [hour!.effectPlaceboBp, hour!.effectMatchedBp])
      expect(Object.keys(effect).sort()).toEqual(
        ['clusters', 'controls', 'events', 'hi', 'lo', 'p', 'percentileHi', 'percentileLo', 'value'].sort(),
      );
    expect(hour!.effectPlaceboBp.lo).toBeLessThan(hour!.effectPlaceboBp.value);
    expect(hour!.undercut).toMatchObject({
      rate: expect.any(Number),
      lo: expect.any(Number),
      base: expect.any(Number),
    });
    expect(result.lookahead).toMatchObject({ clean: true, plantedCaught: true });
    expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(result.inputs.filter(({ role }) => role === 'outcomes').map(({ instrument }) => instrument)).toEqual(
      INSTRUMENTS,
    );
    expect(result.caveats.join(' ')).toContain('under-counted');
    expect(result.rows).toHaveLength(result.events);
  }, 60_000);

  it('gives the same answer from another database with the same rows, whatever the number of threads', async () => {
    await fill('again.db');
    const { inputs, ...first } = await study('study.db');
    const { inputs: again, ...second } = await study('again.db');
    expect(second).toEqual(first);
    expect(again).toEqual(inputs);
  }, 60_000);

  it('keeps the answer, and computes it again when the data has changed', async () => {
    const change = { name: 'kept', seed: 9 };
    const first = await study('again.db', change);
    const before = await kept('again.db');
    expect(await study('again.db', { ...change, name: 'another name' })).toEqual({
      ...first,
      spec: { ...first.spec, name: 'another name' },
    });
    expect(await kept('again.db')).toEqual(before);
    const late = cli.write('late.csv', `t,o,h,l,c,v\n${START + HOURS * HOUR},20000,20100,19900,20000,1\n`);
    await cli.load('again.db', late, '--kind', 'bars', '--instrument', 'AAAUSDT', '--interval', '1h', '--source', 'test', '--map', 't=t', '--map', 'o=o', '--map', 'h=h', '--map', 'l=l', '--map', 'c=c', '--map', 'v=v'); // prettier-ignore
    const later = await study('again.db', change);
    expect(later.fingerprint).not.toBe(first.fingerprint);
    expect(await kept('again.db')).toHaveLength(before.length);
  }, 60_000);

  it('computes an answer again whose kept form is damaged', async () => {
    const change = { name: 'damaged', seed: 10 };
    const first = await study('study.db', change);
    const db = new Database(cli.at('study.db'));
    db.exec('UPDATE study_result SET json = substr(json, 1, 200)');
    db.close();
    expect(await study('study.db', change)).toEqual(first);
  }, 60_000);

  it('sees only what was known by the as-of instant', async () => {
    const asOf = START + 200 * DAY;
    const whole = await study('study.db');
    const cut = await study('study.db', {}, '--as-of', String(asOf));
    expect(cut.rows).toEqual(whole.rows.filter(({ decision }) => decision <= asOf));
    expect(cut.horizons.at(-1)!.censored).toBeGreaterThan(0);
  }, 60_000);

  it('as of an instant says what it says on a database that holds no more than was known by then', async () => {
    const asOf = START + 200 * DAY;
    const { bars } = market(3);
    const daily = ['t,o,h,l,c,v', ...Array.from({ length: 600 }, (_, d) => `${START + d * DAY},100,101,99,100,1`)];
    const write = async (db: string, until: number): Promise<void> => {
      const files = [['CCCUSDT', '1h', HOUR, bars], ['CCC', '1d', DAY, daily.join('\n')]] as const; // prettier-ignore
      for (const [instrument, interval, ms, text] of files) {
        const known = text.split('\n').filter((row, i) => i === 0 || Number.parseInt(row) + ms <= until);
        const map = ['t', 'o', 'h', 'l', 'c', 'v'].flatMap((name) => ['--map', `${name}=${name}`]);
        const given = [
          '--kind',
          'bars',
          '--instrument',
          instrument,
          '--interval',
          interval,
          '--source',
          'test',
          ...map,
        ];
        expect((await cli.load(db, cli.write(`${db}-${interval}.csv`, known.join('\n')), ...given)).code).toBe(0);
      }
    };
    await write('later.db', Infinity);
    await write('then.db', asOf);
    const change = { instruments: ['CCCUSDT'], rule: { kind: 'absoluteMove', withinMs: '2h' }, asOf };
    const [{ fingerprint: _, ...later }, { fingerprint: __, ...then }] = [await study('later.db', change), await study('then.db', change)]; // prettier-ignore
    expect(then.events).toBeGreaterThan(20);
    expect(then.inputs).toMatchObject([{ instrument: 'CCCUSDT', intervalMs: HOUR, rows: 200 * 24, to: asOf }]);
    expect(later).toEqual(then);
  }, 60_000);

  it('reads bars on which the rule means what it says, and tells what it lacks', async () => {
    const asked = async (rule: object) => {
      const { inputs, caveats } = await study('later.db', { instruments: ['CCCUSDT'], rule });
      return { bars: inputs.find(({ role }) => role === 'outcomes')!.intervalMs, caveats: caveats.join('\n') };
    };
    // Daily bars of the asset reach farther, and cannot tell two hours.
    expect((await asked({ kind: 'absoluteMove', withinMs: '2h' })).bars).toBe(HOUR);
    expect((await asked({ kind: 'absoluteMove', withinMs: '1d' })).bars).toBe(DAY);
    const quick = await asked({ kind: 'absoluteMove', withinMs: '15m' });
    expect(quick.bars).toBe(HOUR);
    expect(quick.caveats).toContain('a move within 15m is looked for within 1h');
    const when = { signal: { name: 'funding' }, is: 'below', value: 0 };
    expect((await asked({ kind: 'condition', when })).caveats).toContain('“Funding rate” is unknown throughout');
  }, 60_000);

  it('has no answer where the bars do not reach the liquidations', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${START - (200 - i) * HOUR},1000,1000`);
    const file = cli.write('before.csv', ['t,long,short', ...rows].join('\n'));
    await cli.load('later.db', file, '--kind', 'liquidations', '--instrument', 'CCC', '--interval', '1h', '--map', 't=t', '--map', 'long=long', '--map', 'short=short'); // prettier-ignore
    const { code, err } = await cli.run(['study', '-', '--db', 'later.db'], { input: spec({ instruments: ['CCC'] }) });
    expect(err).toContain('No bars are stored for CCC in the time asked for.');
    expect(code).toBe(2);
  }, 60_000);

  it('draws a sensitivity grid in which the rule in use has its rank', async () => {
    const sweep = { x: { parameter: 'k', values: [3, 5] }, y: { parameter: 'minNotionalUsd', values: [0, 1e12] } };
    const { sensitivity, horizons } = await study('study.db', { sweep });
    const own = sensitivity!.cells.find(({ x, y }) => x === 3 && y === 0)!;
    const row = horizons.find(({ h }) => h === sensitivity!.horizonMs)!;
    const deciding = row.decidedBy === 'matched' ? row.effectMatchedBp : row.effectPlaceboBp;
    expect(own.effectBp).toBe(deciding.value);
    expect(sensitivity!.rankOfRule).toBeGreaterThanOrEqual(0);
    const empty = sensitivity!.cells.filter(({ y }) => y > 0);
    expect(empty.map(({ events, effectBp }) => [events, effectBp])).toEqual([[0, null], [0, null]]); // prettier-ignore
  }, 60_000);

  it('reads a study from stdin', async () => {
    const { code, out } = await cli.run(['study', '-', '--db', 'study.db', '--json'], { input: spec() });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ spec: { instruments: INSTRUMENTS } });
  });

  it.each([
    ['{"instruments": ["AAAUSDT"]', /not JSON/],
    [spec({ horizonMs: ['1h'] }), /Unrecognized key: "horizonMs"/],
    [spec({ horizonsMs: ['1 hour'] }), /"1 hour" is not an interval[\s\S]*horizonsMs\[0\]/],
    [spec({ rule: { kind: 'condition', when: { signal: { name: 'nope' }, is: 'below', value: 1 } } }), /rule\.when/],
    [spec({ instruments: ['NOPE'] }), /Nothing is stored for NOPE/],
    [spec({ asOf: '1990-01-01' }), /Nothing is stored for AAAUSDT that was known by 1990-01-01/],
    [spec({ barsMs: '7m' }), /No bars are stored/],
  ])('refuses %j', async (text, message) => {
    const { code, err } = await cli.run(['study', '-', '--db', 'study.db'], { input: text });
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
