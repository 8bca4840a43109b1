import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import type { StoreErrorCode } from '#main/store/errors';
import type { SeriesKey } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, pageOf, walkingBars } from './support/pages';

const store = useStore();
const ETH: SeriesKey = { ...MINUTE_BARS, instrument: 'ETHUSDT' };

/** What happened, what was kept, what to do: each designed message has the three. */
const failing = (code: StoreErrorCode, ...parts: RegExp[]) =>
  expect.objectContaining({
    name: 'StoreError',
    code,
    message: expect.toSatisfy(
      (text: string) => parts.every((part) => part.test(text)),
      `message with ${parts.join(' ')}`,
    ),
  });

/** A closed database file with two chunks of Bitcoin and one of Ether. */
function closedStore(): string {
  const writer = store.writer();
  writer.commitPage(pageOf([blockOf(walkingBars(15_000)), blockOf(walkingBars(500, { seed: 2 }), ETH)]));
  writer.close();
  return store.path;
}

/** Flips a byte inside the first stored chunk. */
function damageFirstChunk(path: string): void {
  const db = new Database(path, { readonly: true });
  const data = db.prepare<[], Buffer>('SELECT data FROM chunk ORDER BY series_id, bucket_ms').pluck().get() as Buffer;
  db.close();
  const needle = data.subarray(30_000, 30_032);
  const at = readFileSync(path).indexOf(needle);
  expect(at).toBeGreaterThan(0);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.of(needle[0]! ^ 0xff), 0, 1, at);
  closeSync(file);
}

describe('opening', () => {
  it('says that there is no such file', () => {
    expect(() => store.reader()).toThrow(failing('missing', /There is no database at/, /not touched/, /import data/));
  });

  it('refuses what is not a database, and leaves it as it is', () => {
    const path = store.file('notes.txt');
    writeFileSync(path, 'BTC looks strong. '.repeat(100));
    for (const open of [() => store.reader(path), () => store.writer(path)])
      expect(open).toThrow(failing('notBallast', /is not a Ballast database/, /not touched/, /Choose another/));
    expect(readFileSync(path, 'utf8')).toMatch(/^BTC looks strong/);
    expect(() => store.writer(store.folder)).toThrow(failing('notBallast'));
  });

  it('refuses a database of another program, and leaves it as it is', () => {
    const path = store.file('other.db');
    const other = new Database(path);
    other.exec('CREATE TABLE contacts (name TEXT)');
    other.close();
    const bytes = readFileSync(path);
    for (const open of [() => store.reader(path), () => store.writer(path)])
      expect(open).toThrow(failing('notBallast'));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('refuses a database of a newer version, and leaves it as it is', () => {
    const path = closedStore();
    const db = new Database(path);
    db.pragma('user_version = 9990');
    db.close();
    const bytes = readFileSync(path);
    for (const open of [() => store.reader(path), () => store.writer(path)])
      expect(open).toThrow(
        failing(
          'newer',
          /newer version of Ballast \(version 9990, this program reads \d+\)/,
          /not touched/,
          /Update Ballast/,
        ),
      );
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('takes an empty file for a new database', () => {
    writeFileSync(store.path, '');
    expect(() => store.reader()).toThrow(failing('older', /Start Ballast once/));
    expect(store.writer().commitPage(pageOf([blockOf(walkingBars(1))]))).toMatchObject({ added: 1 });
  });

  it('creates the folder', () => {
    const path = store.file('deep/er/market.ballast');
    store.writer(path);
    expect(statSync(path).size).toBeGreaterThan(0);
  });
});

describe('writing', () => {
  it('to a read-only file is refused; reading goes on', () => {
    const path = closedStore();
    chmodSync(path, 0o444);
    expect(() => store.writer()).toThrow(failing('readOnly', /cannot be written to/, /not touched/, /Allow writing/));
    expect(store.reader().findSeries(ETH)).toMatchObject({ rows: 500 });
  });

  it('while another program writes is refused after a wait; nothing is lost and the same step works later', () => {
    closedStore();
    const other = new Database(store.path);
    other.exec('BEGIN IMMEDIATE');
    const writer = store.writer(store.path, { busyTimeout: 50 });
    const page = pageOf([blockOf(walkingBars(20_000))]);
    expect(() => writer.commitPage(page)).toThrow(
      failing('locked', /Another program is writing/, /rolled back/, /wait until it is done/),
    );
    expect(store.reader().findSeries(MINUTE_BARS)).toMatchObject({ rows: 15_000 });
    other.exec('COMMIT');
    other.close();
    expect(writer.commitPage(page)).toMatchObject({ added: 5_000 });
  });

  it('to a full disk stops the page whole; what was committed stays, and it goes on when there is space', () => {
    const path = closedStore();
    const used = Number(execFileSync('stat', ['-c', '%s', path])) / 16_384;
    const full = store.writer(path, { maxPages: Math.ceil(used) + 3 });
    const before = full.contentDigest();
    const page = pageOf([blockOf(walkingBars(60_000))]);
    expect(() => full.commitPage(page)).toThrow(
      failing('full', /No space is left/, /rolled back/, /goes on where it stopped/),
    );
    expect(full.contentDigest()).toBe(before);
    expect(full.verify()).toMatchObject({ ok: true, rows: 15_500 });
    full.close();
    expect(store.writer().commitPage(page)).toMatchObject({ added: 45_000, unchanged: 15_000 });
  });
});

describe('a damaged chunk', () => {
  it('is named by series and span; other series, and other spans of the same, can be read', () => {
    const path = closedStore();
    damageFirstChunk(path);
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    expect(() => reader.read(id)).toThrow(
      failing(
        'corrupt',
        /BTCUSDT bars 1m from file is damaged \(2024-01-01T00:00:00.000Z to /,
        /Nothing was changed/,
        /import its file again/,
      ),
    );
    expect(reader.read(id, { from: START + 7 * MS_PER_DAY }).t.length).toBeGreaterThan(0);
    expect(reader.read(reader.findSeries(ETH)!.id).t).toHaveLength(500);
  });

  it('is found by verify, and nothing else is', () => {
    const path = closedStore();
    expect(store.reader().verify()).toEqual({ ok: true, chunks: 4, rows: 15_500, damage: [] });
    damageFirstChunk(path);
    const { ok, damage } = store.reader().verify();
    expect(ok).toBe(false);
    expect(damage).toMatchObject([
      { what: 'chunk', series: MINUTE_BARS, from: START, detail: 'its checksum does not match' },
    ]);
  });

  it('is never overwritten unread', () => {
    const path = closedStore();
    damageFirstChunk(path);
    const bytes = readFileSync(path);
    const writer = store.writer();
    expect(() => writer.commitPage(pageOf([blockOf(walkingBars(10))]))).toThrow(failing('corrupt', /BTCUSDT/));
    writer.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('can be removed, and comes back with the next import of its file', () => {
    const path = closedStore();
    const before = store.reader().contentDigest();
    damageFirstChunk(path);
    const writer = store.writer();
    expect(writer.discardDamaged()).toMatchObject([{ what: 'chunk', series: MINUTE_BARS }]);
    expect(writer.verify().ok).toBe(true);
    const reader = store.reader();
    expect(reader.cursor('f1')).toBeUndefined();
    expect(reader.findSeries(MINUTE_BARS)!.rows).toBeLessThan(15_000);
    writer.commitPage(pageOf([blockOf(walkingBars(15_000)), blockOf(walkingBars(500, { seed: 2 }), ETH)]));
    expect(writer.contentDigest()).toBe(before);
  });

  it('of coarser bars only is read from the bars instead', () => {
    const path = closedStore();
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    const before = reader.readBars(id, MS_PER_DAY);
    const db = new Database(path);
    db.exec('UPDATE pyramid SET crc32 = crc32 + 1');
    db.close();
    expect(reader.readBars(id, MS_PER_DAY)).toEqual(before);
    expect(reader.verify().damage.every(({ what }) => what === 'pyramid')).toBe(true);
    const writer = store.writer();
    expect(writer.discardDamaged()).toEqual([]);
    expect(writer.verify()).toMatchObject({ ok: true });
  });
});

describe('a damaged file', () => {
  it('is reported as corrupt, and the bytes stay', () => {
    const path = closedStore();
    const size = statSync(path).size;
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(16_384 * 4, 0x5a), 0, 16_384 * 4, 16_384); // tables and indexes live here
    closeSync(file);
    const copy = store.file('copy');
    copyFileSync(path, copy);
    expect(() => {
      const reader = store.reader();
      for (const { id } of reader.listSeries()) reader.read(id);
    }).toThrow(failing('corrupt', /is damaged/, /restore a backup/i));
    expect(statSync(path).size).toBe(size);
    expect(readFileSync(path).equals(readFileSync(copy))).toBe(true);
  });

  it('does not make verify throw', () => {
    const path = closedStore();
    const db = new Database(path, { readonly: true });
    const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'import_run'").pluck().get() as number;
    db.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(16_384, 0x5a), 0, 16_384, (root - 1) * 16_384);
    closeSync(file);
    const report = store.reader().verify();
    expect(report).toMatchObject({ ok: false, rows: 15_500 });
    expect(report.damage.every(({ what }) => what === 'database')).toBe(true);
  });
});
