import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import { datasetCursor, datasetFingerprint } from '#main/sync/dataset-cursor';
import type { DatasetKey, Page, SeriesKey, SettledSpan } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, pageOf, walkingBars } from './support/pages';

const store = useStore();
const BARS: DatasetKey = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: MS_PER_MINUTE };
const DAILY: DatasetKey = { ...BARS, interval: MS_PER_DAY };
const FIVE: SeriesKey = { ...MINUTE_BARS, interval: 5 * MS_PER_MINUTE };

const spanOf = (dataset: DatasetKey, rows: number, changes: Partial<SettledSpan> = {}): SettledSpan => ({
  ...dataset,
  from: START,
  to: START + rows * MS_PER_MINUTE,
  state: 'fetched',
  at: START + MS_PER_DAY,
  ...changes,
});
const pageOfDataset = (dataset: DatasetKey, rows: number, done = true): Page => ({
  ...pageOf([blockOf(walkingBars(rows))]),
  cursor: datasetCursor(dataset, { series: 'file', kind: 'bars', offset: START, done }),
  settled: [spanOf(dataset, rows)],
});

describe('settled spans', () => {
  it('come with their page or not at all, and are not part of what is stored', () => {
    const writer = store.writer();
    const page = pageOfDataset(BARS, 50);
    const broken = { ...page, settled: [...page.settled!, spanOf(BARS, 0)] };
    expect(() => writer.commitPage(broken)).toThrow(RangeError);
    const reader = store.reader();
    expect(reader.settled(BARS)).toEqual([]);
    expect(reader.listSeries()).toEqual([]);
    writer.commitPage({ ...page, settled: [] });
    const digest = writer.contentDigest();
    writer.commitPage(page);
    expect(reader.settled(BARS)).toEqual(page.settled);
    expect(reader.settledDatasets()).toEqual([{ ...BARS, at: START + MS_PER_DAY }]);
    expect(writer.contentDigest()).toBe(digest);
    expect(reader.sql("SELECT offer, state FROM settled_span WHERE source = 'binance'").rows).toEqual([
      ['bars', 'fetched'],
    ]);
  });

  it('are forgotten of the data sets that fed a series when it is removed, and of no other', () => {
    const writer = store.writer();
    writer.commitPage(pageOfDataset(BARS, 50));
    writer.commitPage({
      ...pageOfDataset(BARS, 50),
      blocks: [],
      settled: [spanOf(BARS, 90, { state: 'notAvailable' })],
    });
    writer.commitPage({ ...pageOfDataset(DAILY, 50), blocks: [blockOf(walkingBars(5), FIVE)] });
    const reader = store.reader();
    expect(reader.settled(BARS)).toHaveLength(2);
    writer.removeSeries(reader.findSeries(MINUTE_BARS)!.id);
    expect(reader.settled(BARS)).toEqual([]);
    expect(reader.settled(DAILY)).toHaveLength(1);
    expect(reader.cursor(datasetFingerprint(BARS))).toBeUndefined();
  });

  it('are forgotten when a damaged chunk of what they fed is discarded', () => {
    const writer = store.writer();
    writer.commitPage(pageOfDataset(BARS, 50));
    writer.commitPage({ ...pageOfDataset(DAILY, 50), blocks: [blockOf(walkingBars(5), FIVE)] });
    const db = new Database(store.path);
    db.exec('UPDATE chunk SET crc32 = crc32 + 1 WHERE series_id = (SELECT id FROM series WHERE interval_ms = 60000)');
    db.close();
    expect(writer.discardDamaged()).toHaveLength(1);
    const reader = store.reader();
    expect(reader.settled(BARS)).toEqual([]);
    expect(reader.settled(DAILY)).toHaveLength(1);
    expect(writer.verify()).toMatchObject({ ok: true });
  });

  it('that contradict themselves are damage', () => {
    const writer = store.writer();
    writer.commitPage(pageOfDataset(BARS, 50));
    expect(writer.verify().damage).toEqual([]);
    const db = new Database(store.path);
    db.exec(
      'INSERT INTO settled_span SELECT source, offer, instrument, interval_ms, from_ms + 1, to_ms, state, 0 FROM settled_span',
    );
    db.close();
    expect(writer.verify().damage).toMatchObject([{ what: 'database', from: START }]);
  });
});

describe('the run log of a data set', () => {
  it('has one run for each sync, adds the oldest together, and loses no row of provenance', () => {
    const writer = store.writer();
    const reader = store.reader();
    for (let run = 1; run <= 60; run++) {
      writer.commitPage(pageOfDataset(BARS, run * 10, false));
      writer.commitPage({ ...pageOfDataset(BARS, run * 10 + 5), cursor: { ...pageOfDataset(BARS, 1).cursor } });
      writer.commitPage(pageOfDataset(DAILY, 1));
    }
    const runs = reader.importsOf(reader.findSeries(MINUTE_BARS)!.id);
    const ofBars = runs.filter(({ fingerprint }) => fingerprint === datasetFingerprint(BARS));
    expect(ofBars).toHaveLength(21);
    expect(runs).toHaveLength(42);
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['done']));
    expect(ofBars.reduce((sum, { counts }) => sum + counts.added, 0)).toBe(605);
    expect(ofBars.at(-1)).toMatchObject({ path: 'binance bars BTCUSDT 1m', message: 'Earlier runs, added together.' });
    expect(ofBars.at(-1)!.finished).toBeGreaterThanOrEqual(ofBars.at(-1)!.started);
    expect(reader.sql('SELECT count(*) FROM import_cursor').rows).toEqual([[2]]);
    expect(reader.sql('SELECT count(*) FROM import_series').rows).toEqual([[2]]);
  });
});
