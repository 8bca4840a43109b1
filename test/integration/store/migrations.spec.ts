import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '#main/store/migrate';
import { LATEST_VERSION, MIGRATIONS } from '#main/store/migrations/index';
import { useStore } from './support/folder';
import { MINUTE_BARS, blockOf, pageOf, walkingBars } from './support/pages';

const store = useStore();
const open: Database.Database[] = [];
afterEach(() => open.splice(0).forEach((db) => db.close()));
const database = (path: string): Database.Database => {
  const db = new Database(path);
  open.push(db);
  return db;
};

/** Data that a file of this version may hold, and a query that must give the same after every later migration. */
const DATA: Record<number, { readonly insert: string; readonly check: string }> = {
  10: {
    insert: `
      INSERT INTO instrument VALUES ('BTCUSDT', 'Bitcoin', 'BTC', 'USDT', 'binance', NULL, '', 0.1, 0);
      INSERT INTO source VALUES ('binance', 'Binance', 'https://www.binance.com', '');
      INSERT INTO series VALUES (7, 'BTCUSDT', 'bars', 60000, 'binance', '', 60000, 'base', '', 0, 1, 0, 0, 1);
      INSERT INTO coverage_span VALUES (7, 0, 'complete');
      INSERT INTO chunk VALUES (7, 0, 1, 0, 0, 1, x'00ff');
      INSERT INTO pyramid VALUES (7, 3600000, 0, 1, 1, x'01');`,
    check: `SELECT i.id, i.tick, s.id, c.coverage, hex(k.data), hex(p.data), k.crc32 FROM series s JOIN instrument i ON i.id = s.instrument
      JOIN coverage_span c ON c.series_id = s.id JOIN chunk k ON k.series_id = s.id JOIN pyramid p ON p.series_id = s.id`,
  },
  20: {
    insert: `
      INSERT INTO macro_series VALUES ('CPI', 'Consumer prices', 'index', 'monthly', 'bls', 1);
      INSERT INTO macro_release VALUES ('CPI', 0, 100, 1.5), ('CPI', 0, 200, 1.6), ('CPI', 1, NULL, NULL);`,
    check:
      'SELECT series_id, period_ms, released_ms, value, macro_series.* FROM macro_release JOIN macro_series ON id = series_id ORDER BY period_ms, released_ms',
  },
  30: {
    insert: `
      INSERT INTO import_run VALUES (1, '/a.csv', 'f', 'file', 'bars', 1, 2, 'done', '', '{}');
      INSERT INTO import_cursor VALUES ('f', '/a.csv', 'file', 'bars', 10, 2, 1);
      INSERT INTO import_series VALUES (7, 'f');
      INSERT INTO import_duplicate VALUES (7, 'f', 10, 3);
      INSERT INTO quarantine VALUES (1, '/a.csv', 2, 'conflict', 7, 0.0, 'd', 't');`,
    check: `SELECT * FROM import_run JOIN import_cursor USING (fingerprint) JOIN import_series USING (fingerprint)
      JOIN import_duplicate USING (fingerprint) JOIN quarantine q ON q.series_id = 7`,
  },
  40: {
    insert: `
      INSERT INTO event VALUES (1, 'BTCUSDT', 'cascade', 's', 'r', 3, 1, 2, 'long', 5.5, '{}');
      INSERT INTO setting VALUES ('theme', '"dark"');
      INSERT INTO layout VALUES ('Market', '{}', 1);
      INSERT INTO template VALUES ('t,o,h,l,c,v', '{}', 1);
      INSERT INTO document VALUES ('plan', 'p1', 'My plan', '{}', 1);`,
    check: 'SELECT * FROM event, setting, layout, template, document',
  },
  50: {
    insert: "INSERT INTO study_result VALUES ('q', 'f', 1, '{}');",
    check: 'SELECT * FROM study_result',
  },
  60: {
    insert: "INSERT INTO hedge_result VALUES ('q', 'f', 1, '{}');",
    check: 'SELECT * FROM hedge_result',
  },
  70: {
    insert: `
      INSERT INTO settled_span VALUES ('okx', 'bars', 'BTC-USDT-SWAP', 60000, 0, 60000, 'fetched', 5);
      INSERT INTO settled_series VALUES (7, 'okx', 'bars', 'BTC-USDT-SWAP', 60000);
      INSERT INTO quarantine_conflict VALUES (1, '{"t":0}', '{"t":0}', 5);`,
    check:
      'SELECT * FROM settled_span JOIN settled_series USING (source, offer, instrument, interval_ms), quarantine_conflict',
  },
  80: {
    insert: `
      INSERT INTO quarantine_kept VALUES (7, NULL, 'h', 5), (NULL, 'CPI', 'h', 5);`,
    check: 'SELECT * FROM quarantine_kept ORDER BY series_id',
  },
  90: {
    insert: `
      INSERT INTO plan_version VALUES ('p', 1, 1, 'My plan', 'c', 5, 'drafted', 0, '{}');
      INSERT INTO plan_signature VALUES ('c', 'k', 'sign', 6, 's');`,
    check: 'SELECT * FROM plan_version JOIN plan_signature USING (content)',
  },
  100: {
    insert: "INSERT INTO journal_entry VALUES ('j1', 5, 's1', '{}', x'89504e47', 0), ('j2', 6, NULL, '{}', NULL, 1);",
    check: 'SELECT * FROM journal_entry ORDER BY id',
  },
  110: {
    insert: "INSERT INTO macro_release VALUES ('CPI', 2, 300, NULL, 250, 2);",
    check: 'SELECT * FROM macro_release WHERE announced_ms IS NOT NULL',
  },
  120: {
    insert: `
      INSERT INTO entity VALUES ('aave', 'Aave', 'protocol', 'AAVE', 'AAVEUSDT', NULL, '', 0);
      INSERT INTO statement VALUES ('aave', 'fees', 0, 5, 6, 1.5, 'report', 0), ('aave', 'cash', NULL, 5, 6, 2.0, 'report', 1);`,
    check: 'SELECT * FROM statement JOIN entity ON id = entity ORDER BY item',
  },
  130: {
    insert: "INSERT INTO time_shift_result VALUES ('q', 'f', 1, '{}');",
    check: 'SELECT * FROM time_shift_result',
  },
};

describe('migrations', () => {
  it('are numbered by ten, ascending, and each has data to be tested with', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => 10 * (index + 1)));
    expect(Object.keys(DATA).map(Number)).toEqual(MIGRATIONS.map(({ version }) => version));
  });

  it.each(MIGRATIONS.slice(1).map(({ version }) => version))('to %i keep the data of the version before', (version) => {
    const db = database(store.path);
    const earlier = MIGRATIONS.map((m) => m.version).filter((v) => v < version);
    for (const v of earlier) {
      migrate(db, v);
      expect(db.pragma('user_version', { simple: true })).toBe(v);
      db.exec(DATA[v]!.insert);
    }
    const before = earlier.map((v) => db.prepare(DATA[v]!.check).raw().all());
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    migrate(db, version);
    expect(earlier.map((v) => db.prepare(DATA[v]!.check).raw().all())).toEqual(before);
    db.exec(DATA[version]!.insert);
    expect(db.prepare(DATA[version]!.check).all()).not.toHaveLength(0);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('leave the file at the version before when one fails', () => {
    const db = database(store.path);
    migrate(db, 10);
    const failing = {
      version: 20,
      up: (d: Database.Database) => void d.exec('CREATE TABLE half (x); CREATE TABLE chunk (x);'),
    };
    expect(() => migrate(db, Infinity, [MIGRATIONS[0]!, failing])).toThrow(/already exists/);
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  });

  it('run when an older file is opened for writing; a reader refuses it', () => {
    const db = database(store.path);
    migrate(db, 10);
    db.close();
    expect(() => store.reader()).toThrow(expect.objectContaining({ code: 'older' }));
    store.writer().commitPage(pageOf([blockOf(walkingBars(5))]));
    const reader = store.reader();
    expect(reader.findSeries(MINUTE_BARS)).toMatchObject({ rows: 5 });
    expect(reader.info().schemaVersion).toBe(LATEST_VERSION);
  });
});
