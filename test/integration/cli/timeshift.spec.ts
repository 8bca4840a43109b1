import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import type { TimeShiftResult } from '#core/timeshift/types';
import { useCli } from './support/cli';

const cli = useCli();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2021, 0, 1);
const DAYS = 900;
const iso = (t: number): string => new Date(t).toISOString();

/** Releases every 12 days at 12:30, up and down by turns, each third one above what was expected. */
const releases = Array.from({ length: Math.floor(DAYS / 12) - 1 }, (_, k) => ({
  period: Date.UTC(2021, k, 1),
  released: START + (k + 1) * 12 * DAY + 12.5 * HOUR,
  value: 3 + (k % 2) / 2,
  consensus: 3 + (k % 2) / 2 - (k % 3 === 0 ? 0.1 : -0.1),
}));
const releaseCsv = (until = Infinity): string =>
  ['series_id,period,released,value,consensus', ...releases.filter(({ released }) => released <= until).map(({ period, released, value, consensus }) => ['CPI', iso(period).slice(0, 10), iso(released), value, consensus].join())].join('\n'); // prettier-ignore

/** Hourly bars that rise by 2 % in the two hours after a release above consensus. */
function barCsv(until = Infinity): string {
  const rng = new Rng(5);
  const rising = new Set(releases.filter(({ value, consensus }) => value > consensus).flatMap(({ released }) => [0.5, 1.5].map((h) => released + h * HOUR))); // prettier-ignore
  let price = 20_000;
  const rows = ['t,o,h,l,c,v'];
  for (let t = START; t < START + DAYS * DAY; t += HOUR) {
    const o = price;
    price *= Math.exp(0.003 * rng.normal() + (rising.has(t) ? 0.01 : 0));
    if (t + HOUR > until) break;
    rows.push([t, o, Math.max(o, price) * 1.0005, Math.min(o, price) * 0.9995, price, 1].join());
  }
  return rows.join('\n');
}

async function fill(db: string, until?: number): Promise<void> {
  const map = ['t', 'o', 'h', 'l', 'c', 'v'].flatMap((name) => ['--map', `${name}=${name}`]);
  const bars = await cli.load(db, cli.write(`${db}-bars.csv`, barCsv(until)), '--kind', 'bars', '--instrument', 'AAAUSDT', '--interval', '1h', '--source', 'test', ...map); // prettier-ignore
  const macro = await cli.load(db, cli.write(`${db}-cpi.csv`, releaseCsv(until)));
  expect([bars.code, macro.code]).toEqual([0, 0]);
}

const spec = (change: object = {}, which = 'all'): string =>
  JSON.stringify({ instrument: 'AAAUSDT', align: { kind: 'release', label: 'CPI', which }, horizonsMs: ['2h', '1d'], beforeMs: '12h', afterMs: '1d', resamples: 500, ...change }); // prettier-ignore
let asked = 0;
const timeShift = (db: string, text: string, ...rest: string[]) =>
  cli.json<TimeShiftResult>('timeshift', cli.write(`spec-${++asked}.json`, text), '--db', db, ...rest);

beforeAll(() => fill('shift.db'), 120_000);

describe('ballast timeshift', () => {
  it('sets the newest release beside all before it, with every figure that docs/cli.md names', async () => {
    const result = await timeShift('shift.db', spec());
    const { present, analogs, grid, fan, coverage, outcomes, known, inputs } = result;
    expect(present!.label).toBe(`CPI ${iso(releases.at(-1)!.period).slice(0, 7)}`);
    expect(analogs).toHaveLength(releases.length - 1);
    expect(result.events).toBe(analogs.length);
    expect(grid).toHaveLength(37);
    expect(analogs[0]!.path).toHaveLength(37);
    expect(fan.rows).toHaveLength(5);
    expect(coverage.map(({ h }) => h)).toEqual([2 * HOUR, DAY]);
    expect(coverage[0]!.n).toBe(analogs.length - 20);
    expect(outcomes.map(({ h, n }) => [h, n])).toEqual([[2 * HOUR, analogs.length], [DAY, analogs.length]]); // prettier-ignore
    expect(known.find(({ ingredient }) => ingredient === 'funding')).toMatchObject({ n: 0, lacks: 'funding' });
    expect(inputs.map(({ kind }) => kind)).toEqual(['bars', 'macro', 'macro']);
    expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(result.caveats.join(' ')).toContain('inside a bar of 1h');
  }, 60_000);

  it('finds what was put there: prices rise after a release above consensus, and not after one below', async () => {
    const [above, below] = [await timeShift('shift.db', spec({}, 'above')), await timeShift('shift.db', spec({}, 'below'))]; // prettier-ignore
    expect(above.events + below.events).toBe(releases.length - 2);
    expect(above.outcomes[0]).toMatchObject({ verdict: 'bounce', because: 'aboveCosts' });
    expect(below.outcomes[0]!.verdict).not.toBe('bounce');
    const ups = await timeShift('shift.db', spec({}, 'up'));
    expect(ups.analogs.every(({ label }) => Number(label.slice(-2)) % 2 === 0)).toBe(true);
  }, 60_000);

  it('keeps the answer by its question, and computes it again when a release has come', async () => {
    await fill('again.db', START + 600 * DAY);
    const first = await timeShift('again.db', spec({ seed: 8 }));
    expect(await timeShift('again.db', spec({ seed: 8 }))).toEqual(first);
    await fill('again.db');
    const later = await timeShift('again.db', spec({ seed: 8 }));
    expect(later.fingerprint).not.toBe(first.fingerprint);
    expect(later.events).toBeGreaterThan(first.events);
    const { spec: _, fingerprint: __, ...then } = await timeShift('again.db', spec({ seed: 8 }), '--as-of', String(START + 600 * DAY)); // prettier-ignore
    const { spec: ___, fingerprint: ____, ...before } = first;
    expect(then).toEqual(before);
  }, 60_000);

  it('prints the nearest for a person', async () => {
    const { code, out, err } = await cli.run(['timeshift', '-', '--db', 'shift.db'], { input: spec({ nearest: 5 }) });
    expect(code).toBe(0);
    expect(err).toContain('instances before it on');
    expect(err).toContain('Caveat: The fan is made of 5 analogs');
    expect(out).toMatch(/in the 90 % band/);
    expect(out.split('\n').filter((line) => /^CPI 20/.test(line))).toHaveLength(10);
  }, 60_000);

  it.each([
    ['{"instrument": "AAAUSDT"', /not JSON/],
    [spec({ horizonMs: 1 }), /Unrecognized key: "horizonMs"/],
    [spec({ beforeMs: '1 hour' }), /"1 hour" is not an interval/],
    [spec({ weights: { drop: -1 } }), /weights\.drop/],
    [spec({ instrument: 'NOPE' }), /Nothing is stored for NOPE/],
    [spec({ align: { kind: 'release', label: 'PPI' } }), /No release of PPI is stored/],
    [spec({ asOf: START + DAY }), /No release of CPI was known by then/],
    [spec({ align: { kind: 'cascade' } }), /No liquidations are stored for AAAUSDT/],
  ])('refuses %j', async (text, message) => {
    const { code, err } = await cli.run(['timeshift', '-', '--db', 'shift.db'], { input: text });
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
