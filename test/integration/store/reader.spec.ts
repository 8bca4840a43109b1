import { describe, expect, it } from 'vitest';
import { resample } from '#core/series/resample';
import type { AnyColumns, Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { MacroRelease, SeriesId, SeriesKey } from '#main/store/types';
import { useStore } from './support/folder';
import { MINUTE_BARS, START, blockOf, columnsOf, pageOf, sliceColumns, walkingBars } from './support/pages';

const store = useStore();
const at = (minutes: number): number => START + minutes * MS_PER_MINUTE;

function stored(columns: AnyColumns, key: SeriesKey = MINUTE_BARS): { reader: StoreReader; id: SeriesId } {
  store.writer().commitPage(pageOf([blockOf(columns, key)]));
  const reader = store.reader();
  return { reader, id: reader.findSeries(key)!.id };
}

function without(columns: AnyColumns, missing: (index: number) => boolean): AnyColumns {
  const keep = [...columns.t.keys()].filter((i) => !missing(i));
  return Object.fromEntries(
    Object.entries(columns).map(([name, x]) => [name, Float64Array.from(keep, (i) => x[i])]),
  ) as AnyColumns;
}

describe('read', () => {
  const bars = walkingBars(30_000);

  it('cuts by [from, to) across chunks', () => {
    const { reader, id } = stored(bars);
    for (const [from, to] of [
      [0, 30_000],
      [5, 6],
      [9_000, 12_345],
      [100, 100],
      [29_999, 99_999],
      [40_000, 50_000],
    ] as const)
      // prettier-ignore
      expect(reader.read(id, { from: at(from), to: at(to) })).toEqual(sliceColumns(bars, from, to));
    expect(reader.read(id, { from: at(9) + 1 }).t[0]).toBe(at(10));
    expect(reader.read(id, { from: at(20), to: at(10) }).t).toHaveLength(0);
  });

  it('shows by as-of only bars that had closed', () => {
    const { reader, id } = stored(bars);
    expect(reader.read(id, { asOf: at(100) }).t.at(-1)).toBe(at(99));
    expect(reader.read(id, { asOf: at(100) - 1 }).t.at(-1)).toBe(at(98));
    expect(reader.read(id, { asOf: at(0) }).t).toHaveLength(0);
    expect(reader.read(id, { from: at(50), to: at(60), asOf: at(55) }).t).toHaveLength(5);
  });

  it('reads the columns asked for, in fresh arrays of exactly the rows', () => {
    const { reader, id } = stored(bars);
    const columns = reader.read(id, { to: at(20) }, ['c', 't']);
    expect(Object.keys(columns)).toEqual(['c', 't']);
    expect(columns.c).toEqual(bars.c!.slice(0, 20));
    expect(columns.c!.buffer.byteLength).toBe(160);
    expect(() => reader.read(id, {}, ['close'])).toThrow("no column 'close', there are t, o, h, l, c, v");
    expect(() => reader.read(99)).toThrow(RangeError);
  });

  it('keeps prints of one instant apart', () => {
    const key: SeriesKey = { ...MINUTE_BARS, kind: 'liquidations', interval: 0 };
    const prints = columnsOf('prints', 4);
    prints.t.set([START, START, START, START + MS_PER_DAY]);
    prints.side!.set([-1, 1, 1, 1]);
    prints.price!.set([1, 1, 2, 3]);
    const { reader, id } = stored(prints, key);
    expect(reader.read(id)).toEqual(prints);
    expect(reader.read(id, { asOf: START }).t).toHaveLength(3);
  });
});

describe('readBars', () => {
  const bars = walkingBars(30_000);
  const levels = [5, 15, 60, 240, 1_440, 7 * 1_440].map((minutes) => minutes * MS_PER_MINUTE);

  it('gives at each level what resampling gives', () => {
    const { reader, id } = stored(bars);
    expect(reader.readBars(id, MS_PER_MINUTE)).toEqual(bars);
    for (const level of levels) expectClose(reader.readBars(id, level), resample(bars as Bars, level));
  });

  it('bounds the open of the coarser bar', () => {
    const { reader, id } = stored(bars);
    for (const level of levels.slice(0, 5)) {
      const all = resample(bars as Bars, level);
      const range = { from: START + 3 * MS_PER_HOUR + 1, to: START + 15 * MS_PER_DAY + MS_PER_HOUR };
      const [begin, end] = [all.t.findIndex((t) => t >= range.from), all.t.findIndex((t) => t >= range.to)];
      expectClose(reader.readBars(id, level, range), sliceColumns(all, begin, end) as Bars);
    }
  });

  it('drops a coarser bar that had not closed', () => {
    const { reader, id } = stored(bars);
    const hour = (n: number): number => START + n * MS_PER_HOUR;
    expect(reader.readBars(id, MS_PER_HOUR, { asOf: hour(5) }).t.at(-1)).toBe(hour(4));
    expect(reader.readBars(id, MS_PER_HOUR, { asOf: hour(5) - 1 }).t.at(-1)).toBe(hour(3));
    expect(reader.readBars(id, 5 * MS_PER_MINUTE, { asOf: hour(5) + 3 * MS_PER_MINUTE }).t.at(-1)).toBe(
      hour(5) - 5 * MS_PER_MINUTE,
    );
  });

  it('rebuilds levels from bars of seconds, whose chunks are no whole hours', () => {
    const seconds = walkingBars(25_000, { interval: MS_PER_SECOND });
    const { reader, id } = stored(seconds, { ...MINUTE_BARS, interval: MS_PER_SECOND });
    for (const level of [MS_PER_MINUTE, 5 * MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY])
      expectClose(reader.readBars(id, level), resample(seconds as Bars, level));
  });

  it('follows late rows', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([blockOf(sliceColumns(bars, 20, 30_000))]));
    writer.commitPage(pageOf([blockOf(sliceColumns(bars, 0, 20))]));
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    expectClose(reader.readBars(id, MS_PER_DAY), resample(bars as Bars, MS_PER_DAY));
  });

  it('refuses what is no multiple', () => {
    const { reader, id } = stored(bars);
    expect(() => reader.readBars(id, 90_000)).toThrow(RangeError);
    expect(() => reader.readBars(id, MS_PER_SECOND)).toThrow(RangeError);
  });

  function expectClose(got: Bars, wanted: Bars): void {
    const { v, ...exact } = got;
    const { v: wantedVolume, ...wantedExact } = wanted;
    expect(exact).toEqual(wantedExact);
    expect(v).toHaveLength(wantedVolume.length);
    v.forEach((x, i) => expect(Math.abs(x - wantedVolume[i])).toBeLessThanOrEqual(1e-12 * wantedVolume[i])); // sums of sums
  }
});

describe('gaps and months', () => {
  const missing = (i: number): boolean => i === 100 || (i >= 5_000 && i < 12_000) || (i >= 20_158 && i < 20_163);

  it('lists the missing runs, over chunk borders too', () => {
    const { reader, id } = stored(without(walkingBars(45_000), missing));
    const runs = [
      { from: at(100), to: at(100), rows: 1 },
      { from: at(5_000), to: at(11_999), rows: 7_000 },
      { from: at(20_158), to: at(20_162), rows: 5 },
    ];
    expect(reader.gaps(id)).toEqual({ count: 3, rows: 7_006, runs });
    expect(reader.gaps(id, 1)).toEqual({ count: 3, rows: 7_006, runs: runs.slice(0, 1) });
  });

  it('counts rows per month', () => {
    const bars = without(walkingBars(90_000), missing);
    const { reader, id } = stored(bars);
    const february = Date.UTC(2024, 1, 1);
    const march = Date.UTC(2024, 2, 1);
    expect(reader.coverageByMonth([id])).toEqual([
      { id, month: START, rows: 44_640 - 7_006, expected: 44_640 },
      { id, month: february, rows: 41_760, expected: 41_760 },
      { id, month: march, rows: 90_000 - 44_640 - 41_760, expected: 44_640 },
    ]);
  });

  it('counts irregular rows per month and finds no gaps in them', () => {
    const key: SeriesKey = { ...MINUTE_BARS, kind: 'funding', interval: 0 };
    const funding = columnsOf('funding', 200);
    funding.t.forEach((_, i) => (funding.t[i] = START + i * 8 * MS_PER_HOUR + i));
    const { reader, id } = stored(funding, key);
    expect(reader.coverageByMonth([id]).map(({ rows }) => rows)).toEqual([93, 87, 20]);
    expect(reader.coverageByMonth([id])[0]!.expected).toBeNaN();
    expect(reader.gaps(id)).toEqual({ count: 0, rows: 0, runs: [] });
  });
});

describe('macro', () => {
  const release = (period: number, released: number, value: number): MacroRelease => ({
    seriesId: 'CPI',
    period,
    released,
    value,
  });

  it('knows of each period the latest figure published by then', () => {
    const macro = [release(1, 10, 3.1), release(1, 30, 3.2), release(2, 20, 3.5), release(3, 40, Number.NaN)];
    store.writer().commitPage(pageOf([], { macro }));
    const reader = store.reader();
    expect(reader.macroAsOf('CPI', 9)).toEqual([]);
    expect(reader.macroAsOf('CPI', 29).map(({ value }) => value)).toEqual([3.1, 3.5]);
    expect(reader.macroAsOf('CPI')).toEqual([{ period: 1, released: 30, value: 3.2 }, { period: 2, released: 20, value: 3.5 }]); // prettier-ignore
    expect(reader.macroVintages('CPI', 1)).toEqual(macro.slice(0, 2));
    expect(reader.macroCalendar(20, 41).map(({ released }) => released)).toEqual([20, 30, 40]);
    expect(reader.macroSeries()[0]).toMatchObject({ id: 'CPI', pointInTime: true, source: 'file' });
  });

  it('fills a scheduled figure, keeps a contradicted one, and adds nothing twice', () => {
    const writer = store.writer();
    const commit = (...macro: MacroRelease[]) => writer.commitPage(pageOf([], { macro }));
    expect(commit(release(1, 10, Number.NaN))).toMatchObject({ added: 1 });
    expect(commit(release(1, 10, 3))).toMatchObject({ merged: 1 });
    expect(commit(release(1, 10, 3), release(1, 10, Number.NaN))).toMatchObject({ unchanged: 2 });
    expect(commit({ ...release(1, 10, 4), line: 12 })).toMatchObject({ quarantined: 1, reasons: { conflict: 1 } });
    const reader = store.reader();
    expect(reader.macroAsOf('CPI')).toEqual([{ period: 1, released: 10, value: 3 }]);
    expect(reader.quarantine()[0]).toMatchObject({
      line: 12,
      reason: 'conflict',
      detail: expect.stringContaining('is 3 already; this row says 4'),
    });
  });

  it('hides a figure of unknown release from every as-of instant', () => {
    store.writer().commitPage(pageOf([], { macro: [release(1, Number.NaN, 5), release(1, Number.NaN, 5)] }));
    const reader = store.reader();
    expect(reader.macroAsOf('CPI', 1e15)).toEqual([]);
    expect(reader.macroAsOf('CPI')).toEqual([{ period: 1, released: Number.NaN, value: 5 }]);
    expect(reader.macroSeries()[0]).toMatchObject({ pointInTime: false });
  });
});

describe('when a date became known', () => {
  const date = (announced?: number, value = Number.NaN): MacroRelease => ({ seriesId: 'CPI', period: 1, released: 100, value, ...(announced !== undefined && { announced }) }); // prettier-ignore
  const commit = (...macro: MacroRelease[]) => store.writer().commitPage(pageOf([], { macro }));
  const announced = () => store.reader().macroVintages('CPI')[0]!.announced;

  it('is filled in, and the later of two tellings stands in whichever order they come', () => {
    commit(date());
    expect(announced()).toBeUndefined();
    expect(commit(date(40))).toMatchObject({ merged: 1 });
    expect(announced()).toBe(40);
    expect(commit(date(60), date(50), date())).toMatchObject({ merged: 1, unchanged: 2 });
    expect(announced()).toBe(60);
    expect(commit(date(60, 3))).toMatchObject({ merged: 1 });
    expect(store.reader().macroVintages('CPI')).toEqual([date(60, 3)]);
  });

  it('says nothing when it is not before the release, or when the release is not told', () => {
    commit(date(100), { ...date(40, 2), released: Number.NaN });
    expect(
      store
        .reader()
        .macroVintages('CPI')
        .map((one) => one.announced),
    ).toEqual([undefined, undefined]);
  });
});

describe('what a person typed in', () => {
  const NAME = { label: 'Prices', unit: '%' };
  const one = (value: number, released = 100): MacroRelease => ({ seriesId: 'CPI', period: 1, released, value });
  const stored = () => store.reader().macroVintages('CPI');

  it('replaces what was typed before and goes with its series', () => {
    const writer = store.writer();
    expect(writer.putTypedRelease({ ...one(3), announced: 40 }, NAME)).toEqual({ kind: 'stored' });
    expect(writer.putTypedRelease({ ...one(4), announced: 30 }, { label: '', unit: '' })).toEqual({ kind: 'stored' });
    expect(stored()).toEqual([{ ...one(4), announced: 30, typed: true }]);
    expect(store.reader().macroSeries()).toEqual([{ id: 'CPI', ...NAME, frequency: '', source: 'typed in', pointInTime: true }]); // prettier-ignore
    expect(writer.removeTypedRelease(one(Number.NaN))).toBe(true);
    expect(writer.removeTypedRelease(one(Number.NaN))).toBe(false);
    expect(store.reader().macroSeries()).toEqual([]);
  });

  it('never overwrites a figure of a source, and leaves its date when it is taken out', () => {
    const writer = store.writer();
    writer.commitPage(pageOf([], { macro: [one(Number.NaN), one(5, 200)] }));
    expect(writer.putTypedRelease(one(4, 200), NAME)).toEqual({ kind: 'conflict', stored: 5 });
    expect(writer.putTypedRelease(one(3), NAME)).toEqual({ kind: 'stored' });
    expect(stored()).toEqual([{ ...one(3), typed: true }, one(5, 200)]);
    expect(store.reader().macroSeries()[0]).toMatchObject({ label: 'CPI', source: 'file' });
    expect(writer.removeTypedRelease(one(0, 200))).toBe(false);
    expect(writer.removeTypedRelease(one(0))).toBe(true);
    expect(stored()).toEqual([one(Number.NaN), one(5, 200)]);
  });

  it("becomes a source's when it tells the same, and stands against another figure until it is taken out", () => {
    const writer = store.writer();
    writer.putTypedRelease(one(3), NAME);
    expect(writer.commitPage(pageOf([], { macro: [one(4)] }))).toMatchObject({ quarantined: 1 });
    expect(stored()).toEqual([{ ...one(3), typed: true }]);
    expect(writer.commitPage(pageOf([], { macro: [one(3)] }))).toMatchObject({ unchanged: 1 });
    expect(stored()).toEqual([one(3)]);
    expect(writer.removeTypedRelease(one(3))).toBe(false);
  });

  it('of an unknown instant makes the series one that is not point-in-time', () => {
    store.writer().putTypedRelease(one(3, Number.NaN), NAME);
    expect(store.reader().macroSeries()[0]).toMatchObject({ pointInTime: false });
  });
});

describe('a macro series that comes as it stands today and in vintages', () => {
  const FRED = { id: 'CPI', label: 'Prices', unit: 'index', frequency: 'monthly', source: 'fred' } as const;
  const one = (period: number, released: number, value: number): MacroRelease => ({ seriesId: 'CPI', period, released, value }); // prettier-ignore
  const latest = [one(1, Number.NaN, 5.5), one(2, Number.NaN, 6)];
  const vintages = [one(1, 10, 5), one(1, 30, 5.5), one(2, 20, 6)];

  it.each(['latest first', 'vintages first'])('is point-in-time whoever told of it last: %s', (order) => {
    const writer = store.writer();
    const reader = store.reader();
    const isKnown = (): boolean => reader.macroSeries()[0]!.pointInTime;
    const come = (macro: MacroRelease[], pointInTime: boolean): void => {
      writer.putMacroSeries({ ...FRED, pointInTime });
      writer.commitPage(pageOf([], { macro }));
    };
    if (order === 'latest first') {
      come(latest, false);
      expect(isKnown()).toBe(false);
      come(vintages, true);
    } else {
      come(vintages, true);
      come(latest, false);
    }
    expect(isKnown()).toBe(true);
    expect(reader.macroAsOf('CPI', 25).map(({ value }) => value)).toEqual([5, 6]);
    expect(reader.macroAsOf('CPI').map(({ value }) => value)).toEqual([5.5, 6]);
    // a period that only today's figures know of: reading as of an instant would miss it
    come([one(3, Number.NaN, 7)], false);
    expect(isKnown()).toBe(false);
    writer.putMacroSeries({ ...FRED, pointInTime: true });
    expect(isKnown()).toBe(false);
    come([one(3, 40, 7)], true);
    expect(isKnown()).toBe(true);
  });
});

describe('what hangs around the series', () => {
  it('lists events by decision time and replaces those of one rule', () => {
    const writer = store.writer();
    const event = (decision: number) => ({
      start: decision - 2,
      end: decision - 1,
      decision,
      side: 'long',
      notional: 5,
      json: '{}',
    });
    writer.replaceEvents('BTCUSDT', 'cascade', 's1', 'r1', [event(30), event(10)]);
    writer.replaceEvents('ETHUSDT', 'cascade', 's1', 'r1', [event(20)]);
    writer.replaceEvents('BTCUSDT', 'cascade', 's1', 'r2', [event(30), event(40)]);
    const reader = store.reader();
    expect(reader.events().map(({ decision }) => decision)).toEqual([20, 30, 40]);
    expect(reader.events({ asOf: 30 }).map(({ decision }) => decision)).toEqual([20, 30]);
    expect(reader.events({ instrument: 'BTCUSDT', from: 31, to: 41 })).toMatchObject([
      { ...event(40), revision: 'r2' },
    ]);
    expect(reader.events({}, 1, 1)).toHaveLength(1);
    expect(reader.eventCount({ rule: 'cascade', settings: 's1' })).toBe(3);
  });

  it('keeps settings, layouts, templates, documents, instruments and sources', () => {
    const writer = store.writer();
    const reader = store.reader();
    writer.putSetting('a', { deep: [1, null] });
    writer.putSetting('b', 2);
    writer.putSetting('b', undefined);
    expect([reader.setting('a'), reader.setting('b'), reader.settings()]).toEqual([
      { deep: [1, null] },
      undefined,
      { a: { deep: [1, null] } },
    ]);
    writer.putLayout('Market', '{"x":1}');
    writer.putTemplate('time,open', '{"t":0}');
    expect([reader.layout('Market'), reader.template('time,open')]).toEqual(['{"x":1}', '{"t":0}']);
    expect(reader.layouts()).toMatchObject([{ name: 'Market', json: '{"x":1}' }]);
    writer.removeLayout('Market');
    writer.removeTemplate('time,open');
    expect([reader.layouts(), reader.templates()]).toEqual([[], []]);
    const plan = { kind: 'plan', id: 'p', title: 'Plan', json: '{}', updated: 5 } as const;
    writer.putDocument(plan);
    writer.putDocument({ ...plan, title: 'Plan 2', updated: 6 });
    expect(reader.documents('plan')).toEqual([{ ...plan, title: 'Plan 2', updated: 6 }]);
    expect(reader.document('rule', 'p')).toBeUndefined();
    writer.removeDocument('plan', 'p');
    expect(reader.document('plan', 'p')).toBeUndefined();
    const instrument = {
      id: 'BTCUSDT', label: 'Bitcoin', base: 'BTC', quote: 'USDT', venue: 'binance', contractSize: Number.NaN, contractUnit: '', tick: 0.1, synthetic: false,
    }; // prettier-ignore
    const source = { id: 'binance', label: 'Binance', url: '', notes: 'throttled' };
    writer.putInstrument(instrument);
    writer.putSource(source);
    expect([reader.instruments(), reader.sources()]).toEqual([[instrument], [source]]);
  });

  it('tells size, space and rows', () => {
    const { reader } = stored(walkingBars(100));
    expect(reader.info()).toMatchObject({
      path: store.path,
      series: 1,
      rows: { bars: 100 },
      quarantined: 0,
      freePages: 0,
    });
    expect(reader.info().freeDiskBytes).toBeGreaterThan(0);
    expect(reader.info().bytes).toBeGreaterThan(10_000);
  });

  it('tells the size of the rows by kind', () => {
    const writer = store.writer();
    const key = (instrument: string): SeriesKey => ({ ...MINUTE_BARS, instrument });
    writer.commitPage(pageOf([blockOf(walkingBars(100), key('BTCUSDT'))]));
    const reader = store.reader();
    const one = reader.bytesByKind()['bars']!;
    expect(one).toBeGreaterThan(0);
    writer.commitPage(pageOf([blockOf(walkingBars(100), key('ETHUSDT'))]));
    expect(reader.bytesByKind()).toEqual({ bars: 2 * one }); // the same rows take the same room
    writer.removeSeries(1);
    expect(reader.bytesByKind()).toEqual({ bars: one });
  });

  it('filters series', () => {
    const writer = store.writer();
    const keys = ['BTCUSDT', 'ETHUSDT'].flatMap((instrument) =>
      [60_000, 3_600_000].map((interval): SeriesKey => ({ ...MINUTE_BARS, instrument, interval })),
    );
    writer.commitPage(pageOf(keys.map((key) => blockOf(walkingBars(3, { interval: key.interval }), key))));
    const reader = store.reader();
    expect(reader.listSeries()).toHaveLength(4);
    expect(reader.listSeries({ instrument: 'ETHUSDT', interval: 60_000 })).toMatchObject([{ ...keys[2], rows: 3 }]);
    expect(reader.listSeries({ kind: 'vol' })).toEqual([]);
    expect(reader.getSeries(1)).toMatchObject(keys[0]!);
    expect(reader.span(1)).toEqual({ from: START, to: START + 120_000 });
  });

  it('lists series as they were known by an instant', () => {
    const { reader, id } = stored(walkingBars(30_000));
    const listed = (asOf: number) => reader.listSeries({}, asOf)[0];
    for (const asOf of [at(1), at(100), at(10_000), at(10_001), at(29_999) + 1, at(30_000), at(99_999)]) {
      const { t } = reader.read(id, { asOf });
      expect(listed(asOf)).toEqual({ ...reader.getSeries(id)!, rows: t.length, from: t[0], to: t.at(-1) });
    }
    expect(listed(at(1) - 1)).toMatchObject({ id, rows: 0, from: NaN, to: NaN });
  });

  it('lists them afresh at an instant that it was asked about before, once rows have come', () => {
    const { reader, id } = stored(without(walkingBars(600), (i) => i >= 100 && i < 200));
    const rows = () => reader.listSeries({}, at(300))[0]!.rows;
    expect([rows(), rows()]).toEqual([200, 200]);
    store.writer().commitPage(pageOf([blockOf(sliceColumns(walkingBars(600), 100, 150))], { cursor: { fingerprint: 'f2' } })); // prettier-ignore
    expect(rows()).toBe(250);
    expect(reader.read(id, { asOf: at(300) }).t).toHaveLength(250);
  });

  it('tells gaps, months and quarantined rows as they were known by an instant', () => {
    const bars = without(walkingBars(90_000), (i) => (i >= 500 && i < 510) || (i >= 50_000 && i < 50_003));
    const { reader, id } = stored(bars);
    const again = sliceColumns(walkingBars(90_000), 20, 22);
    store.writer().commitPage(
      pageOf([blockOf({ ...again, v: again['v']!.map((v) => v + 1) })], {
        cursor: { fingerprint: 'f2' },
        quarantined: [{ file: 'x', line: 1, t: at(3), reason: 'highBelowLow', detail: '', text: '' }],
      }),
    );
    for (const asOf of [at(400), at(511) - 1, at(511), at(30_000), at(50_003), at(50_004), at(70_123)]) {
      const cut = store.file(`${asOf}.ballast`);
      const { t } = reader.read(id, { asOf });
      store.writer(cut).commitPage(pageOf([blockOf(sliceColumns(bars, 0, t.length))]));
      const then = store.reader(cut);
      const own = then.listSeries()[0]!.id;
      expect(reader.gaps(id, 10, asOf)).toEqual(then.gaps(own, 10));
      expect(reader.coverageByMonth([id], asOf)).toEqual(then.coverageByMonth([own]).map((one) => ({ ...one, id })));
    }
    expect(reader.coverageByMonth([id], at(1) - 1)).toEqual([]);
    expect([at(21) - 1, at(21), at(22)].map((asOf) => reader.quarantineCount({ asOf }))).toEqual([0, 1, 2]);
    expect(reader.quarantine({ asOf: at(21) }).map(({ t }) => t)).toEqual([at(20)]);
    expect(reader.quarantineCount()).toBe(3);
  });
});
