import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
const DB = 'sample.db';

interface Margin {
  readonly requirement: number;
  readonly worst: { readonly move: number; readonly vol: string; readonly counted: number };
  readonly cells: readonly { readonly counted: number }[];
  readonly preset: { readonly name: string; readonly dampener: number };
  readonly t: number | null;
}

async function margin(book: unknown, ...rest: readonly string[]): Promise<Margin> {
  const { code, out, err } = await cli.run(['margin', '--json', ...rest], { input: JSON.stringify(book) });
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Margin;
}

beforeAll(async () => {
  expect((await cli.run(['sample', '--db', DB])).code).toBe(0);
}, 120_000);

describe('ballast margin', () => {
  it('needs no database: the loss of the worst cell', async () => {
    const { requirement, worst, cells, preset, t } = await margin({ legs: [{ type: 'underlying', quantity: 2, price: 50_000 }] }); // prettier-ignore
    expect(requirement).toBeCloseTo(2 * 50_000 * 0.16, 6);
    expect(worst).toMatchObject({ move: -0.16, counted: -requirement });
    expect(cells).toHaveLength(35);
    expect(preset).toMatchObject({ dampener: 100_000 });
    expect(t).toBeNull();
  });

  it('takes another preset in part', async () => {
    const book = { legs: [{ type: 'underlying', quantity: 1, price: 100 }], preset: { priceRange: 0.3, extended: [] } };
    expect((await margin(book)).requirement).toBeCloseTo(30, 9);
  });

  it('reads forward and volatility of a leg from the stored smile', async () => {
    type Smile = { t: number; expiries: { expiry: number; days: number; forward: { value: number }; points: { strike: number; fitted: number }[] }[] }; // prettier-ignore
    const { t, expiries } = await cli.json<Smile>('smile', 'SIM-BTC', '--db', DB);
    const { expiry, days, forward, points } = expiries[2]!;
    const { strike, fitted } = points[4]!;
    const leg = { type: 'put', quantity: -1, strike };
    const read = await margin({ legs: [{ ...leg, expiry }] }, '--chain', 'SIM-BTC', '--db', DB);
    const said = await margin({ legs: [{ ...leg, days, forward: forward.value, vol: fitted }] });
    expect(read.t).toBe(t);
    expect(read.requirement).toBeGreaterThan(0);
    expect(read.requirement).toBeCloseTo(said.requirement, 6);
  });

  it.each([
    ['{', [], 'not JSON'],
    ['{"legs": []}', [], 'legs'],
    ['{"legs": [{"type": "call", "quantity": 1, "strike": 100, "days": 30}]}', [], 'legs[0]'],
    ['{"legs": [{"type": "call", "quantity": 1, "strike": 100}]}', [], 'days or expiry'],
    ['{"legs": [{"type": "future", "quantity": 1}]}', [], 'type'],
    ['{"legs": [{"type": "underlying", "quantity": 1, "price": 1}], "preset": {"priceSteps": 4}}', [], 'odd'],
    ['{"legs": [{"type": "underlying", "quantity": 1, "price": 1}]}', ['--as-of', '2024-01-01'], '--as-of'],
    ['{"legs": [{"type": "underlying", "quantity": 1, "price": 1}]}', ['--chain', 'NOPE', '--db', DB], 'NOPE'],
    ['{"legs": [{"type": "call", "quantity": 1, "strike": 100, "expiry": "2050-01-01"}]}', ['--chain', 'SIM-BTC', '--db', DB], 'no smile'], // prettier-ignore
    ['{"legs": [{"type": "call", "quantity": 1, "strike": 100, "expiry": "2001-01-01"}]}', ['--chain', 'SIM-BTC', '--db', DB], 'not after'], // prettier-ignore
  ])('refuses %s %j', async (input, rest, word) => {
    const { code, out, err } = await cli.run(['margin', ...rest], { input });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(word);
  });
});
