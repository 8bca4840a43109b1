import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { SHAPES } from '#core/series/schema';
import type { Page, SeriesKey } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, columnsOf, pageOf, sliceColumns, walkingBars } from './support/pages';

const store = useStore();
const bars = walkingBars(25_000);
const OTHER = { fingerprint: 'f2', path: 'binance bars BTCUSDT 1m' };
/** The venue's later word: other closes of some rows, on lines of no file. */
const rewritten = (rows: readonly number[], close = 1): Page => {
  const columns = sliceColumns(bars, 0, 25_000);
  for (const row of rows) columns.c![row] = close;
  const block = { ...blockOf(columns), line: new Float64Array(25_000).fill(Number.NaN) };
  return pageOf([block], { cursor: OTHER });
};
const rowOf = (row: number) => Object.fromEntries(SHAPES.bars.columns.map((name) => [name, bars[name]![row]]));

describe('a contradiction', () => {
  it('holds both rows in full and the time when the newer one first came', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    const before = Date.now();
    writer.commitPage(rewritten([7, 20_000]));
    const reader = store.reader();
    const found = reader.quarantine();
    expect(found.map(({ t }) => t)).toEqual([bars.t[7], bars.t[20_000]]);
    expect(found.map(({ conflict }) => conflict?.stored)).toEqual([rowOf(7), rowOf(20_000)]);
    expect(found.map(({ conflict }) => conflict?.newer)).toEqual([
      { ...rowOf(7), c: 1 },
      { ...rowOf(20_000), c: 1 },
    ]);
    const { at } = found[0]!.conflict!;
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
    const digest = writer.contentDigest();
    writer.commitPage(rewritten([7, 20_000]));
    expect(reader.quarantine()).toEqual(found);
    expect(writer.contentDigest()).toBe(digest);
  });

  it('that is accepted takes the place of the stored row: chunk, coarser bars and revision', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    writer.commitPage(rewritten([7, 8, 20_000]));
    const reader = store.reader();
    const before = reader.findSeries(MINUTE_BARS)!;
    const ids = reader.quarantine().filter(({ t }) => t !== bars.t[8]).map(({ id }) => id); // prettier-ignore
    writer.acceptQuarantined(ids);
    const expected = sliceColumns(bars, 0, 25_000);
    for (const row of [7, 20_000]) expected.c![row] = 1;
    expect(reader.read(before.id)).toEqual(expected);
    const fresh = store.writer(store.file('fresh'));
    fresh.commitPage(pageOf([blockOf(expected)]));
    const other = store.reader(store.file('fresh'));
    const { id: otherId } = other.findSeries(MINUTE_BARS)!;
    for (const level of [MS_PER_HOUR, MS_PER_DAY])
      expect(reader.readBars(before.id, level)).toEqual(other.readBars(otherId, level));
    const { rows, from, to, revision } = before;
    expect(reader.getSeries(before.id)).toMatchObject({ rows, from, to, revision: revision + 1 });
    expect(reader.quarantine().map(({ t }) => t)).toEqual([bars.t[8]]);
    expect(reader.sql('SELECT count(*) FROM quarantine_conflict').rows).toEqual([[1]]);
    expect(writer.verify().damage).toEqual([]);
    expect(writer.commitPage(rewritten([7, 20_000]))).toMatchObject({ quarantined: 0, unchanged: 25_000 });
  });

  it('that is removed leaves what is stored', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    writer.commitPage(rewritten([7]));
    const reader = store.reader();
    writer.removeQuarantined(reader.quarantine().map(({ id }) => id));
    const { id, revision } = reader.findSeries(MINUTE_BARS)!;
    expect(reader.read(id)).toEqual(bars);
    expect(revision).toBe(1);
    expect(reader.sql('SELECT count(*) FROM quarantine_conflict').rows).toEqual([[0]]);
  });

  it('is refused, with everything that was asked for with it, when its stored row has changed since', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    writer.commitPage(rewritten([7, 8]));
    writer.commitPage(rewritten([7], 2));
    const reader = store.reader();
    const [first, other, second] = reader.quarantine();
    expect([first, other, second].map((row) => row!.conflict!.newer['c'])).toEqual([1, 1, 2]);
    writer.acceptQuarantined([first!.id]);
    const digest = writer.contentDigest();
    const refuse = (ids: readonly number[]) => () => writer.acceptQuarantined(ids);
    expect(refuse([other!.id, second!.id])).toThrow(
      expect.objectContaining({ code: 'mismatch', message: expect.stringMatching(/BTCUSDT bars 1m from file at 2024-01-01T00:07.*has changed since.*Nothing was changed/) }), // prettier-ignore
    );
    expect(refuse([first!.id])).toThrow(/no longer in quarantine/);
    expect(writer.contentDigest()).toBe(digest);
    // It comes again, and is seen beside what is stored now: then it can be decided.
    writer.commitPage(rewritten([7], 2));
    expect(reader.quarantine().find(({ id }) => id === second!.id)!.conflict!.stored['c']).toBe(1);
    writer.acceptQuarantined([second!.id]);
    expect(reader.read(reader.findSeries(MINUTE_BARS)!.id, {}, ['c']).c![7]).toBe(2);
  });

  it('is refused when it contradicts no row of a series', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([], { quarantined: [{ file: 'a.csv', line: 3, t: NaN, reason: 'unparseable', detail: '', text: 'x;y' }] })); // prettier-ignore
    for (const value of [1, 2])
      writer.commitPage(pageOf([], { macro: [{ seriesId: 'CPI', period: 0, released: 10, value }] }));
    const rows = store.reader().quarantine();
    expect(rows).toHaveLength(2);
    expect(rows.find(({ reason }) => reason === 'conflict')!.conflict).toMatchObject({
      stored: { value: 1 },
      newer: { value: 2 },
    });
    for (const { id } of rows)
      expect(() => writer.acceptQuarantined([id])).toThrow(expect.objectContaining({ code: 'mismatch' }));
    expect(store.reader().quarantineCount()).toBe(2);
  });

  it('of a figure whose release is not told is decided as that of a row', () => {
    const writer = store.writer();
    const reader = store.reader();
    const come = (value: number) =>
      writer.commitPage(
        pageOf([], { macro: [{ seriesId: 'REER USD', period: 86_400_000, released: Number.NaN, value }] }),
      );
    const now = () => reader.macroAsOf('REER USD').map(({ value }) => value);
    come(1);
    come(2);
    come(3);
    const [second, third] = reader
      .quarantine()
      .sort((a, b) => a.conflict!.newer['value']! - b.conflict!.newer['value']!);
    writer.acceptQuarantined([third!.id]);
    expect(now()).toEqual([3]);
    // what it contradicts is no longer stored
    expect(() => writer.acceptQuarantined([second!.id])).toThrow(expect.objectContaining({ code: 'mismatch' }));
    expect(now()).toEqual([3]);
    expect(reader.quarantineCount()).toBe(1);
    expect(come(3)).toMatchObject({ unchanged: 1, quarantined: 0 });
  });

  it('between quotes of one capture changes the one option it speaks of, and no value of which it says nothing', () => {
    const key: SeriesKey = { instrument: 'BTC', kind: 'chain', interval: 0, source: 'deribit', field: '' };
    const chain = columnsOf('chain', 3);
    chain.t.fill(START);
    chain['strike']!.set([90_000, 95_000, 100_000]);
    chain['type']!.fill(1);
    chain['bid']!.fill(0.01);
    chain['ask']!.fill(Number.NaN);
    const later = sliceColumns(chain, 0, 3);
    later['bid']![1] = 0.02;
    later['mark']!.fill(Number.NaN);
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(chain, key)]));
    writer.commitPage(pageOf([blockOf(later, key)], { cursor: OTHER }));
    const reader = store.reader();
    const [row] = reader.quarantine();
    expect(row!.conflict).toMatchObject({ stored: { strike: 95_000, bid: 0.01, ask: NaN }, newer: { mark: NaN } });
    writer.acceptQuarantined([row!.id]);
    const expected = sliceColumns(chain, 0, 3);
    expected['bid']![1] = 0.02;
    expect(reader.read(reader.findSeries(key)!.id)).toEqual(expected);
  });
});
