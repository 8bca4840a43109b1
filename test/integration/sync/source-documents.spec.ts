import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import type { MacroRelease } from '#main/store/types';
import { openImport } from '#main/sync/importers/open-import';
import type { ImportOptions } from '#main/sync/importers/types';
import type { SourcePage } from '#main/sync/source';
import { FRED_SERIES } from '#main/sync/sources/fred/catalogue';
import { always, changed, NOW, useBench } from '../../support/sync-source';
import { bis, cboe, ecb } from '../../support/venue-server/dialects/documents';
import { fred, FRED_KEY, fredVintages } from '../../support/venue-server/dialects/fred';
import type { Dialect, VenueRequest } from '../../support/venue-server/types';
import type { SourceId } from '#shared/sync';

const bench = useBench();
const at = (iso: string): number => Date.parse(iso);

/** What the server sends, imported as a file of that name. */
async function imported(folder: string, name: string, text: string, options: ImportOptions = {}) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const macro: MacroRelease[] = [];
  const columns: Record<string, number[]>[] = [];
  for await (const page of openImport(path, options, { now: NOW })) {
    macro.push(...page.macro);
    columns.push(...page.blocks.map((block) => plain(block.columns)));
  }
  return { macro, columns };
}
const plain = (columns: Readonly<Record<string, Float64Array>>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]]));
const asked = (path: string, query = ''): VenueRequest => ({ method: 'GET', path, query: new URLSearchParams(query), headers: {}, body: '' }); // prettier-ignore
const ofReleases = (page: Pick<SourcePage, 'macro'>) => page.macro.map(({ seriesId, period, released, value }) => ({ seriesId, period, released, value })); // prettier-ignore

const CASES: readonly (readonly [SourceId, Dialect, string, string, string, string, string, ImportOptions])[] = [
  ['fred', fred, 'latest', 'DGS10', '/graph/fredgraph.csv', 'id=DGS10', 'DGS10.csv', {}],
  ['fred', fred, 'latest', 'CPIAUCSL', '/graph/fredgraph.csv', 'id=CPIAUCSL', 'CPIAUCSL.csv', {}],
  ['cboe', cboe, 'index', 'VIX', '/api/global/us_indices/daily_prices/VIX_History.csv', '', 'VIX_History.csv', {}],
  ['cboe', cboe, 'index', 'VVIX', '/api/global/us_indices/daily_prices/VVIX_History.csv', '', 'VVIX_History.csv', {}],
  ['cboe', cboe, 'index', 'SKEW', '/api/global/us_indices/daily_prices/SKEW_History.csv', '', 'SKEW_History.csv', {}],
  ['bis', bis, 'reer', 'REER.EUR', '/api/v1/data/WS_EER/M.R.B.XM', '', 'bis.csv', {}],
  ['ecb', ecb, 'rates', 'ECB.DFR', '/service/data/FM/B.U2.EUR.4F.KR.DFR.LEV', '', 'ecb.csv', {}],
];

describe('sources of documents', () => {
  it.each(CASES)('%s gives %s %s as an import of the document does', async (id, dialect, offer, instrument, path, query, name, options) => {
    const bed = await bench(id, { dialect });
    const page = await bed.page({ offer, instrument });
    const sent = dialect.answer(asked(path, query), { market: bed.server.market, now: () => NOW })!;
    const file = await imported(bed.folder, name, sent.body as string, options);
    expect(page.macro).toEqual(file.macro);
    expect(page.series.map(({ columns }) => plain(columns))).toEqual(file.columns);
    expect(page.macro.length + (page.series[0]?.columns.t.length ?? 0)).toBeGreaterThan(30);
    expect(page.macro.every(({ seriesId }) => seriesId === instrument)).toBe(true);
    expect(page.settled).toEqual({ from: 0, to: NOW });
    expect(page.quarantined).toEqual([]);
    expect(readdirSync(bed.folder)).toEqual([name]); // and nothing of ours
  }); // prettier-ignore

  it.each(CASES)('%s refuses what is not a document (%s, %s %s)', async (id, dialect, offer, instrument) => {
    const bed = await bench(id, { dialect });
    bed.server.setFaults(always('html'));
    await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ name: 'NetError', problem: 'broken', message: expect.stringContaining('web page') as string }); // prettier-ignore
    expect(readdirSync(bed.folder)).toEqual([]);
  });

  it.each(CASES)('%s says it when the columns have changed (%s, %s %s)', async (id, dialect, offer, instrument) => {
    const bed = await bench(id, { dialect: changed(dialect, (text) => text.replace(/^.*\n/, 'When,What\n')) });
    await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ problem: 'broken', message: expect.stringMatching(/changed the columns.*"When,What" found/) as string }); // prettier-ignore
  });

  it.each(CASES)('%s refuses a document that breaks off (%s, %s %s)', async (id, dialect, offer, instrument) => {
    const bed = await bench(id, { dialect: changed(dialect, (text) => text.slice(0, text.lastIndexOf(',')))});
    await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ problem: 'broken', message: expect.stringContaining('breaks off') as string }); // prettier-ignore
  }); // prettier-ignore

  it.each([
    ['fred', fred, 'latest', 'DGS10', asked('/graph/fredgraph.csv', 'id=CPIAUCSL')],
    ['bis', bis, 'reer', 'REER.EUR', asked('/api/v1/data/WS_EER/M.R.B.US')],
    ['ecb', ecb, 'rates', 'ECB.DFR', asked('/service/data/FM/B.U2.EUR.4F.KR.MLFR.LEV')],
  ] as const)('%s refuses a document of another series', async (id, dialect, offer, instrument, other) => {
    const bed = await bench(id, { dialect: { ...dialect, answer: (_, world) => dialect.answer(other, world) } });
    await expect(bed.page({ offer, instrument })).rejects.toMatchObject({ problem: 'broken' });
  });

  it('rows that are not what they should be are set aside', async () => {
    const bed = await bench('cboe', { dialect: changed(cboe, (text) => text.replace(/^(01\/03\/2023,[\d.]+),[\d.]+/m, '$1,1.000000')) }); // prettier-ignore
    const page = await bed.page({ offer: 'index', instrument: 'VIX' });
    expect(page.quarantined).toEqual([expect.objectContaining({ reason: 'highBelowLow', t: at('2023-01-03'), file: 'https://cdn.cboe.com/api/global/us_indices/daily_prices/VIX_History.csv' })]); // prettier-ignore
    expect([...page.series[0]!.columns.t]).not.toContain(at('2023-01-03'));
  });

  it('a document without rows is an empty page', async () => {
    const bed = await bench('fred', { dialect: changed(fred, (text) => text.replace(/\n[\s\S]*/, '\n')) });
    expect(await bed.page({ offer: 'latest', instrument: 'DGS10' })).toMatchObject({ macro: [], series: [] });
  });
});

describe('Cboe', () => {
  it('gives volatility as a decimal, known when the day is over, and SKEW as points', async () => {
    const bed = await bench('cboe', { dialect: cboe });
    const [vix] = (await bed.page({ offer: 'index', instrument: 'VIX' })).series;
    const day = at('2023-01-03');
    expect(vix).toMatchObject({ instrument: 'VIX', kind: 'vol', interval: MS_PER_DAY, field: '', traits: { knownLag: MS_PER_DAY } }); // prettier-ignore
    const row = vix!.columns.t.indexOf(day);
    expect(vix!.columns['c']![row]).toBeCloseTo(bed.server.market.figure('VIX', day, 12, 80, 2) / 100, 12);
    const [skew] = (await bed.page({ offer: 'index', instrument: 'SKEW' })).series;
    expect(skew).toMatchObject({ kind: 'metric', field: 'close', traits: { unit: 'points', knownLag: MS_PER_DAY } });
    expect(skew!.columns['value']![skew!.columns.t.indexOf(day)]).toBe(
      bed.server.market.figure('SKEW', day, 12, 80, 2),
    );
  });
  it('does not know every index', async () => {
    const bed = await bench('cboe', { dialect: cboe });
    await expect(bed.page({ offer: 'index', instrument: 'VIX99' })).rejects.toMatchObject({ name: 'SourceError' });
    await expect(bed.page({ offer: 'index', instrument: '../x' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('FRED', () => {
  it('says of the latest figures that they are not point-in-time', async () => {
    const bed = await bench('fred', { dialect: fred });
    const page = await bed.page({ offer: 'latest', instrument: 'CPIAUCSL' });
    expect(page.macroSeries).toEqual([expect.objectContaining({ id: 'CPIAUCSL', pointInTime: false, source: 'fred' })]);
    expect(page.macro.every(({ released }) => Number.isNaN(released))).toBe(true);
    expect(bed.source.offers.find(({ id }) => id === 'latest')!.note).toContain('not point-in-time');
  });

  it('gives every vintage, as an import from ALFRED does', async () => {
    const bed = await bench('fred', { dialect: fred, key: FRED_KEY });
    const page = await bed.page({ offer: 'vintages', instrument: 'CPIAUCSL' });
    const all = fredVintages(bed.server.market, 'CPIAUCSL', NOW);
    const day = (t: number): string => new Date(t).toISOString().slice(0, 10);
    const text = ['series_id,date,value,realtime_start', ...all.map(({ period, from, value }) => `CPIAUCSL,${day(period)},${value},${day(from)}`), ''].join('\n'); // prettier-ignore
    const file = await imported(bed.folder, 'alfred.csv', text);
    expect(ofReleases(page)).toEqual(ofReleases(file));
    expect(page.macro.length).toBeGreaterThan(80);
    expect(page.macroSeries).toEqual([{ id: 'CPIAUCSL', label: 'Consumer Price Index for All Urban Consumers', unit: 'Index', frequency: 'monthly', source: 'fred', pointInTime: true }]); // prettier-ignore
    const july = page.macro.filter(({ period }) => period === at('2024-07-01'));
    expect(july.map(({ released }) => new Date(released).toISOString())).toEqual(['2024-08-13T03:59:00.000Z', '2024-09-13T03:59:00.000Z']); // prettier-ignore
  });

  it('puts a series of more than 2,000 vintages together from windows of them, none twice', async () => {
    const bed = await bench('fred', { dialect: fred, key: FRED_KEY, begin: at('2020-01-01') });
    const page = await bed.page({ offer: 'vintages', instrument: 'DGS10' });
    const all = fredVintages(bed.server.market, 'DGS10', NOW).filter(({ value }) => value !== '.');
    expect(bed.server.log.filter(({ path }) => path.endsWith('observations'))).toHaveLength(2);
    expect(page.macro.map(({ period, value }) => [period, value])).toEqual(all.map(({ period, value }) => [period, Number(value)])); // prettier-ignore
    expect(page.macro.map(({ released }) => new Date(released - 5 * 3_600_000).toISOString().slice(0, 10))).toEqual(all.map(({ from }) => new Date(from).toISOString().slice(0, 10))); // prettier-ignore
  });

  it('asks for the key, and never tells it', async () => {
    const without = await bench('fred', { dialect: fred });
    await expect(without.page({ offer: 'vintages', instrument: 'DGS10' })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('key') as string }); // prettier-ignore
    expect(without.server.log).toEqual([]);
    const key = 'badbadbadbadbadbadbadbadbadbad00';
    const wrong = await bench('fred', { dialect: fred, key });
    await expect(wrong.page({ offer: 'vintages', instrument: 'DGS10' })).rejects.toMatchObject({ code: 'forbidden', message: expect.not.stringContaining(key) as string }); // prettier-ignore
    for (const kind of ['serverError', 'malformedJson', 'limitedRetryAfter', 'html'] as const) {
      wrong.server.setFaults(always(kind));
      const error = await wrong.page({ offer: 'vintages', instrument: 'DGS10' }).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ name: expect.stringMatching(/^(Net|Source)Error$/) as string });
      for (let cause = error; cause instanceof Error; cause = cause.cause) expect(`${cause.message} ${JSON.stringify(cause)}`).not.toContain(key); // prettier-ignore
    }
    expect(JSON.stringify(wrong.notes)).not.toContain(key);
    expect(wrong.notes.length).toBeGreaterThan(3);
  });

  it('takes any id, says when there is no such series, and refuses what is no id', async () => {
    const bed = await bench('fred', { dialect: fred, key: FRED_KEY });
    await expect(bed.page({ offer: 'latest', instrument: 'NOSUCH' })).rejects.toMatchObject({ name: 'SourceError', code: 'notFound' }); // prettier-ignore
    await expect(bed.page({ offer: 'vintages', instrument: 'NOSUCH' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(bed.page({ offer: 'latest', instrument: 'DGS10&x=1' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('refuses vintages of another form', async () => {
    const bed = await bench('fred', { dialect: fred, key: FRED_KEY });
    bed.server.setFaults({ rate: 1, choose: ({ path }) => (path.endsWith('observations') ? 'typeObject' : undefined) });
    await expect(bed.page({ offer: 'vintages', instrument: 'CPIAUCSL' })).rejects.toMatchObject({ problem: 'broken', message: expect.stringMatching(/another form.*observations\.\d+\.value/) as string }); // prettier-ignore
  });

  it('lists each series once', () => {
    const ids = FRED_SERIES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ['DFF', 'CPIAUCSL', 'PCEPI', 'PPIFIS', 'GDPC1', 'UNRATE', 'PAYEMS', 'DGS10', 'DTWEXBGS', 'VIXCLS'])
      expect(ids).toContain(id);
  });
});

describe('BIS and ECB', () => {
  it('name their series, and say that they are not point-in-time', async () => {
    const rates = await bench('ecb', { dialect: ecb });
    expect((await rates.page({ offer: 'rates', instrument: 'ECB.MRR_FR' })).macroSeries).toEqual([expect.objectContaining({ id: 'ECB.MRR_FR', unit: '%', pointInTime: false })]); // prettier-ignore
    await expect(rates.page({ offer: 'rates', instrument: 'ECB.X' })).rejects.toMatchObject({ code: 'notFound' });
    const reer = await bench('bis', { dialect: bis });
    const page = await reer.page({ offer: 'reer', instrument: 'REER.USD' });
    expect(page.macroSeries).toEqual([expect.objectContaining({ id: 'REER.USD', pointInTime: false })]);
    expect(page.macro[0]).toMatchObject({ period: at('2023-01-01'), released: Number.NaN });
    expect((await reer.source.instruments(reer.context)).map(({ id }) => id)).toEqual(expect.arrayContaining(['REER.USD', 'REER.EUR', 'REER.JPY', 'REER.CNY'])); // prettier-ignore
    await expect(reer.page({ offer: 'reer', instrument: 'REER.XXX' })).rejects.toMatchObject({ code: 'notFound' });
  });
});
