import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { EntityRecord, StatementRecord } from '#main/store/types';
import { useStore } from './support/folder';

const store = useStore();
const entity = (given: Partial<EntityRecord> = {}): EntityRecord => ({
  ...{ id: 'aave', name: 'Aave', kind: 'protocol', symbol: 'AAVE', instrument: null, figures: null, note: '' },
  ...{ synthetic: false, ...given },
});
const row = (given: Partial<StatementRecord> = {}): StatementRecord => ({
  ...{ entity: 'aave', item: 'fees', from: 0, to: 90, published: 100, value: 5, source: 'report', estimated: false },
  ...given,
});
const stock = (given: Partial<StatementRecord> = {}): StatementRecord => row({ item: 'cash', from: NaN, ...given });

it('keeps figures by entity, item, period and publication; the same again changes nothing', () => {
  const writer = store.writer();
  const rows = [row(), row({ published: 120, value: 6 }), row({ from: 45 }), stock(), stock({ to: 91 })];
  expect(writer.putStatements([entity()], rows)).toEqual({ added: 5, changed: 0, unchanged: 0 });
  const before = writer.contentDigest();
  expect(writer.putStatements([entity()], rows)).toEqual({ added: 0, changed: 0, unchanged: 5 });
  expect(writer.contentDigest()).toBe(before);
  expect(writer.putStatements([], [stock({ value: -7 }), row({ estimated: true }), row({ from: 45, source: 'blog' })])).toEqual({ added: 0, changed: 3, unchanged: 0 }); // prettier-ignore
  expect(writer.contentDigest()).not.toBe(before);
  expect(store.reader().statements('aave')).toEqual([
    stock({ value: -7 }),
    row({ estimated: true }),
    row({ from: 45, source: 'blog' }),
    row({ published: 120, value: 6 }),
    stock({ to: 91 }),
  ]);
});

it('tells nothing before its publication, in SQL neither', () => {
  const writer = store.writer();
  writer.putStatements([entity(), entity({ id: 'b', name: 'B' })], [row(), row({ published: 120, value: 6 })]);
  const reader = store.reader();
  expect([99, 100, 119, 120].map((t) => reader.statements('aave', t).length)).toEqual([0, 1, 1, 2]);
  expect(reader.statementSummaries(99)).toEqual([{ entity: 'aave', stored: 2, known: 0, newest: null }]);
  expect(reader.statementSummaries()).toEqual([{ entity: 'aave', stored: 2, known: 2, newest: 120 }]);
  const sql = (text: string, asOf?: number) => reader.sql(text, asOf === undefined ? {} : { asOf }).rows;
  expect(sql('SELECT value FROM statement ORDER BY 1')).toEqual([[5], [6]]);
  expect(sql('SELECT value FROM statement', 119)).toEqual([[5]]);
  expect(sql("SELECT item, period_from, period_to, published, value FROM statements('aave')", 119)).toEqual([['fees', 0, 90, 100, 5]]); // prettier-ignore
  expect(sql("SELECT count(*) FROM statements('aave')")).toEqual([[2]]);
});

it('all rows of a call are stored or none, and none without their entity', () => {
  const writer = store.writer();
  expect(() => writer.putStatements([entity()], [row(), row({ entity: 'nobody' })])).toThrow();
  expect(() => writer.putStatements([entity()], [row(), row({ from: 90 })])).toThrow();
  expect(() => writer.putStatements([entity()], [row(), row({ value: NaN })])).toThrow();
  expect(store.reader().entities()).toEqual([]);
});

it('removes figures by their keys, and an entity with all of its own', () => {
  const writer = store.writer();
  writer.putStatements([entity(), entity({ id: 'b' })], [row(), stock(), row({ entity: 'b' })]);
  expect(writer.removeStatements([stock({ value: 99 }), stock({ to: 91 })])).toBe(1);
  const reader = store.reader();
  expect(reader.statements('aave')).toEqual([row()]);
  expect([writer.removeEntity('aave'), writer.removeEntity('aave')]).toEqual([true, false]);
  expect(reader.entity('aave')).toBeUndefined();
  expect(reader.statements('aave')).toEqual([]);
  expect(reader.statements('b')).toHaveLength(1);
  expect(writer.verify().ok).toBe(true);
});

it('what was put in by another hand and cannot be is found by a verification', () => {
  const writer = store.writer();
  writer.putStatements([entity()], [row()]);
  const db = new Database(store.path);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  db.exec("INSERT INTO statement VALUES ('nobody', 'fees', 9, 5, 6, 1.5, '', 2)");
  db.close();
  expect(
    writer
      .verify()
      .damage.map(({ what }) => what)
      .sort(),
  ).toEqual(['database', 'reference']);
});

it('a backup has them, and a restore brings them back', async () => {
  const writer = store.writer();
  writer.putStatements([entity()], [row(), stock()]);
  const before = writer.contentDigest();
  await writer.backup(store.file('copy.ballast'));
  writer.removeEntity('aave');
  await writer.restore(store.file('copy.ballast'));
  expect(writer.contentDigest()).toBe(before);
  expect(store.reader().statements('aave')).toHaveLength(2);
});
