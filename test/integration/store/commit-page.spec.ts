import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import { packAhead } from '#main/store/commit/pack-chunk';
import type { QuarantinedRow, SeriesKey } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, columnsOf, pageOf, pagesOf, sliceColumns, walkingBars } from './support/pages';

const store = useStore();

describe('commitPage', () => {
  it('stores rows over several chunks and gives them back to the last digit', () => {
    const bars = walkingBars(25_000);
    const counts = store.writer().commitPage(pageOf([blockOf(bars)]));
    expect(counts).toEqual({ rows: 25_000, added: 25_000, unchanged: 0, merged: 0, quarantined: 0, reasons: {} });
    const reader = store.reader();
    const series = reader.findSeries(MINUTE_BARS)!;
    expect(series).toMatchObject({ rows: 25_000, from: START, to: START + 24_999 * MS_PER_MINUTE, revision: 1 });
    expect(reader.read(series.id)).toEqual(bars);
  });

  it('takes chunks that were packed ahead for what it would pack itself, and not where it has to merge', () => {
    const bars = walkingBars(25_000);
    const block = blockOf(bars);
    const ahead = { ...block, packed: [...packAhead(block)] };
    expect(ahead.packed.reduce((rows, chunk) => rows + chunk.rows, 0)).toBe(25_000);
    const empty = { ...ahead, packed: ahead.packed.map((chunk) => ({ ...chunk, data: new Uint8Array(8) })) };
    const digests = [block, ahead].map((one, i) => {
      const writer = store.writer(store.file(`ahead${i}`));
      writer.commitPage(pageOf([one]));
      expect(writer.verify().ok).toBe(true);
      const digest = writer.contentDigest();
      writer.commitPage(pageOf([empty]));
      expect(writer.contentDigest()).toBe(digest);
      return digest;
    });
    expect(digests[1]).toBe(digests[0]);
  });

  it('changes nothing when the same page comes again', () => {
    const bars = walkingBars(12_000);
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    const before = writer.contentDigest();
    const counts = writer.commitPage(pageOf([blockOf(bars)]));
    expect(counts).toMatchObject({ rows: 12_000, added: 0, unchanged: 12_000 });
    expect(writer.contentDigest()).toBe(before);
    expect(store.reader().findSeries(MINUTE_BARS)!.revision).toBe(1);
  });

  it('merges late rows into the chunk they belong to', () => {
    const bars = walkingBars(15_000);
    const writer = store.writer();
    for (const [from, to] of [
      [10_000, 15_000],
      [0, 4_000],
      [4_000, 10_000],
    ] as const)
      // prettier-ignore
      writer.commitPage(pageOf([blockOf(sliceColumns(bars, from, to))]));
    const reader = store.reader();
    expect(reader.read(reader.findSeries(MINUTE_BARS)!.id)).toEqual(bars);
  });

  it('takes rows in any order', () => {
    const bars = walkingBars(3_000, { interval: 11 * MS_PER_MINUTE });
    const reversed = Object.fromEntries(Object.entries(bars).map(([name, x]) => [name, x.slice().reverse()]));
    store.writer().commitPage(pageOf([blockOf(reversed as typeof bars)]));
    const reader = store.reader();
    expect(reader.read(reader.findSeries(MINUTE_BARS)!.id)).toEqual(bars);
  });

  it('keeps the first of two contradicting rows and quarantines the other, once', () => {
    const bars = walkingBars(100);
    const changed = sliceColumns(bars, 0, 100);
    changed.c[7] = 1;
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    const second = pageOf([blockOf(changed)], { cursor: { fingerprint: 'f2', path: '/data/other.csv' } });
    expect(writer.commitPage(second)).toMatchObject({
      rows: 100,
      unchanged: 99,
      quarantined: 1,
      reasons: { conflict: 1 },
    });
    writer.commitPage(second);
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    expect(reader.read(id)).toEqual(bars);
    expect(reader.quarantineCount()).toBe(1);
    const [row] = reader.quarantine();
    expect(row).toMatchObject({ file: '/data/other.csv', line: 9, t: bars.t[7], reason: 'conflict', series: id });
    expect(row!.detail).toContain(
      `c at ${new Date(bars.t[7]!).toISOString()} is ${bars.c[7]} already; this row says 1`,
    );
  });

  it('fills missing values of a stored row', () => {
    const key: SeriesKey = { instrument: 'BTC', kind: 'oi', interval: 0, source: 'file', field: '' };
    const first = columnsOf('oi', 2);
    first.t.set([START, START + 1]);
    first.base.set([5, 6]);
    first.usd.fill(Number.NaN);
    const second = sliceColumns(first, 0, 2);
    second.base.fill(Number.NaN);
    second.usd.set([50, 60]);
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(first, key)]));
    expect(writer.commitPage(pageOf([blockOf(second, key)]))).toMatchObject({ merged: 2, added: 0 });
    const reader = store.reader();
    const series = reader.findSeries(key)!;
    expect(series).toMatchObject({ rows: 2, revision: 2 });
    expect([...reader.read(series.id).usd!]).toEqual([50, 60]);
  });

  it('counts rows doubled within a file, and counts them once when the file comes again', () => {
    const bars = walkingBars(10);
    const doubled = Object.fromEntries(Object.entries(bars).map(([name, x]) => [name, Float64Array.of(...x, x[9]!)]));
    const writer = store.writer();
    const page = pageOf([blockOf(doubled as typeof bars)]);
    expect(writer.commitPage(page)).toMatchObject({ rows: 11, added: 10, unchanged: 1 });
    writer.commitPage(page);
    expect(store.reader().findSeries(MINUTE_BARS)!.duplicates).toBe(1);
  });

  it('keeps quarantined rows once per file, line and reason', () => {
    const row: QuarantinedRow = {
      file: 'a.csv', line: 3, t: Number.NaN, reason: 'unparseable', detail: "close 'x' is not a number", text: '1,2,3,4,x,5',
    }; // prettier-ignore
    const writer = store.writer();
    const page = pageOf([], { quarantined: [row, { ...row, line: 4, reason: 'futureTime', t: 9e15 }] });
    expect(writer.commitPage(page)).toMatchObject({
      rows: 2,
      quarantined: 2,
      reasons: { unparseable: 1, futureTime: 1 },
    });
    writer.commitPage(page);
    const reader = store.reader();
    expect(reader.quarantineCount()).toBe(2);
    expect(reader.quarantine({ reason: 'unparseable' })).toEqual([{ ...row, id: 1, series: undefined }]);
    expect(reader.quarantine({}, 1, 1).map(({ line }) => line)).toEqual([4]);
    writer.removeQuarantined([1]);
    expect(reader.quarantineCount({ file: 'a.csv' })).toBe(1);
  });

  it('keeps apart contradictions of a source that has no lines', () => {
    const bars = walkingBars(50);
    const changed = sliceColumns(bars, 0, 50);
    changed.c!.fill(1);
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(bars)]));
    const page = pageOf([{ ...blockOf(changed), line: new Float64Array(50).fill(Number.NaN) }]);
    for (let k = 0; k < 2; k++) expect(writer.commitPage(page)).toMatchObject({ quarantined: 50 });
    expect(store.reader().quarantineCount()).toBe(50);
  });

  it('refuses figures of another meaning and keeps nothing of their page', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(walkingBars(10))]));
    const before = writer.contentDigest();
    const other = blockOf(walkingBars(10, { seed: 2 }), { ...MINUTE_BARS, instrument: 'ETHUSDT' });
    const quote = blockOf(walkingBars(20), MINUTE_BARS, { traits: { volumeUnit: 'quote' } });
    expect(() => writer.commitPage(pageOf([other, quote]))).toThrow(
      expect.objectContaining({
        code: 'mismatch',
        message: expect.stringMatching(/volumeUnit is 'base'.*'quote' here/),
      }),
    );
    expect(writer.contentDigest()).toBe(before);
  });

  it('refuses a stamp that is not a whole millisecond', () => {
    const bars = walkingBars(3);
    bars.t[1] = Number.NaN;
    expect(() => store.writer().commitPage(pageOf([blockOf(bars)]))).toThrow(RangeError);
  });

  it('notes cursor and provenance: pages of one file are one run', () => {
    const writer = store.writer();
    const pages = pagesOf(walkingBars(100), 40);
    writer.commitPage(pages[0]!);
    const reader = store.reader();
    expect(reader.cursor('f1')).toMatchObject({ offset: 40, line: 41, done: false, path: '/data/bars.csv' });
    expect(reader.imports()[0]).toMatchObject({ status: 'running', finished: Number.NaN, counts: { rows: 40 } });
    for (const page of pages.slice(1)) writer.commitPage(page);
    expect(reader.cursor('f1')).toMatchObject({ offset: 100, done: true });
    expect(reader.imports()).toHaveLength(1);
    expect(reader.imports()[0]).toMatchObject({ status: 'done', counts: { rows: 100, added: 100 }, fingerprint: 'f1' });
    expect(reader.importsOf(reader.findSeries(MINUTE_BARS)!.id)).toEqual(reader.imports());
    writer.commitPage(pageOf([], { cursor: { fingerprint: 'f9', done: false } }));
    writer.finishRun('f9', 'failed', 'the disk went away');
    expect(reader.imports(1)[0]).toMatchObject({ status: 'failed', message: 'the disk went away', fingerprint: 'f9' });
  });

  it('keeps the more cautious of two coverage claims and joins equal neighbours', () => {
    const writer = store.writer();
    const claim = (from: number, coverage: 'complete' | 'throttled') => ({ from, coverage });
    const block = (coverage: ReturnType<typeof claim>[]) => blockOf(walkingBars(1), MINUTE_BARS, { coverage });
    writer.commitPage(pageOf([block([claim(START, 'throttled'), claim(START + 5, 'throttled')])]));
    writer.commitPage(pageOf([block([claim(START, 'complete'), claim(START + MS_PER_DAY, 'complete')])]));
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    expect(reader.coverage(id)).toEqual([claim(START, 'throttled'), claim(START + MS_PER_DAY, 'complete')]);
    writer.setCoverage(id, [claim(START, 'complete'), claim(START + 5, 'complete')]);
    expect(reader.coverage(id)).toEqual([claim(START, 'complete')]);
  });

  it('removes a series with all that hangs on it, and lets its files be imported again', () => {
    const writer = store.writer();
    const page = pageOf([blockOf(walkingBars(20_000))]);
    writer.commitPage(page);
    const reader = store.reader();
    writer.removeSeries(reader.findSeries(MINUTE_BARS)!.id);
    expect(reader.listSeries()).toEqual([]);
    expect(reader.cursor('f1')).toBeUndefined();
    expect(reader.sql('SELECT (SELECT count(*) FROM chunk), (SELECT count(*) FROM pyramid)').rows).toEqual([[0, 0]]);
    expect(writer.commitPage(page)).toMatchObject({ added: 20_000 });
  });
});
