import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MacroRelease } from '#main/store/types';
import { openImport } from '#main/sync/importers/open-import';
import type { PageRequest, SourceContext, SourcePage } from '#main/sync/source';
import { calendar } from '#main/sync/sources/calendar/source';
import { areAbsent, recordedFolder } from '../../support/recorded';

const RECORDED = ['cpi_releases.csv', 'fomc_decisions.csv'].map((name) => join(recordedFolder, 'macro', name));
const NOW = Date.UTC(2026, 8, 1);
const context = {} as SourceContext; // it asks for nothing
const page = (instrument: string): Promise<SourcePage> =>
  calendar.page({ source: 'calendar', offer: 'dates', instrument, interval: 0, from: 0, to: NOW, end: 'oldest' } satisfies PageRequest, context); // prettier-ignore
const iso = (t: number): string => new Date(t).toISOString();
const only = (macro: readonly MacroRelease[], id: string) => macro.filter(({ seriesId }) => seriesId === id);
const byPeriod = (macro: readonly MacroRelease[], from: number, to: number) =>
  macro
    .filter(({ period, released }) => period >= from && released < to)
    .map(({ period, released }) => `${iso(period)} ${iso(released)}`);

describe('the calendar', () => {
  it('has decisions with their hour, in summer and in winter', async () => {
    const { macro, macroSeries } = await page('FOMC');
    const on = (day: string) => macro.filter(({ period }) => period === Date.parse(day)).map(({ seriesId, released, value }) => [seriesId, iso(released), value]); // prettier-ignore
    expect(on('2022-06-15')).toEqual([
      ['FOMC', '2022-06-15T18:00:00.000Z', 1.75],
      ['FOMC.lower', '2022-06-15T18:00:00.000Z', 1.5],
      ['FOMC.changeBp', '2022-06-15T18:00:00.000Z', 75],
    ]);
    expect(on('2024-12-18')[0]).toEqual(['FOMC', '2024-12-18T19:00:00.000Z', 4.5]);
    expect(on('2020-03-03')[0]).toEqual(['FOMC', '2020-03-03T15:00:00.000Z', 1.25]);
    expect(on('2020-03-15')[2]).toEqual(['FOMC.changeBp', '2020-03-15T21:00:00.000Z', -100]);
    expect(on('2026-12-09')).toEqual([['FOMC', '2026-12-09T19:00:00.000Z', Number.NaN]]);
    expect(macroSeries!.map(({ id, pointInTime, source }) => [id, pointInTime, source])).toEqual(['FOMC', 'FOMC.lower', 'FOMC.changeBp'].map((id) => [id, true, 'calendar'])); // prettier-ignore
  });
  it('has a range only of what was decided by the day of the facts, always a quarter wide', async () => {
    const { macro } = await page('FOMC');
    const upper = only(macro, 'FOMC'), lower = only(macro, 'FOMC.lower'); // prettier-ignore
    const [, asOf] = /as of (\d{4}-\d\d-\d\d)/.exec(calendar.offers[0]!.note)!;
    for (const { period, value } of upper) expect(Number.isNaN(value)).toBe(period > Date.parse(asOf!));
    const decided = upper.filter(({ value }) => !Number.isNaN(value));
    expect(decided.map(({ value }, i) => value - lower[i]!.value)).toEqual(decided.map(() => 0.25));
    expect(only(macro, 'FOMC.changeBp').every(({ value }) => value % 25 === 0)).toBe(true);
  });
  it.each([
    ['CPI', '2024-12', '2025-01-15T13:30:00.000Z'],
    ['CPI', '2025-09', '2025-10-24T12:30:00.000Z'],
    ['PPI', '2024-06', '2024-07-12T12:30:00.000Z'],
    ['GDP', '2025-07', '2025-12-23T13:30:00.000Z'],
    ['GDP', '2024-04', '2024-07-25T12:30:00.000Z'],
  ])('has the release of %s for %s', async (id, period, released) => {
    const { macro } = await page(id);
    const found = macro.filter((one) => one.period === Date.parse(period));
    expect(found.map((one) => [one.seriesId, iso(one.released), one.value])).toEqual([[id, released, Number.NaN]]);
  });
  it.each(['FOMC', 'CPI', 'PPI', 'GDP'])('has %s in order, each once, on working days, after its period', async (id) => {
    const rows = only((await page(id)).macro, id);
    for (const [i, { period, released }] of rows.entries()) {
      expect(released).toBeGreaterThan(period);
      expect(released).toBeGreaterThan(rows[i - 1]?.released ?? 0);
      expect(period).toBeGreaterThan(rows[i - 1]?.period ?? 0);
      if (iso(period) !== '2020-03-15T00:00:00.000Z') expect([1, 2, 3, 4, 5]).toContain(new Date(released).getUTCDay());
    }
  }); // prettier-ignore
  it('has decisions announced from the first of January on, those outside the schedule not at all', async () => {
    const rows = only((await page('FOMC')).macro, 'FOMC');
    const announced = (day: string) => rows.find(({ period }) => period === Date.parse(day))!.announced;
    expect(iso(announced('2022-06-15')!)).toBe('2022-01-01T05:00:00.000Z');
    expect(iso(announced('2027-03-17')!)).toBe('2026-08-22T04:00:00.000Z');
    expect([announced('2020-03-03'), announced('2020-03-15')]).toEqual([undefined, undefined]);
    expect(iso(announced('2020-04-29')!)).toBe('2020-01-01T05:00:00.000Z');
  });
  it.each([
    ['CPI', '2025-08', '2025-01-01T05:00:00.000Z'],
    ['CPI', '2025-09', undefined],
    ['CPI', '2026-01', undefined],
    ['CPI', '2026-09', '2026-01-01T05:00:00.000Z'],
    ['PPI', '2025-12', undefined],
    ['GDP', '2018-10', undefined],
    ['GDP', '2019-01', '2019-01-01T05:00:00.000Z'],
    ['GDP', '2025-07', undefined],
  ])('knows since when the date of %s for %s was told', async (id, period, expected) => {
    const { announced } = (await page(id)).macro.find((one) => one.period === Date.parse(period))!;
    expect(announced === undefined ? undefined : iso(announced)).toBe(expected);
  });
  it.each(['FOMC', 'CPI', 'PPI', 'GDP'])('announces %s before it is released', async (id) => {
    for (const { released, announced = -Infinity } of (await page(id)).macro) expect(announced).toBeLessThan(released);
  });
  it('names its sources', () => {
    const facts = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/facts/us-calendar.json'), 'utf8')) as { decisions: { sources: string[] }; releases: { sources: string[] }[] }; // prettier-ignore
    for (const { sources } of [facts.decisions, ...facts.releases])
      for (const source of sources) expect(source).toMatch(/^https:\/\/www\.(federalreserve|bls|bea)\.gov\//);
  });
  it('knows nothing of other events', async () => {
    await expect(page('NFP')).rejects.toMatchObject({ code: 'notFound' });
  });
  it.skipIf(areAbsent(RECORDED))('agrees with recorded dates, by the importer', async () => {
    const read = async (path: string): Promise<MacroRelease[]> => {
      const macro: MacroRelease[] = [];
      for await (const one of openImport(path, {}, { now: NOW })) macro.push(...one.macro);
      return macro;
    };
    const cpi = only(await read(RECORDED[0]!), 'CPI');
    const range = [cpi[0]!.period, cpi.at(-1)!.released + 1] as const;
    expect(byPeriod((await page('CPI')).macro, ...range)).toEqual(byPeriod(cpi, ...range));
    const fomc = await read(RECORDED[1]!);
    const ours = new Map((await page('FOMC')).macro.map((one) => [`${one.seriesId} ${one.period}`, one]));
    for (const one of fomc) {
      const known = ours.get(`${one.seriesId} ${one.period}`);
      const isOrdinary = !iso(one.period).startsWith('2020-03'); // two were decided at other hours
      if (isOrdinary) expect(known?.released).toBe(one.released);
      if (!Number.isNaN(one.value)) expect(known?.value).toBe(one.value);
    }
  });
});
