import { describe, expect, it } from 'vitest';
import { sniffDialect } from '#main/sync/importers/csv/dialect';
import { readNumber } from '#main/sync/importers/csv/number';
import { maskQuotes } from '#main/sync/importers/csv/quotes';
import { parseTimeText, timeRule } from '#main/sync/importers/csv/time';
import { zoneToUtc } from '#main/sync/importers/csv/zone';
import { SHIPPED_FORMATS } from '#main/sync/importers/format/shipped';
import { compileTemplate } from '#main/sync/importers/format/template';
import { readName } from '#main/sync/importers/names';
import { spacingOf } from '#main/sync/importers/plan/interval';
import { contractSize, liquidationCoverage } from '#main/sync/facts';
import { at } from './support';

describe('zones', () => {
  const newYork = zoneToUtc('America/New_York');
  it.each([
    ['2024-01-15T14:00Z', '2024-01-15T19:00Z', 'winter'],
    ['2024-07-15T14:00Z', '2024-07-15T18:00Z', 'summer'],
    ['2024-03-10T01:59Z', '2024-03-10T06:59Z', 'the last minute before the clock jumps'],
    ['2024-03-10T03:00Z', '2024-03-10T07:00Z', 'the first after it'],
    ['2024-03-10T02:30Z', '2024-03-10T07:30Z', 'an hour the clock skips'],
    ['2024-11-03T01:30Z', '2024-11-03T05:30Z', 'an hour the clock shows twice: the first'],
    ['2024-11-03T02:00Z', '2024-11-03T07:00Z', 'after it'],
  ])('%s in New York is %s (%s)', (local, utc) => {
    expect(new Date(newYork(at(local))).toISOString()).toBe(new Date(utc).toISOString());
  });
  it('refuses a zone that does not exist', () => expect(() => zoneToUtc('Mars/Olympus')).toThrow(RangeError));
});

describe('stamps as text', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['20240229', '2024-02-29'],
    ['2024-02', '2024-02-01'],
    ['02/29/2024', '2024-02-29'],
    ['29.02.2024 13:05', '2024-02-29T13:05Z'],
    ['2024/2/9 3:04:05 PM', '2024-02-09T15:04:05Z'],
    ['2020-07-01 12-AM', '2020-07-01T00:00Z'],
    ['2026-07-15T10:56:28+02:00', '2026-07-15T08:56:28Z'],
    ['2024-01-01 00:00:00 UTC', '2024-01-01'],
  ])('%s', (text, iso) => expect(parseTimeText(text, timeRule())).toBe(at(iso)));
  it.each(['2023-02-29', '13/13/2024', 'soon', '2024-01-01T25:00', '12', ''])('%s is none', (text) => {
    expect(parseTimeText(text, timeRule())).toBeNaN();
  });
  it('day first where that is the rule', () => {
    expect(parseTimeText('03/04/2024', timeRule('auto', 'UTC', 'dmy'))).toBe(at('2024-04-03'));
  });
});

describe('numbers as text', () => {
  it.each([
    ['1,234,567.5', 1234567.5],
    ['+5', 5],
    ['.5', 0.5],
    ['1E3', 1000],
  ])('%s', (text, value) => expect(readNumber(text)).toBe(value));
  it.each(['', ' ', '.', 'NaN', 'null', 'N/A', '-'])('%j is missing', (text) => expect(readNumber(text)).toBeNaN());
  it.each(['1,5', '0x10', 'Infinity', '1 000', '12abc', '1e999'])('%s is none', (text) =>
    expect(readNumber(text)).toBeUndefined(),
  );
});

describe('quotes', () => {
  const mask = (text: string): [string, number] => {
    const buffer = Buffer.from(text);
    const end = maskQuotes(buffer, 44);
    return [buffer.toString().replaceAll('\x01', '‚').replaceAll('\x02', '⏎'), end];
  };
  it('leave what is between them unsplit', () => {
    expect(mask('a,"b,c",d\n')).toEqual(['a, b‚c ,d\n', 10]);
    expect(mask('"x\ny",1\nz')).toEqual([' x⏎y ,1\nz', 8]);
    expect(mask('"say ""hi""",1\n')).toEqual([' say   hi   ,1\n', 15]);
  });
  it('in the middle of a field mean nothing', () => expect(mask('5" pipe,2\n')).toEqual(['5" pipe,2\n', 10]));
  it('that are still open end the block before their row', () => expect(mask('a,b\n1,"op\nen')[1]).toBe(4));
});

describe('names of files', () => {
  it.each([
    ['BTCUSDT-1m-2024-01.csv', 'BTCUSDT', 60_000, undefined],
    ['BTCUSD_PERP-metrics-2024-01-01.zip', 'BTCUSD_PERP', undefined, undefined],
    ['binance-futures_trades_2020-09-01_BTCUSDT.csv.gz', 'BTCUSDT', undefined, 'binance-futures'],
    ['btcusd_1h_bitstamp.csv.gz', 'BTCUSD', 3_600_000, 'bitstamp'],
    ['Bitstamp_ETHUSD_d.csv', 'ETHUSD', 86_400_000, 'bitstamp'],
    ['VIX_History.csv', 'VIX', undefined, undefined],
    ['2024.csv', undefined, undefined, undefined],
  ])('%s', (name, instrument, interval, source) => {
    expect(readName(`/some/folder/${name}`)).toMatchObject({ instrument, interval, source });
  });
});

describe('dialects', () => {
  const sniff = (text: string) => sniffDialect(Buffer.from(text), true)!;
  it('are told by what splits the rows alike', () => {
    expect(sniff('a;b\n1,5;2,5\n').delimiter).toBe(';');
    expect(sniff('a;b\n1,5;2,5\n').decimal).toBe(',');
    expect(sniff('1704067200000,1,2\n1704067260000,1,2\n')).toMatchObject({
      hasHeader: false,
      header: ['c1', 'c2', 'c3'],
      line: 1,
    });
    expect(sniff('# made by hand\n\na\tb\nx\t1\n')).toMatchObject({ hasHeader: true, header: ['a', 'b'], line: 4 });
  });
  it('of nothing are none', () => expect(sniffDialect(Buffer.from(' \n\n'), true)).toBeUndefined());
});

describe('formats', () => {
  it('have names of their own and say what they are', () => {
    const names = SHIPPED_FORMATS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, title } of SHIPPED_FORMATS) expect([name, title.length > 10]).toEqual([name, true]);
  });
  it('write names by templates', () => {
    const template = compileTemplate('{a|before:-}{b|map:kind}', {}, { kind: { perp: '-PERP', spot: '' } });
    expect(template.columns).toEqual(['a', 'b']);
    expect(template.render(['BTC-1', 'perp'])).toBe('BTC-PERP');
    expect(compileTemplate('{base|quoted:USDT}').render(['BTCUSDC'])).toBe('BTCUSDC');
    expect(compileTemplate('{base|quoted:USDT}').render(['BTC'])).toBe('BTCUSDT');
  });
});

describe('facts', () => {
  it('know contracts and what a feed leaves out', () => {
    expect(['BTCUSD_PERP', 'ETHUSD_240329', 'BTCUSDT'].map((name) => contractSize(name, 'binance'))).toEqual([
      100,
      10,
      undefined,
    ]);
    expect(liquidationCoverage('coinglass', 'buckets').map(({ coverage }) => coverage)).toEqual([
      'aggregated',
      'throttled',
    ]);
    expect(liquidationCoverage('nobody', 'prints')).toEqual([{ from: 0, coverage: 'throttled' }]);
  });
});

it('the spacing of stamps is the most frequent step', () => {
  expect(spacingOf([0, 60, 120, 240, 300])).toEqual({ interval: 60, regular: 1 });
  expect(spacingOf([5])).toBeUndefined();
});
