import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CNDR } from '#core/options/condor';
import { DERIBIT_FEES } from '#core/options/fees';
import { Rng } from '#core/random/rng';
import { optionChain } from '#core/sample/option-chain';
import { openServices, type Services } from '#main/services/index';
import { openWriter } from '#main/store/writer';
import type { SurfaceHistory } from '#shared/options';
import { SAMPLE_STATE } from '../support/options/chains';
import { useCli } from './cli/support/cli';
import { blockOf, columnsOf, pageOf } from './store/support/pages';

const cli = useCli();
const DAY = 86_400_000;
const DAYS = 30;
const T0 = SAMPLE_STATE.t;
const THEN = T0 + 9 * DAY + 5;
let services: Services;

/** Thirty daily captures whose level rises by half a point a day, an index of the same asset, and two of equities. */
beforeAll(async () => {
  const chain = optionChain(new Rng(3), Array.from({ length: DAYS }, (_, i) => ({ ...SAMPLE_STATE, t: T0 + i * DAY, level: 0.5 + 0.005 * i }))); // prettier-ignore
  const index = (level: (i: number) => number) => {
    const columns = columnsOf('vol', DAYS);
    for (let i = 0; i < DAYS; i++) for (const name of ['o', 'h', 'l', 'c']) columns[name]![i] = level(i);
    columns.t.forEach((_, i) => (columns.t[i] = T0 + i * DAY));
    return columns;
  };
  const key = (instrument: string, kind: 'chain' | 'vol') => ({ instrument, kind, interval: kind === 'vol' ? DAY : 0, source: 'test', field: '' }); // prettier-ignore
  const writer = openWriter(cli.at('options.db'));
  const blocks = [
    blockOf({ ...chain }, key('BTC', 'chain'), { traits: { unit: 'BTC' } }),
    blockOf(index((i) => 0.5 + 0.005 * i), key('BTC-DVOL', 'vol')),
    blockOf(index((i) => 0.6 + 0.01 * i), key('SOL-DVOL', 'vol')),
    blockOf(index(() => 0.2), key('VIX', 'vol')),
    blockOf(index(() => 0.22), key('VIX3M', 'vol')),
  ]; // prettier-ignore
  writer.commitPage(pageOf(blocks));
  writer.close();
  const workers = pathToFileURL(join(import.meta.dirname, '../../out/workers/'));
  services = await openServices({ path: cli.at('options.db'), create: false, workers, threads: 1, now: () => 0 });
}, 120_000);
afterAll(() => services.dispose());

async function whole(asOf?: number, span: number | null = null): Promise<SurfaceHistory> {
  for (;;) {
    const reply = await services.options.history({ instrument: 'BTC', asOf, span });
    if (reply.pending === 0) return reply;
  }
}

describe('the history of a surface', () => {
  it('comes a batch at a time, the newest first, until it is whole', async () => {
    const first = await services.options.history({ instrument: 'BTC', span: null });
    expect(first).toMatchObject({ instrument: 'BTC', settlement: 'coin', pending: DAYS - 24 });
    expect(first.columns.t).toHaveLength(24);
    expect(first.columns.t.at(-1)).toBe(T0 + (DAYS - 1) * DAY);
    const { columns } = await whole();
    expect([...columns.t]).toEqual(Array.from({ length: DAYS }, (_, i) => T0 + i * DAY));
    const { atm } = columns.maturities[1]!;
    atm.forEach((level, i) => expect(Math.abs(level - (0.5 + 0.005 * i))).toBeLessThan(0.01));
  });

  it('ends with what was known, and no figure of it depends on what came later', async () => {
    const [all, then] = [await whole(), await whole(THEN)];
    const cut = (column: Float64Array): Float64Array => column.slice(0, 10);
    expect(then.columns.t).toEqual(cut(all.columns.t));
    expect(then.columns.slopes.map(({ value }) => value)).toEqual(all.columns.slopes.map(({ value }) => cut(value)));
    expect(then.columns.maturities.map((one) => one.riskReversal)).toEqual(all.columns.maturities.map((one) => cut(one.riskReversal))); // prettier-ignore
    const smile = await services.options.smile({ instrument: 'BTC', asOf: THEN });
    expect(then.columns.maturities.map(({ atm }) => atm[9])).toEqual(smile.maturities.map(({ atm }) => atm));
    expect(then.columns.slopes.map(({ value }) => value[9])).toEqual(smile.slopes.map(({ value }) => value));
    expect(then.columns.volatilityIndex[9]).toBe(smile.volatilityIndex.value);
    // A span ends with the last capture that was known, as it would where no later one is stored.
    expect([...(await whole(THEN, 3 * DAY)).columns.t]).toEqual([6, 7, 8, 9].map((i) => T0 + i * DAY));
  });
});

describe('volatility', () => {
  it('is quoted where a chain was known, modelled on the index where not, and says when there is neither', async () => {
    expect(await services.options.volatility({ instrument: 'BTC' })).toMatchObject({ quoted: { t: T0 + (DAYS - 1) * DAY }, modelled: null }); // prettier-ignore
    const sol = await services.options.volatility({ instrument: 'SOL', asOf: THEN });
    expect(sol.quoted).toBeNull();
    expect(sol.modelled!.levels).toEqual([
      { instrument: 'SOL-DVOL', t: T0 + 9 * DAY, value: 0.6 + 0.01 * 8, days: 30 },
    ]);
    expect(sol.modelled!.tenors).toHaveLength(4);
    const spx = await services.options.volatility({ instrument: 'SPX' });
    expect(spx.modelled!.levels.map(({ instrument, days }) => `${instrument} ${days}`)).toEqual(['VIX 30', 'VIX3M 93']);
    expect([sol, spx].map(({ modelled }) => modelled!.underlying)).toEqual(['SOL', 'S&P 500']);
    expect(spx.modelled!.shape.skew).toBeLessThan(sol.modelled!.shape.skew);
    expect(await services.options.volatility({ instrument: 'DOGE' })).toEqual({ quoted: null, modelled: null });
    expect(await services.options.volatility({ instrument: 'BTC', asOf: T0 - DAY })).toEqual({ quoted: null, modelled: null }); // prettier-ignore
  });

  it('shows indices from when each value is known, its own apart from those of equities', async () => {
    const { own, equity } = await services.options.indices({ instrument: 'BTC', asOf: THEN, span: null });
    expect(own).toMatchObject({ instrument: 'BTC-DVOL', days: 30 });
    expect(own!.t).toEqual(Float64Array.from({ length: 9 }, (_, i) => T0 + (i + 1) * DAY));
    expect(own!.value[8]).toBeCloseTo(0.54, 12);
    expect(equity.map(({ instrument, days }) => [instrument, days])).toEqual([['VIX', 30], ['VIX3M', 93]]); // prettier-ignore
    expect(await services.options.indices({ instrument: 'SPX', span: 2 * DAY })).toMatchObject({ own: null });
    expect(await services.options.indices({ instrument: 'BTC', asOf: T0 - DAY, span: null })).toEqual({ own: null, equity: [] }); // prettier-ignore
  });
});

it('parity and condors name the chain that they are read from and stop at the as-of instant', async () => {
  const parity = await services.options.parity({ instrument: 'BTC', asOf: THEN });
  expect(parity).toMatchObject({ instrument: 'BTC', t: T0 + 9 * DAY, fees: DERIBIT_FEES });
  expect(parity.rows.length).toBeGreaterThan(100);
  const condor = { ...CNDR, decayDays: 7, fees: DERIBIT_FEES };
  const condors = await services.options.condors({ instrument: 'BTC', asOf: THEN, condor, seed: 7 });
  expect(condors).toMatchObject({ t: T0 + 9 * DAY, returns: 0 });
  expect(condors.condors.length).toBeGreaterThan(2);
});
