import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inputsOf } from '#core/value/inputs';
import type { ImportOptions } from '#shared/import-options';
import { areAbsent, recordedFolder } from '../../support/recorded';
import { useServices } from '../sync/support/services';

const DAY = '2025-11-03';
const at = (name: string): string => join(recordedFolder, `defi/${name}_${DAY}.csv.gz`);
const FACTORS = at('protocol_factors'), FEES = at('protocol_tvl_fees_revenue'), LOCKED = at('protocol_tvl'), TOKENS = at('coingecko_market'), POOLS = at('pool_yields'); // prettier-ignore
const stores = useServices();

it.skipIf(areAbsent([FACTORS, FEES, LOCKED, TOKENS, POOLS]))('snapshots of protocols, tokens and pools are read with their units and caveats', async () => {
  const { value } = await stores.open('recorded');
  const load = (path: string) => value.importFile(path);
  const fees = await load(FEES);
  expect(fees.words).toBe('daily_revenue: 0 or empty in every row, nothing is taken from it. 132 of 1362 rows have no figure.');
  expect(fees.entities).toHaveLength(1_362 - 132);
  expect((await load(LOCKED)).entities).toHaveLength(200);
  expect((await load(TOKENS)).entities).toHaveLength(167);
  expect((await load(POOLS)).entities).toHaveLength(1_697);
  const factors = await load(FACTORS);
  expect(factors.entities).toHaveLength(46);
  expect(await load(FEES)).toMatchObject({ rows: fees.rows, changed: 0, unchanged: fees.rows });

  const snapshot = Date.parse('2025-11-03T01:15:57.195Z');
  const curve = await value.entity('defillama:curve-dex', undefined);
  expect(curve.entity).toMatchObject({ name: 'Curve DEX', symbol: 'CRV', kind: 'protocol' });
  expect(curve.rows[0]).toMatchObject({ item: 'fees', from: snapshot - 86_400_000, to: snapshot, published: snapshot, value: 62_360, estimated: false }); // prettier-ignore
  expect(curve.rows.map(({ item }) => item)).not.toContain('revenue');
  const { fees: year, tvl } = inputsOf(curve.rows, Date.parse('2025-11-04'));
  expect(tvl.value).toBeCloseTo(2_297_852_736.69, 1);
  expect([year.value, year.reason]).toEqual([NaN, 'statements cover 1 of the 365 days to 2025-11-03']);

  expect(await value.entity('coingecko:bitcoin', undefined)).toMatchObject({ entity: { name: 'Bitcoin', kind: 'token' } });
  const [lido] = (await value.entities(undefined)).filter(({ id }) => id === 'defillama-pool:747c1d2a-c668-4682-b9f9-296708a3dd90'); // prettier-ignore
  expect((await value.entity(lido!.id, undefined)).rows).toMatchObject([{ item: 'supplyRate', value: Math.log1p(2.496 * 0.01) }, { item: 'tvl', value: 33_596_010_147 }]); // prettier-ignore

  const aave = await value.entity('factors:aave', undefined);
  expect(aave.rows.filter(({ item }) => item === 'emissions')).toMatchObject([{ value: 67_000_483.03454349, estimated: true }]); // prettier-ignore
  expect(new Set(aave.rows.map(({ published }) => published))).toEqual(new Set([Date.parse('2025-11-04')]));
  // Nothing of it was known before.
  expect(await value.entities(Date.parse('2025-11-03T01:15Z'))).toEqual([]);
}, 60_000); // prettier-ignore

const MARKETS = ['ohlcv/basket_1d_coinbase.csv.gz', 'vol/etf/spy_1d_yahoo.csv.gz', 'ohlcv/marketcap_monthly_coinmarketcap_top60.csv.gz'].map((name) => join(recordedFolder, name)); // prettier-ignore

it.skipIf(areAbsent(MARKETS))(
  'market risk against a weighted basket, BTC and what tracks the S&P 500',
  async () => {
    const { value, imports } = await stores.open('markets', { threads: 2 });
    const context = { signal: new AbortController().signal, report: () => undefined };
    await imports.run(MARKETS, {} as ImportOptions, context);
    const aave = await value.save(undefined, { name: 'Aave', kind: 'token', symbol: 'AAVE', instrument: 'AAVE', figures: null, note: '' }); // prettier-ignore
    const { price, priceAt, capm } = await value.market(aave.id, 90, Date.UTC(2025, 5, 1));
    expect([price, priceAt]).toEqual([247.08, Date.UTC(2025, 5, 1)]);
    expect(capm.basket.words).toMatch(/^Basket of \d+ stored assets: weighted by capitalisation/);
    expect([capm.basket.days, capm.btc.days, capm.spx.days]).toEqual([90, 90, 62]);
    expect(capm.spx.words).toContain('26 of 88 days have no close of both');
    for (const { beta, betaError, correlation } of [capm.basket, capm.btc, capm.spx]) {
      expect(beta).toBeGreaterThan(2 * betaError);
      expect(correlation).toBeGreaterThan(0.3);
    }
  },
  60_000,
);
