import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { klines, useCli } from './support/cli';

const cli = useCli();
const care = (...args: string[]) => cli.run(args);

/** A copy of the database with something done to it. */
function changed(name: string, change: (db: Database.Database) => void): string {
  copyFileSync(cli.at('copy.db'), cli.at(name));
  const db = new Database(cli.at(name));
  change(db);
  db.close();
  return name;
}
const damage = (db: Database.Database): void => {
  const row = db.prepare<[], { bucket_ms: number; data: Buffer }>('select bucket_ms, data from chunk').get()!;
  row.data[20]! ^= 255;
  db.prepare('update chunk set data = ? where bucket_ms = ?').run(row.data, row.bucket_ms);
};

beforeAll(async () => {
  cli.write('BTCUSDT-1m-2024-01.csv', klines(100));
  cli.write('ETHUSDT-1m-2024-01.csv', klines(100));
  await cli.load('main.db', 'BTCUSDT-1m-2024-01.csv');
  await care('backup', 'copy.db', '--db', 'main.db');
});

describe('care of the database', () => {
  it('restores what was backed up, and keeps what it replaced', async () => {
    const before = cli.digest('main.db');
    expect(cli.digest('copy.db')).toBe(before);
    await cli.load('main.db', 'ETHUSDT-1m-2024-01.csv');
    expect(cli.digest('main.db')).not.toBe(before);
    expect(await care('restore', 'copy.db', '--db', 'main.db')).toMatchObject({ code: 0 });
    expect(cli.digest('main.db')).toBe(before);
    expect(existsSync(cli.at('main.db.before-restore'))).toBe(true);
  });

  it('backs up into a folder, and moves', async () => {
    const digest = cli.digest('main.db');
    const { message } = await cli.json<{ message: string }>('backup', cli.folder, '--db', 'main.db');
    expect(message).toMatch(/ballast-\d{4}-.*\.db$/);
    await care('backup', 'moving.db', '--db', 'main.db');
    expect(await care('move', 'elsewhere', '--db', 'moving.db')).toMatchObject({ code: 0 });
    expect(existsSync(cli.at('moving.db'))).toBe(false);
    expect(cli.digest('elsewhere/moving.db')).toBe(digest);
  });

  it.each([
    ['a file that is not there', () => 'none.db', 2, /none\.db/],
    ['text', () => cli.write('text.db', 'not a database at all'), 2, /not a Ballast database/],
    ['a damaged copy', () => changed('damaged.db', damage), 1, /damaged/],
    ['a newer one', () => changed('newer.db', (db) => db.pragma('user_version = 999')), 1, /newer/],
  ])('does not restore %s', async (_, make, expected, message) => {
    const digest = cli.digest('main.db');
    const { code, err } = await care('restore', make(), '--db', 'main.db');
    expect(code).toBe(expected);
    expect(err).toMatch(message);
    expect(cli.digest('main.db')).toBe(digest);
  });

  it('says what is damaged, and of which series', async () => {
    const db = changed('broken.db', damage);
    for (const command of ['verify', 'doctor']) {
      const { code, out, err } = await care(command, '--db', db);
      expect(code).toBe(1);
      expect(out + err).toMatch(/BTCUSDT bars 1m.*checksum/);
    }
    const query = await care('sql', "select count(*) from bars('BTCUSDT', '1m')", '--db', db);
    expect(query).toMatchObject({ code: 1, out: '' });
    expect(query.err).toMatch(/BTCUSDT bars 1m/);
  });

  it('checks a database that is read-only', async () => {
    const db = changed('locked.db', () => undefined);
    chmodSync(cli.at(db), 0o444);
    expect(await care('verify', '--db', db)).toMatchObject({ code: 0 });
    expect(await care('doctor', '--db', db)).toMatchObject({ code: 0 });
  });

  it('opens neither a newer database nor another file', async () => {
    const newer = changed('future.db', (db) => db.pragma('user_version = 999'));
    expect(await care('series', '--db', newer)).toMatchObject({ code: 1, out: '' });
    expect(await care('series', '--db', 'BTCUSDT-1m-2024-01.csv')).toMatchObject({ code: 2, out: '' });
  });
});
