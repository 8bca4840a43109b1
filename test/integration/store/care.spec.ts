import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StoreWriter } from '#main/store/api';
import { migrate } from '#main/store/migrate';
import { useStore } from './support/folder';
import { MINUTE_BARS, blockOf, pageOf, walkingBars } from './support/pages';

const store = useStore();
const filled = (rows = 15_000): StoreWriter => {
  const writer = store.writer();
  writer.commitPage(pageOf([blockOf(walkingBars(rows))]));
  return writer;
};

describe('backup', () => {
  it('is a whole database of its own, with progress, and replaces an older one', async () => {
    const writer = filled();
    const target = store.file('backup.ballast');
    writeFileSync(target, 'old');
    const seen: number[] = [];
    await writer.backup(target, { onProgress: (done) => seen.push(done) });
    expect(store.reader(target).contentDigest()).toBe(writer.contentDigest());
    expect(seen.at(-1)).toBe(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(readdirSync(store.folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('that is stopped or fails leaves no file and the older one', async () => {
    const writer = filled();
    const target = store.file('backup.ballast');
    writeFileSync(target, 'old');
    await expect(writer.backup(target, { shouldStop: () => true })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(writer.backup(store.file('no/such/folder/b'))).rejects.toThrow();
    await expect(writer.backup(store.path)).rejects.toMatchObject({ code: 'io' });
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(store.folder).filter((name) => name.includes('partial'))).toEqual([]);
    expect(writer.verify().ok).toBe(true);
  });
});

describe('restore', () => {
  it('puts a verified copy in place, keeps the old file beside, and goes on', async () => {
    const writer = filled(100);
    const wanted = writer.contentDigest();
    const backup = store.file('backup.ballast');
    await writer.backup(backup);
    writer.commitPage(pageOf([blockOf(walkingBars(200))]));
    const replaced = writer.contentDigest();
    await writer.restore(backup);
    expect(writer.contentDigest()).toBe(wanted);
    expect(store.reader(`${store.path}.before-restore`).contentDigest()).toBe(replaced);
    await writer.restore(backup);
    expect(existsSync(`${store.path}.before-restore-2`)).toBe(true);
    expect(writer.commitPage(pageOf([blockOf(walkingBars(200))]))).toMatchObject({ added: 100 });
    expect(existsSync(backup)).toBe(true);
  });

  it('refuses a damaged or foreign copy, and changes nothing', async () => {
    const writer = filled();
    const before = writer.contentDigest();
    const backup = store.file('backup.ballast');
    await writer.backup(backup);
    const db = new Database(backup);
    db.exec('UPDATE chunk SET crc32 = 1');
    db.close();
    await expect(writer.restore(backup)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining(backup),
    });
    writeFileSync(store.file('x.txt'), 'text');
    await expect(writer.restore(store.file('x.txt'))).rejects.toMatchObject({ code: 'notBallast' });
    await expect(writer.restore(store.file('none'))).rejects.toMatchObject({ code: 'missing' });
    expect(writer.contentDigest()).toBe(before);
    expect(readdirSync(store.folder).filter((name) => /restore|partial/.test(name))).toEqual([]);
  });

  it('brings a backup of an earlier version up to date', async () => {
    const old = new Database(store.file('old.ballast'));
    migrate(old, 10);
    old.exec("INSERT INTO source VALUES ('old', 'Old', '', '')");
    old.close();
    const writer = filled(10);
    await writer.restore(store.file('old.ballast'));
    expect(store.reader().sources()).toMatchObject([{ id: 'old' }]);
  });

  it('waits for nobody: while somebody reads, it is refused and the writer goes on', async () => {
    const writer = filled(100);
    const backup = store.file('backup.ballast');
    await writer.backup(backup);
    const reader = store.reader();
    reader.listSeries();
    await expect(writer.restore(backup)).rejects.toMatchObject({ code: 'locked' });
    await expect(writer.move(store.file('elsewhere'))).rejects.toMatchObject({ code: 'locked' });
    expect(existsSync(store.file('elsewhere/market.ballast'))).toBe(false);
    expect(writer.commitPage(pageOf([blockOf(walkingBars(101))]))).toMatchObject({ added: 1 });
    expect(reader.findSeries(MINUTE_BARS)!.rows).toBe(101);
  });
});

describe('move', () => {
  it('takes the file to another folder and goes on there', async () => {
    const writer = filled(100);
    const digest = writer.contentDigest();
    const target = await writer.move(store.file('elsewhere'));
    expect(target).toBe(join(store.folder, 'elsewhere', 'market.ballast'));
    expect(writer.path).toBe(target);
    expect(writer.contentDigest()).toBe(digest);
    expect(readdirSync(store.folder)).toEqual(['elsewhere']);
  });

  it('never writes over a file that is there', async () => {
    const writer = filled(100);
    mkdirSync(store.file('taken'));
    writeFileSync(store.file('taken/market.ballast'), 'mine');
    await expect(writer.move(store.file('taken'))).rejects.toMatchObject({ code: 'io' });
    await expect(writer.move(store.folder)).rejects.toMatchObject({ code: 'io' });
    expect(readFileSync(store.file('taken/market.ballast'), 'utf8')).toBe('mine');
    expect(writer.verify().ok).toBe(true);
  });
});

describe('compact and verify', () => {
  it('takes nothing for damage that another program writes meanwhile', () => {
    const writer = filled(200_000);
    const key = { ...MINUTE_BARS, instrument: 'ETHUSDT' };
    const commit = (rows: number) => writer.commitPage(pageOf([blockOf(walkingBars(rows), key)]));
    commit(100);
    const reader = store.reader();
    let told = 0;
    const report = reader.verify({ onProgress: () => void (++told === 2 && commit(200)) }); // between summaries and rows
    expect(told).toBeGreaterThan(2);
    expect(report).toMatchObject({ ok: true, rows: 200_100 });
    expect(reader.verify()).toMatchObject({ ok: true, rows: 200_200 });
  });

  it('gives unused pages back', () => {
    const writer = filled(60_000);
    writer.removeSeries(1);
    const before = writer.info();
    expect(before.freePages).toBeGreaterThan(10);
    writer.compact();
    expect(writer.info().freePages).toBe(0);
    expect(writer.info().bytes).toBeLessThan(before.bytes / 2);
    expect(writer.verify()).toMatchObject({ ok: true, rows: 0 });
  });

  it('stops when asked', () => {
    expect(() => filled().verify({ shouldStop: () => true })).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });

  it('finds a summary that does not fit the chunks', () => {
    const writer = filled();
    writer.close();
    const db = new Database(store.path);
    db.exec('UPDATE series SET rows = 3');
    db.close();
    expect(store.reader().verify().damage).toMatchObject([
      { series: MINUTE_BARS, detail: '15000 rows are stored, its summary says 3' },
    ]);
  });

  it('moves the log into the file', () => {
    const writer = filled();
    expect(writer.info().walBytes).toBeGreaterThan(0);
    writer.checkpoint();
    expect(writer.info().walBytes).toBe(0);
  });
});
