import { beforeEach, describe, expect, it } from 'vitest';
import { MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { SeriesKey } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, columnsOf, pageOf, walkingBars } from './support/pages';

const store = useStore();
const bars = walkingBars(3_000);
let reader: StoreReader;

beforeEach(() => {
  const oi: SeriesKey = { ...MINUTE_BARS, kind: 'oi', interval: 0 };
  const openInterest = columnsOf('oi', 2);
  openInterest.t.set([START, START + 1]);
  openInterest.base!.set([5, Number.NaN]);
  const prints = columnsOf('prints', 1);
  const buckets = columnsOf('buckets', 1);
  const macro = [1, 2].map((n) => ({ seriesId: 'CPI', period: n, released: START + n, value: n }));
  const liquidations = { ...oi, kind: 'liquidations' } as const;
  const writer = store.writer();
  writer.commitPage(
    pageOf(
      [
        blockOf(bars),
        blockOf(walkingBars(50, { seed: 3 }), { ...MINUTE_BARS, instrument: 'ETHUSDT' }),
        blockOf(walkingBars(50, { seed: 4 }), { ...MINUTE_BARS, instrument: 'ETHUSDT', source: 'binance' }),
        blockOf(openInterest, oi),
        blockOf(prints, liquidations),
        blockOf(buckets, { ...liquidations, interval: MS_PER_HOUR }),
      ],
      { macro },
    ),
  );
  const event = { start: START, end: START, side: 'long', notional: 1, json: '{}' };
  writer.replaceEvents('BTCUSDT', 'cascade', 's', 'r', [
    { ...event, decision: START + 5 },
    { ...event, decision: START + 50 },
  ]);
  reader = store.reader();
});

const rows = (select: string, options?: { limit?: number; asOf?: number }) => reader.sql(select, options).rows;

describe('sql', () => {
  it('shows series as tables', () => {
    const { columns, rows: found, cut } = reader.sql("SELECT * FROM bars('BTCUSDT', '1m') WHERE t = " + bars.t[7]);
    expect(columns).toEqual(['t', 'o', 'h', 'l', 'c', 'v']);
    expect(found).toEqual([[bars.t[7], bars.o![7], bars.h![7], bars.l![7], bars.c![7], bars.v![7]]]);
    expect(cut).toBe(false);
    expect(rows("SELECT count(*), sum(base), count(usd) FROM oi('BTCUSDT')")).toEqual([[2, 5, 2]]);
    expect(rows("SELECT count(price), count(long) FROM liquidations('BTCUSDT', 'irregular')")).toEqual([[1, 0]]);
    expect(rows("SELECT count(price), count(long) FROM liquidations('BTCUSDT', '1h')")).toEqual([[0, 1]]);
    expect(rows("SELECT value FROM macro('CPI')")).toEqual([[1], [2]]);
    expect(rows('SELECT iso(from_ms) FROM series WHERE id = 1')).toEqual([['2024-01-01T00:00:00.000Z']]);
  });

  it('divides stamps as integers and makes coarser bars', () => {
    expect(rows("SELECT t / 3600000 * 3600000, max(h) FROM bars('BTCUSDT', '1m') GROUP BY 1 LIMIT 2")).toEqual(
      rows("SELECT t, h FROM bars('BTCUSDT', '1h') LIMIT 2"),
    );
  });

  it('joins, and bounds what is unpacked', () => {
    const select = `SELECT count(*) FROM bars('BTCUSDT', '1m') a JOIN bars('ETHUSDT', '1m', 'binance') b USING (t)`;
    expect(rows(select)).toEqual([[50]]);
    expect(rows("SELECT count(*) FROM bars('BTCUSDT', '1m') WHERE since = '2024-01-01T01:00:00Z' AND until = '2024-01-01T02:00:00Z'")).toEqual([[60]]); // prettier-ignore
    expect(rows(`SELECT count(*) FROM bars WHERE instrument = 'BTCUSDT' AND until = ${START + MS_PER_MINUTE}`)).toEqual(
      [[1]],
    );
  });

  it('asks which of several sources is meant', () => {
    expect(() => reader.sql("SELECT * FROM bars('ETHUSDT', '1m')")).toThrow(/several series fit: ETHUSDT bars 1m from binance; ETHUSDT bars 1m from file\. Say which: bars\('ETHUSDT', '1m', 'binance'\)/); // prettier-ignore
    expect(() => reader.sql("SELECT * FROM bars('DOGE')")).toThrow("no bars of 'DOGE'");
    expect(() => reader.sql("SELECT * FROM bars('BTCUSDT', 'soon')")).toThrow("'soon' is not an interval");
    expect(() => reader.sql("SELECT * FROM bars('BTCUSDT', '1m') WHERE since = 'then'")).toThrow(
      "'then' is not an instant",
    );
    expect(() => reader.sql('SELECT * FROM bars')).toThrow('name the instrument');
  });

  it('hides what was not known as of an instant', () => {
    const asOf = START + 10;
    expect(rows("SELECT count(*) FROM bars('BTCUSDT', '1m')", { asOf: START + 3 * MS_PER_MINUTE })).toEqual([[3]]);
    expect(rows("SELECT count(*) FROM bars('BTCUSDT', '1m')", { asOf })).toEqual([[0]]);
    expect(rows('SELECT count(*) FROM event', { asOf })).toEqual([[1]]);
    expect(rows('SELECT count(*) FROM macro_release', { asOf: START + 1 })).toEqual([[1]]);
    expect(rows("SELECT count(*) FROM macro('CPI')", { asOf: START + 1 })).toEqual([[1]]);
    const other = walkingBars(2);
    other.c![1] = 1;
    const bad = { file: 'a.csv', reason: 'negativeVolume', detail: '', text: 'x' } as const;
    const quarantined = [{ ...bad, line: 2, t: START + 4 * MS_PER_MINUTE }, { ...bad, line: 3, t: Number.NaN }]; // prettier-ignore
    store.writer().commitPage(pageOf([blockOf(other)], { quarantined }));
    const aside = (instant?: number) => rows('SELECT q.t_ms, c.newer FROM quarantine q LEFT JOIN quarantine_conflict c ON c.quarantine_id = q.id', instant === undefined ? {} : { asOf: instant }); // prettier-ignore
    expect(aside()).toHaveLength(3);
    // The contradiction came now, whatever it speaks of; a row without a stamp was known at no instant.
    expect(aside(START + 5 * MS_PER_MINUTE)).toEqual([[START + 4 * MS_PER_MINUTE, null]]);
    expect(aside(START + 3 * MS_PER_MINUTE)).toEqual([]);
    expect(aside(Date.now())).toHaveLength(2);
    store.writer().removeQuarantined(reader.quarantine({ reason: 'conflict' }).map(({ id }) => id));
    const kept = (instant: number) => rows('SELECT count(*) FROM quarantine_kept', { asOf: instant });
    expect([kept(START + 5 * MS_PER_MINUTE), kept(Date.now())]).toEqual([[[0]], [[1]]]);
    expect(() => reader.sql('SELECT * FROM main.event', { asOf })).toThrow(RangeError);
    expect(rows('SELECT count(*) FROM event')).toEqual([[2]]);
  });

  it('cuts at the limit', () => {
    expect(reader.sql("SELECT t FROM bars('BTCUSDT', '1m')", { limit: 2 })).toMatchObject({
      cut: true,
      rows: [[START], [START + MS_PER_MINUTE]],
    });
    expect(reader.sql('SELECT 1', { limit: 1 }).cut).toBe(false);
    expect(rows("SELECT count(*) FROM bars('BTCUSDT', '1m')")).toEqual([[3_000]]);
  });

  it.each([
    'DELETE FROM series',
    'WITH x AS (SELECT 1) DELETE FROM series',
    '/* SELECT */ DROP TABLE series',
    "ATTACH 'x.db' AS x",
    'PRAGMA journal_mode = DELETE',
    'SELECT 1; DELETE FROM series',
    'VACUUM',
    '',
    'EXPLAIN',
    'SELECT nothing FROM nowhere',
    "SELECT load_extension('x')",
  ])('refuses %j', (statement) => {
    expect(() => reader.sql(statement)).toThrow(Error);
    expect(reader.listSeries().length).toBe(6);
  });

  it('explains, and takes a leading comment', () => {
    expect(reader.sql('-- why\n/* so */ EXPLAIN QUERY PLAN SELECT * FROM series').rows.length).toBeGreaterThan(0);
  });

  it('sees what was committed after it was opened', () => {
    expect(rows('SELECT count(*) FROM setting')).toEqual([[0]]);
    store.writer().putSetting('a', 1);
    expect(rows('SELECT count(*) FROM setting')).toEqual([[1]]);
  });
});
