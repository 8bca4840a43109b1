import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { always, NOW, useBench } from '../../support/sync-source';
import { coingecko, COINGECKO_KEY, defillama, SEEN } from '../../support/venue-server/dialects/fundamentals';
import type { Dialect } from '../../support/venue-server/types';
import type { SourceId } from '#shared/sync';

const bench = useBench();
const at = (iso: string): number => Date.parse(iso);
const TODAY = at('2026-09-01');

const CASES: readonly (readonly [SourceId, Dialect, string, string])[] = [
  ['defillama', defillama, 'tvl', 'aave-v3'],
  ['defillama', defillama, 'fees', 'aave-v3'],
  ['defillama', defillama, 'revenue', 'lido'],
  ['coingecko', coingecko, 'market', 'bitcoin'],
  ['coingecko', coingecko, 'supply', 'bitcoin'],
];

describe('sources of fundamentals', () => {
  it.each(CASES)('%s refuses what is not an answer (%s, %s of %s)', async (id, dialect, offer, instrument) => {
    const bed = await bench(id, { dialect });
    for (const kind of ['html', 'malformedJson', 'halfBody'] as const) {
      bed.server.setFaults(always(kind));
      await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ name: 'NetError', problem: 'broken' });
    }
  });
  it.each(CASES)('%s says it when the form has changed (%s, %s of %s)', async (id, dialect, offer, instrument) => {
    const changed = { ...dialect, answer: () => ({ body: { data: [] } }) };
    const bed = await bench(id, { dialect: changed });
    await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ problem: 'broken', message: expect.stringContaining('another form') as string }); // prettier-ignore
  });
  it.each(CASES)('%s says it when it is not known (%s, %s)', async (id, dialect, offer) => {
    const bed = await bench(id, { dialect });
    await expect(bed.page({ offer, instrument: 'nosuch' })).rejects.toMatchObject({ name: 'SourceError', code: 'notFound' }); // prettier-ignore
    await expect(bed.page({ offer, instrument: '../x' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('DefiLlama', () => {
  it.each([
    ['tvl', 'tvl', 'tvl'],
    ['fees', 'dailyFees', 'dailyFees'],
    ['revenue', 'dailyRevenue', 'dailyRevenue'],
  ])('gives %s of each day that is over', async (offer, field, name) => {
    const bed = await bench('defillama', { dialect: defillama });
    const page = await bed.page({ offer, instrument: 'aave-v3', interval: MS_PER_DAY });
    const [series, ...others] = page.series;
    expect(others).toEqual([]);
    expect(series).toMatchObject({ instrument: 'aave-v3', kind: 'metric', interval: MS_PER_DAY, field, traits: { unit: 'USD', knownLag: MS_PER_DAY } }); // prettier-ignore
    const { t, value } = series!.columns;
    expect([t[0], t.at(-1)]).toEqual([at('2023-01-01'), TODAY - MS_PER_DAY]);
    expect(t.length).toBe((TODAY - at('2023-01-01')) / MS_PER_DAY);
    const day = at('2024-05-05');
    expect(value![t.indexOf(day)]).toBe(bed.server.market.figure(`aave-v3${name}`, day, 1e6, 9e6, 2));
  });
  it('dates a look within a day by the start of the day, the first look counts', async () => {
    const tvl = [[2.5, 30], [0.2, 10], [1, 20], [0.7, 11]].map(([day, usd]) => ({ date: at('2024-01-01') / 1_000 + day! * 86_400, totalLiquidityUSD: usd })); // prettier-ignore
    const bed = await bench('defillama', { dialect: { ...defillama, answer: () => ({ body: { tvl } }) } });
    const [series] = (await bed.page({ offer: 'tvl', instrument: 'aave-v3' })).series;
    expect([...series!.columns.t]).toEqual(['2024-01-01', '2024-01-02', '2024-01-03'].map(at));
    expect([...series!.columns['value']!]).toEqual([10, 20, 30]);
  });
  it('refuses figures that are no numbers', async () => {
    const bed = await bench('defillama', { dialect: defillama });
    for (const kind of ['typeString', 'typeNull', 'typeObject'] as const) {
      bed.server.setFaults(always(kind));
      await expect(bed.page({ offer: 'fees', instrument: 'aave-v3' })).rejects.toMatchObject({ problem: 'broken' });
    }
  });
  it('lists protocols, and which of them have fees', async () => {
    const bed = await bench('defillama', { dialect: defillama });
    const list = await bed.source.instruments(bed.context);
    expect(list.map(({ id, base, offers }) => [id, base, offers.join()])).toEqual([
      ['aave-v3', 'AAVE', 'tvl,fees,revenue'],
      ['lido', 'LDO', 'tvl,fees,revenue'],
      ['wbtc', '', 'tvl'],
    ]);
  });
});

describe('CoinGecko', () => {
  it('gives the days of the range, and the supply that capitalisation and price make', async () => {
    const bed = await bench('coingecko', { dialect: coingecko });
    const range = { from: at('2026-08-01'), to: at('2026-08-11') };
    const page = await bed.page({ offer: 'market', instrument: 'bitcoin', interval: MS_PER_DAY, ...range });
    const days = Array.from({ length: 10 }, (_, i) => range.from + i * MS_PER_DAY);
    expect(page.settled).toEqual(range);
    expect(page.series.map(({ field }) => field)).toEqual(['priceUsd', 'marketCapUsd', 'volume24hUsd', 'circulatingSupply']); // prettier-ignore
    for (const { columns, kind, interval, traits } of page.series) {
      expect([...columns.t]).toEqual(days);
      expect({ kind, interval, knownLag: traits.knownLag }).toEqual({ kind: 'metric', interval: MS_PER_DAY, knownLag: MS_PER_HOUR }); // prettier-ignore
    }
    expect(page.series[0]!.columns['value']![3]).toBe(bed.server.market.figure('bitcoin', days[3]!, 100, 200, 2));
    for (const supply of page.series[3]!.columns['value']!) expect(supply).toBeCloseTo(19_900_000, 3);
  });
  it('never asks for more than a year, and leaves the running day out', async () => {
    const bed = await bench('coingecko', { dialect: coingecko });
    const page = await bed.page({ offer: 'market', instrument: 'aave', interval: MS_PER_DAY });
    expect(new URLSearchParams(bed.server.log[0]!.query).get('days')).toBe('365');
    expect(page.series[0]!.columns.t.at(-1)).toBe(TODAY);
    expect(page.series[0]!.columns.t.length).toBe(365);
  });
  it('takes a zero or nothing as not known', async () => {
    const points = (values: readonly (number | null)[]) => values.map((value, i) => [at('2026-08-01') + i * MS_PER_DAY, value]); // prettier-ignore
    const body = { prices: points([1, 2, 4]), market_caps: points([0, null, 8]), total_volumes: points([1, 1, 1]) };
    const bed = await bench('coingecko', { dialect: { ...coingecko, answer: () => ({ body }) } });
    const page = await bed.page({ offer: 'market', instrument: 'bitcoin', interval: MS_PER_DAY, from: at('2026-08-01') }); // prettier-ignore
    const of = (field: string) => [...page.series.find((one) => one.field === field)!.columns['value']!];
    expect([of('priceUsd'), of('marketCapUsd'), of('circulatingSupply')]).toEqual([[1, 2, 4], [8], [2]]);
  });
  it('counts the supply of now, dated by the source', async () => {
    const bed = await bench('coingecko', { dialect: coingecko });
    const page = await bed.page({ offer: 'supply', instrument: 'aave' });
    expect(page.series.map(({ field, columns }) => [field, columns.t[0]])).toEqual(
      ['circulatingSupply', 'totalSupply', 'marketCapUsd', 'fullyDilutedUsd', 'priceUsd', 'volume24hUsd'].map((field) => [field, NOW - SEEN]), // prettier-ignore
    );
    expect(page.series[0]).toMatchObject({ instrument: 'aave', interval: 0, traits: { unit: 'coins', knownLag: 0 } });
  });
  it('sends the key as a header, where there is one, and never tells it', async () => {
    const bed = await bench('coingecko', { dialect: coingecko, key: COINGECKO_KEY });
    await bed.page({ offer: 'supply', instrument: 'aave' });
    expect(bed.server.log[0]!.headers['x-cg-demo-api-key']).toBe(COINGECKO_KEY);
    expect(bed.server.log[0]!.query).not.toContain(COINGECKO_KEY);
    const key = 'CG-wrongwrongwrong';
    const error = await bed.page({ offer: 'supply', instrument: 'aave' }, { key }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Check the key') as string });
    expect(String(error)).not.toContain(key);
    expect(JSON.stringify(bed.notes)).not.toContain(key);
  });
  it('lists the largest coins', async () => {
    const bed = await bench('coingecko', { dialect: coingecko });
    const list = await bed.source.instruments(bed.context);
    expect(list.map(({ id, base }) => [id, base])).toEqual([['bitcoin', 'BTC'], ['aave', 'AAVE']]); // prettier-ignore
  });
});
