// What macro:* say of recorded series at instants whose answers are known.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCalendar } from '#main/engine/tasks/macro/calendar';
import { readOverview } from '#main/engine/tasks/macro/overview';
import { readDifferential, readRates } from '#main/engine/tasks/macro/rates';
import { readSeries } from '#main/engine/tasks/macro/reading';
import { openReader, type StoreReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';
import { openImport } from '#main/sync/importers/open-import';
import { calendar } from '#main/sync/sources/calendar/source';
import type { SourceContext } from '#main/sync/source';
import type { MacroSeriesInfo } from '#shared/macro';
import { areAbsent, recordedFolder } from '../../support/recorded';
import { pageOf } from '../store/support/pages';

const absent = areAbsent([join(recordedFolder, 'macro')]);
const NOW = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;
const at = (text: string): number => Date.parse(text);
const FILES = absent
  ? []
  : ['macro', 'vol', 'vol/etf'].flatMap((group) => readdirSync(join(recordedFolder, group)).filter((name) => name.includes('.csv') && !name.includes('coverage') && !name.includes('curve')).map((name) => join(recordedFolder, group, name))); // prettier-ignore

describe.skipIf(absent)('macro series on recorded data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-macro-'));
  const path = join(folder, 'market.ballast');
  let reader: StoreReader;
  const store = (): StoreReader => reader;
  const asOf = (text: string) => ({ asOf: at(text), now: NOW });
  const live = { asOf: undefined, now: NOW };

  beforeAll(async () => {
    const writer = openWriter(path);
    for (const file of FILES) for await (const page of openImport(file, {}, { now: NOW })) writer.commitPage(page);
    for (const { id } of await calendar.instruments({} as SourceContext)) {
      const page = await calendar.page({ source: 'calendar', offer: 'dates', instrument: id, interval: 0, from: 0, to: NOW, end: 'oldest' }, {} as SourceContext); // prettier-ignore
      for (const series of page.macroSeries ?? []) writer.putMacroSeries(series);
      writer.commitPage(pageOf([], { macro: [...page.macro] }));
    }
    writer.close();
    reader = openReader(path);
  }, 120_000);
  afterAll(() => {
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const info = (id: string, clock: { asOf: number | undefined; now: number }): MacroSeriesInfo =>
    readOverview(store, clock).find((one) => one.id === id)!;

  it('knows the range of 15 June 2022 from two in the afternoon in New York on, and not a millisecond before', () => {
    expect(info('FOMC', asOf('2022-06-15T17:59:59.999Z')).state).toMatchObject({ value: 1, change: 0.5 });
    const { state } = info('FOMC', asOf('2022-06-15T18:00:00Z'));
    expect(state).toMatchObject({ value: 1.75, change: 0.75, direction: 'up', known: at('2022-06-15T18:00Z') });
    const rates = (text: string) => readRates(store, asOf(text)).find(({ currency }) => currency === 'USD')!;
    expect(rates('2022-06-15T17:59:59.999Z').rate).toBeCloseTo(0.01, 12);
    expect(rates('2022-06-15T18:00:00Z')).toMatchObject({ series: 'FOMC', since: at('2022-06-15T18:00Z'), lacks: '' });
    expect(rates('2022-06-15T18:00:00Z').rate).toBeCloseTo(0.0175, 12);
  });

  it('refuses the real exchange rate as of a past instant, says why, and shows it live', () => {
    const past = info('REER.USD', asOf('2022-06-15T18:00Z'));
    expect(past).toMatchObject({
      basis: 'latest',
      state: null,
      lacks: 'not point-in-time',
      figures: 0,
      currency: 'USD',
    });
    expect(past.basisWords).toMatch(/^Refused as of a past instant: not point-in-time/);
    const range = { from: at('2021-01-01'), to: at('2023-01-01'), then: null };
    expect(readSeries(store, { series: 'REER.USD', ...range, ...asOf('2022-06-15') })).toMatchObject({ lacks: expect.stringContaining('not point-in-time'), period: new Float64Array() }); // prettier-ignore
    const now = readSeries(store, { series: 'REER.USD', ...range, ...live });
    expect(now.period).toHaveLength(24);
    expect([...now.known].every(Number.isNaN)).toBe(true);
    expect(info('REER.USD', live).state).toMatchObject({ known: NaN, first: NaN });
  });

  it('shows no figure of consumer prices before it existed: dates alone are known of the past', () => {
    expect(info('CPI', asOf('2022-06-15'))).toMatchObject({
      basis: 'released',
      state: null,
      lacks: 'nothing released',
    });
    expect(info('CPIAUCSL', asOf('2022-06-15'))).toMatchObject({ basis: 'latest', lacks: 'not point-in-time' });
    // of some of its figures the first sight is stored: the calendar tells them, a series with holes is none
    const seen = asOf('2026-07-15');
    expect(info('CPIAUCSL', seen)).toMatchObject({ state: null, figures: 0, lacks: 'not point-in-time' });
    const told = readCalendar(store, { from: at('2026-07-14'), to: at('2026-07-15'), ...seen }).events;
    expect(told.find(({ series }) => series === 'CPIAUCSL')).toMatchObject({ label: 'CPI', value: 332.568, previous: 333.979 }); // prettier-ignore
    expect(info('CPIAUCSL', live).state!.value).toBeGreaterThan(300);
  });

  it('has figures in force in the past, a day or more after their stamp', () => {
    const vix = info('VIXCLS', asOf('2020-03-17T00:00Z'));
    expect(vix).toMatchObject({ basis: 'inForce', group: 'volatility' });
    expect(vix.state).toMatchObject({ period: at('2020-03-16'), value: 82.69, known: at('2020-03-17') });
    expect(info('VIXCLS', asOf('2020-03-16T23:59:59.999Z')).state!.period).toBe(at('2020-03-13'));
    expect(info('close:VIX', asOf('2020-03-17T00:00Z')).state).toMatchObject({ value: 82.69, known: at('2020-03-17') });
    expect(info('close:VIX3M', asOf('2024-08-06')).label).toBe('VIX3M, 3 months');
    const slope = info('slope:VIX/VIX3M', asOf('2024-08-06'));
    expect(slope.state!.value).toBeGreaterThan(10); // the front above the back: a day of fear
    expect(slope.state!.value).toBeCloseTo(100 * (38.57 / info('close:VIX3M', asOf('2024-08-06')).state!.value - 1), 9);
    expect(slope.figures).toBeLessThanOrEqual(info('close:VIX3M', asOf('2024-08-06')).figures);
    expect(info('close:SPY', asOf('2020-03-17')).state!.change).toBeLessThan(0);
    expect(info('metric:MARKET.btcDominance', live)).toMatchObject({ group: 'crossAsset', figures: 1095 });
  });

  it('has the differential of the dollar and the euro, and where it turned', () => {
    const wide = readDifferential(store, {
      a: 'USDC',
      b: 'EUR',
      from: at('2021-01-01'),
      to: at('2025-06-01'),
      ...live,
    });
    expect(wide).toMatchObject({ a: { currency: 'USD', series: 'FOMC' }, b: { currency: 'EUR', series: 'ECBDFR' }, lacks: '' }); // prettier-ignore
    const on = (text: string): number => wide.value[wide.known.findLastIndex((t) => t <= at(text))]!;
    expect(on('2021-06-01')).toBeCloseTo(0.0025 + 0.005, 12);
    expect(on('2022-06-16')).toBeCloseTo(0.0175 + 0.005, 12);
    expect(on('2024-08-01')).toBeCloseTo(0.055 - 0.0375, 12);
    expect(wide.turns.length).toBeGreaterThan(2);
    const then = readDifferential(store, { a: 'USD', b: 'EUR', from: at('2021-01-01'), to: at('2025-06-01'), ...asOf('2022-06-15T17:59:59Z') }); // prettier-ignore
    expect(then.known.at(-1)).toBeLessThan(at('2022-06-15T18:00Z'));
    expect([...then.value]).toEqual([...wide.value.slice(0, then.value.length)]);
    expect(readDifferential(store, { a: 'USD', b: 'JPY', from: 0, to: NOW, ...live }).lacks).toBe('JPY: no policy rate is stored'); // prettier-ignore
  });

  it('tells dates ahead of a past clock only where they were announced', () => {
    const look = (text: string, days: number) => readCalendar(store, { from: at(text) - days * DAY, to: at(text) + days * DAY, ...asOf(text) }); // prettier-ignore
    const june = look('2022-06-15T12:00Z', 30);
    const fomc = june.events.filter(({ label }) => label === 'FOMC');
    expect(fomc.map(({ t, status, value, previous }) => [new Date(t).toISOString(), status, value, previous])).toEqual([
      ['2022-06-15T18:00:00.000Z', 'scheduled', NaN, 1],
    ]);
    expect(june.next.map(({ label, t }) => [label, new Date(t).toISOString().slice(0, 10)])).toEqual([
      ['FOMC', '2022-06-15'],
      ['CPI', '2022-07-13'],
      ['PPI', '2022-07-14'],
      ['GDP', '2022-07-28'],
    ]);
    // nobody knew of the decisions of March 2020, nor of what the shutdown moved
    const march = look('2020-03-01', 20).events.filter(({ status }) => status === 'scheduled');
    expect(march.map(({ label }) => label)).not.toContain('FOMC');
    expect(march.map(({ label }) => label)).toContain('CPI');
    expect(look('2025-10-10', 30).events.filter(({ label, status }) => label === 'CPI' && status === 'scheduled')).toEqual([]); // prettier-ignore
    const decided = look('2020-03-20', 18).events.filter(({ label }) => label === 'FOMC');
    expect(decided.map(({ value }) => value)).toEqual([1.25, 0.25]);
  });

  it('names every series', () => {
    const all = readOverview(store, asOf('2023-06-01'));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ label, id }) => label === id)).toEqual([]);
    expect(all.filter(({ basisWords }) => basisWords === '')).toEqual([]);
  });
});
