import { beforeAll, describe, expect, it } from 'vitest';
import { sampleChain } from '../../support/options/chains';
import { useCli } from './support/cli';

const cli = useCli();
const DB = 'sample.db';
const DAY = 86_400_000;

interface Smile {
  readonly t: number;
  readonly settlement: string;
  readonly synthetic: boolean;
  readonly volatilityIndex: { readonly value: number | null; readonly quoted: number | null };
  readonly venueIndex: { readonly instrument: string; readonly t: number; readonly value: number } | null;
  readonly maturities: readonly { readonly days: number; readonly atm: number | null }[];
  readonly expiries: readonly {
    readonly expiry: number;
    readonly points: readonly { readonly strike: number; readonly iv: number; readonly fitted: number }[];
    readonly leftOut: Readonly<Record<string, number>>;
    readonly butterflyArbitrage: unknown;
  }[];
}
interface Parity {
  readonly t: number;
  readonly funding: number | null;
  readonly executable: number;
  readonly rows: readonly {
    readonly kind: string;
    readonly edge: number;
    readonly edgeToFunding: number | null;
    readonly executable: boolean;
  }[];
}

/** The chain of a test as rows, in an order that no store gives. */
function rowsOf(): Record<string, unknown>[] {
  const chain = sampleChain();
  return Array.from(chain.t, (_, i) =>
    Object.fromEntries(
      Object.entries(chain).map(([name, column]) => [name, Number.isNaN(column[i]) ? null : column[i]]),
    ),
  ).reverse();
}

beforeAll(async () => {
  expect((await cli.run(['sample', '--db', DB])).code).toBe(0);
}, 120_000);

describe('ballast smile', () => {
  it('fits the sample market, whose index is the volatility at the money in 30 days', async () => {
    const smile = await cli.json<Smile>('smile', 'SIM-BTC', '--db', DB);
    expect(smile).toMatchObject({ settlement: 'coin', synthetic: true });
    expect(smile.expiries).toHaveLength(6);
    for (const { points, leftOut } of smile.expiries) {
      expect(points.length + Object.values(leftOut).reduce((a, b) => a + b, 0)).toBe(30);
      for (const { iv, fitted } of points) expect(Math.abs(fitted - iv)).toBeLessThan(0.02);
    }
    expect(smile.maturities.map(({ days }) => days)).toEqual([7, 30, 90, 180]);
    expect(smile.venueIndex!.t).toBeLessThanOrEqual(smile.t);
    expect(Math.abs(smile.maturities[1]!.atm! - smile.venueIndex!.value)).toBeLessThan(0.01);
    // The smile has wings, which an index of variance counts.
    expect(smile.volatilityIndex.value).toBeGreaterThan(smile.maturities[1]!.atm!);
  });

  it('knows nothing captured later than the instant asked for', async () => {
    const last = (await cli.json<Smile>('smile', 'SIM-BTC', '--db', DB)).t;
    const asOf = last - 10 * DAY - 1;
    const then = await cli.json<Smile>('smile', 'SIM-BTC', '--db', DB, '--as-of', String(asOf));
    expect(then.t).toBe(last - 11 * DAY);
    expect(then.venueIndex!.t).toBeLessThanOrEqual(then.t);
    const before = await cli.run(['smile', 'SIM-BTC', '--db', DB, '--as-of', '2000-01-01']);
    expect([before.code, before.out]).toEqual([2, '']);
  });

  it('reads rows on stdin, as an array or a line each, and says the same', async () => {
    const rows = rowsOf();
    const given = ['smile', '-', '--settlement', 'coin', '--json'];
    const array = await cli.run(given, { input: JSON.stringify(rows) });
    const lines = await cli.run(given, { input: rows.map((row) => JSON.stringify(row)).join('\n') });
    expect(array.code).toBe(0);
    expect(lines.out).toBe(array.out);
    const smile = JSON.parse(array.out) as Smile;
    expect(smile.expiries).toHaveLength(6);
    expect(smile.venueIndex).toBeNull();
  });

  it.each([
    [['smile', 'NOPE', '--db', DB], '', 'NOPE'],
    [['smile', 'SIM-BTC', '--db', DB, '--within', 'soon'], '', '--within'],
    [['smile', 'SIM-BTC', '--db', DB, '--rate', 'x'], '', '--rate'],
    [['smile', '-'], '[]', '--settlement'],
    [['smile', '-', '--settlement', 'coin'], '[]', 'no row'],
    [['smile', '-', '--settlement', 'coin'], '{"t": 1', 'line 1'],
    [['smile', '-', '--settlement', 'coin'], '[{"t": 1, "expiry": 2, "strike": -5, "type": "call"}]', 'strike'],
    [['smile', '-', '--settlement', 'coin', '--as-of', '2024-01-01'], '[]', '--as-of'],
  ] as const)('refuses %j %s', async (args, input, word) => {
    const { code, out, err } = await cli.run(args, { input });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(word);
  });
});

describe('ballast parity', () => {
  it('finds no free money in a market whose makers know the forward', async () => {
    const parity = await cli.json<Parity>('parity', 'SIM-BTC', '--db', DB);
    expect(parity.executable).toBe(0);
    expect(new Set(parity.rows.map(({ kind }) => kind))).toEqual(
      new Set(['conversion', 'reversal', 'boxLend', 'boxBorrow']),
    );
    expect(parity.funding).not.toBeNull();
    for (const row of parity.rows) expect(row.executable).toBe(false);
  });

  it('measures against the funding it is given', async () => {
    const parity = await cli.json<Parity>('parity', 'SIM-BTC', '--db', DB, '--funding', '0.5');
    expect(parity.funding).toBe(0.5);
    const plain = await cli.run(['parity', 'SIM-BTC', '--db', DB]);
    expect(plain.out).toContain('not executable');
    expect((await cli.run(['parity', 'SIM-BTC', '--db', DB, '--funding', 'much'])).code).toBe(2);
  });

  it('finds a bid that is too high, on stdin', async () => {
    const rows = rowsOf();
    const dear = rows.find(({ type, bid }) => type === 1 && (bid as number) > 0.02)!;
    dear['bid'] = (dear['bid'] as number) + 0.01;
    dear['ask'] = (dear['ask'] as number) + 0.01;
    const { code, out } = await cli.run(['parity', '-', '--settlement', 'coin', '--json'], {
      input: JSON.stringify(rows),
    });
    expect(code).toBe(0);
    const found = (JSON.parse(out) as Parity).rows.filter(({ executable }) => executable);
    expect(found.map(({ kind }) => kind)).toContain('conversion');
  });
});

interface Condors {
  readonly t: number;
  readonly returns: number;
  readonly without: readonly number[];
  readonly condors: readonly {
    readonly expiry: number;
    readonly strikes: readonly [number, number, number, number];
    readonly credit: number;
    readonly maxLoss: number;
    readonly breakEvens: readonly number[];
    readonly riskNeutral: { readonly profit: number };
    readonly history: { readonly profit: number | null };
  }[];
}

describe('ballast condors', () => {
  const condors = (...rest: string[]) => cli.json<Condors>('condors', 'SIM-BTC', '--db', DB, ...rest);

  it('has one for each expiry, with odds by the smile and by the history known then', async () => {
    const all = await condors();
    expect(all.condors.length + all.without.length).toBe(6);
    for (const { strikes, credit, maxLoss, breakEvens, riskNeutral, history } of all.condors) {
      expect([...strikes]).toEqual([...strikes].sort((a, b) => a - b));
      const widest = Math.max(strikes[1] - strikes[0], strikes[3] - strikes[2]);
      expect(maxLoss).toBeCloseTo(widest - credit, 4);
      expect(breakEvens).toHaveLength(2);
      for (const p of [riskNeutral.profit, history.profit!]) expect(p > 0 && p < 1).toBe(true);
    }
    expect(await condors()).toEqual(all);
    const then = await condors('--as-of', String(all.t - 100 * DAY));
    expect(then.returns).toBe(all.returns - 100);
  });

  it('takes wings by their width, and another seed for the history alone', async () => {
    const [one, other] = [await condors('--width', '8000'), await condors('--width', '8000', '--seed', '8')];
    expect(other.condors.map((c) => c.strikes)).toEqual(one.condors.map((c) => c.strikes));
    expect(other.condors.map((c) => c.riskNeutral)).toEqual(one.condors.map((c) => c.riskNeutral));
    expect(other.condors.map((c) => c.history)).not.toEqual(one.condors.map((c) => c.history));
  });

  it('reads rows on stdin, without a history', async () => {
    const { code, out } = await cli.run(['condors', '-', '--settlement', 'coin', '--json'], { input: JSON.stringify(rowsOf()) }); // prettier-ignore
    expect(code).toBe(0);
    const report = JSON.parse(out) as Condors;
    expect(report.returns).toBe(0);
    expect(report.condors.map(({ history }) => history.profit)).toEqual(report.condors.map(() => null));
  });

  it.each([
    ['--short', '0.6'],
    ['--short', 'x'],
    ['--wing', '0.3'],
    ['--width', '-1'],
    ['--decay', '0'],
    ['--seed', '1.5'],
  ])('refuses %s %s', async (option, given) => {
    const { code, out, err } = await cli.run(['condors', 'SIM-BTC', '--db', DB, option, given]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(option);
  });
});
