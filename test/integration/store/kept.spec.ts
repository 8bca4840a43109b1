import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import type { AnyColumns } from '#core/series/schema';
import { migrate } from '#main/store/migrate';
import type { StoreWriter } from '#main/store/api';
import type { Page, QuarantinedRow } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, columnsOf, pageOf, sliceColumns, walkingBars } from './support/pages';

const store = useStore();
const bars = walkingBars(50);
/** A whole document of a network source, which has no lines: other closes of some rows. */
const documentOf = (closes: Readonly<Record<number, number>>, path = 'binance bars BTCUSDT 1m'): Page => {
  const columns = sliceColumns(bars, 0, 50);
  for (const [row, close] of Object.entries(closes)) columns.c![Number(row)] = close;
  return pageOf([{ ...blockOf(columns), line: new Float64Array(50).fill(Number.NaN) }], {
    cursor: { fingerprint: path, path },
  });
};
const figure = (value: number, changes: { seriesId?: string; period?: number; released?: number } = {}): Page =>
  pageOf([], { macro: [{ seriesId: 'REER USD', period: MS_PER_DAY, released: Number.NaN, value, ...changes }] });

const setAside = () => store.reader().quarantine();
const keepAll = (writer: StoreWriter): void => writer.removeQuarantined(setAside().map(({ id }) => id));
const decisions = () => store.reader().sql('SELECT count(*) FROM quarantine_kept').rows[0]![0];

describe('a contradiction of which the stored row was kept', () => {
  it('is not set aside when it comes again, from whichever file', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    expect(writer.commitPage(documentOf({ 7: 1, 8: 2 }))).toMatchObject({ rows: 50, unchanged: 48, quarantined: 2 });
    keepAll(writer);
    const digest = writer.contentDigest();
    for (const path of ['binance bars BTCUSDT 1m', '/data/other.csv'])
      expect(writer.commitPage(documentOf({ 7: 1, 8: 2 }, path))).toEqual(
        { rows: 50, added: 0, unchanged: 50, merged: 0, quarantined: 0, reasons: {} }, // prettier-ignore
      );
    expect(setAside()).toEqual([]);
    const reader = store.reader();
    expect(reader.read(reader.findSeries(MINUTE_BARS)!.id)).toEqual(bars);
    expect(writer.contentDigest()).toBe(digest);
  });

  it('lets other values of the row, the same of another row, and one left undecided be set aside', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    writer.commitPage(documentOf({ 7: 1, 8: 2 }));
    writer.removeQuarantined([setAside()[0]!.id]);
    const next = documentOf({ 7: 3, 8: 2, 9: 1 });
    expect(writer.commitPage(next)).toMatchObject({
      rows: 50,
      unchanged: 47,
      quarantined: 3,
      reasons: { conflict: 3 },
    });
    expect(
      setAside()
        .map(({ t, conflict }) => [t, conflict!.newer['c']])
        .sort(),
    ).toEqual([[bars.t[7], 3], [bars.t[8], 2], [bars.t[9], 1]]); // prettier-ignore
  });

  it('holds for its own series alone, and is forgotten with it', () => {
    const writer = store.writer();
    const other = { ...MINUTE_BARS, source: 'binance' };
    const ofOther = (page: Page): Page => ({ ...page, blocks: page.blocks.map((block) => ({ ...block, key: other })) });
    for (const page of [pageOf([blockOf(bars)]), documentOf({ 7: 1 })]) writer.commitPage(page);
    keepAll(writer);
    writer.commitPage(ofOther(pageOf([blockOf(bars)])));
    expect(writer.commitPage(ofOther(documentOf({ 7: 1 })))).toMatchObject({ quarantined: 1 });
    keepAll(writer);
    expect(decisions()).toBe(2);
    writer.removeSeries(store.reader().findSeries(MINUTE_BARS)!.id);
    expect(decisions()).toBe(1);
    writer.commitPage(pageOf([blockOf(bars)]));
    expect(writer.commitPage(documentOf({ 7: 1 }))).toMatchObject({ quarantined: 1 });
    expect(writer.commitPage(ofOther(documentOf({ 7: 1 })))).toMatchObject({ quarantined: 0 });
    expect(writer.verify().damage).toEqual([]);
  });

  it('of one option is none of the others of its capture, and holds where a value is missing', () => {
    const key = { instrument: 'BTC', kind: 'chain', interval: 0, source: 'deribit', field: '' } as const;
    const chain = columnsOf('chain', 3);
    chain.t.fill(START);
    chain['strike']!.set([90_000, 95_000, 100_000]);
    chain['bid']!.fill(0.01);
    chain['ask']!.fill(Number.NaN);
    const later = (...rows: readonly number[]): Page => {
      const columns: AnyColumns = sliceColumns(chain, 0, 3);
      for (const row of rows) columns['bid']![row] = 0.02;
      return pageOf([blockOf(columns, key)], { cursor: { fingerprint: 'f2' } });
    };
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(chain, key)]));
    writer.commitPage(later(1));
    keepAll(writer);
    expect(writer.commitPage(later(1, 2))).toMatchObject({ unchanged: 2, quarantined: 1 });
    expect(setAside().map(({ conflict }) => conflict!.newer['strike'])).toEqual([100_000]);
  });

  it.each([
    ['of unknown release', Number.NaN],
    ['of a release', 2 * MS_PER_DAY],
  ])('is remembered of a macro figure %s: series, period, release and value', (_, released) => {
    const writer = store.writer();
    writer.commitPage(figure(1, { released }));
    writer.commitPage(figure(2, { released }));
    keepAll(writer);
    expect(writer.commitPage(figure(2, { released }))).toMatchObject({ rows: 1, unchanged: 1, quarantined: 0 });
    expect(setAside()).toEqual([]);
    expect(writer.commitPage(figure(3, { released }))).toMatchObject({ quarantined: 1 });
    for (const changes of [{ seriesId: 'REER EUR' }, { period: 0 }]) {
      writer.commitPage(figure(1, { released, ...changes }));
      expect(writer.commitPage(figure(2, { released, ...changes }))).toMatchObject({ quarantined: 1 });
    }
    expect(store.reader().macroAsOf('REER USD')).toMatchObject([{ period: 0 }, { period: MS_PER_DAY, value: 1 }]);
  });

  it('is decided anew by accepting the same values of another file', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    for (const path of ['a', 'b']) writer.commitPage(documentOf({ 7: 1 }, path));
    const [ofA, ofB] = setAside();
    writer.removeQuarantined([ofA!.id]);
    writer.acceptQuarantined([ofB!.id]);
    expect(decisions()).toBe(0);
    expect(writer.commitPage(documentOf({ 7: 1 }))).toMatchObject({ unchanged: 50, quarantined: 0 });
  });

  it('makes two databases alike, whatever the order in which it was decided, and unlike one without the decision', () => {
    const digestOf = (name: string, order: (ids: number[]) => readonly number[]): string => {
      const writer = store.writer(store.file(name));
      // Another series first in one of them: row numbers tell nothing.
      if (name === 'b') writer.commitPage(pageOf([blockOf(bars, { ...MINUTE_BARS, instrument: 'X' })]));
      writer.commitPage(pageOf([blockOf(bars)]));
      if (name !== 'b') writer.commitPage(pageOf([blockOf(bars, { ...MINUTE_BARS, instrument: 'X' })]));
      if (name !== 'without') writer.commitPage(documentOf({ 7: 1, 8: 2 }));
      const ids = store.reader(store.file(name)).quarantine().map(({ id }) => id); // prettier-ignore
      for (const id of order(ids)) writer.removeQuarantined([id]);
      return writer.contentDigest();
    };
    const digest = digestOf('a', (ids) => ids);
    expect(digestOf('b', (ids) => ids.reverse())).toBe(digest);
    expect(digestOf('without', (ids) => ids)).not.toBe(digest);
  });

  it('is remembered of one that lay in a file of an earlier version', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    writer.commitPage(documentOf({ 7: 1 }));
    writer.close();
    // As version 70 left it, for the step that comes next.
    const db = new Database(store.path);
    const newest = db.pragma('user_version', { simple: true });
    db.exec('DROP TABLE quarantine_kept; PRAGMA user_version = 70;');
    migrate(db, 80);
    db.exec(`PRAGMA user_version = ${String(newest)}`);
    db.close();
    const later = store.writer();
    keepAll(later);
    expect(later.commitPage(documentOf({ 7: 1 }))).toMatchObject({ unchanged: 50, quarantined: 0 });
  });
});

it('a row that contradicts none is deleted without a memory of it', () => {
  const row: QuarantinedRow = { file: 'a.csv', line: 3, t: START, reason: 'negativeVolume', detail: '', text: 'series=a' }; // prettier-ignore
  const writer = store.writer();
  const page = pageOf([], { quarantined: [row] });
  writer.commitPage(page);
  keepAll(writer);
  expect([setAside(), decisions()]).toEqual([[], 0]);
  expect(writer.commitPage(page)).toMatchObject({ quarantined: 1 });
  expect(setAside()).toHaveLength(1);
});
