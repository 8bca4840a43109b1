import { describe, expect, it } from 'vitest';
import { importAll, NOW, useFiles, columnsOf } from './support';

const file = useFiles();
const T = 1_700_000_000_000;
const header = 't,o,h,l,c,v';
const good = (i: number): string => `${T + i * 60_000},10,12,9,11,5`;
const bars = (name: string, ...rows: string[]) =>
  importAll(file(`${name}-1m.csv`, [header, good(0), ...rows, good(9)].join('\n')));

describe('rows set aside', () => {
  it.each([
    ['a field that is no number', `${T},10,x12,9,11,5`, 'unparseable', 'h is "x12"; a number was expected'],
    ['an infinite number', `${T},10,inf,9,11,5`, 'unparseable', 'h is "inf"'],
    ['too few columns', `${T},10,12,9,11`, 'wrongColumnCount', 'the row has 5 columns; 6 were expected'],
    ['too many columns', `${T},10,12,9,11,5,6`, 'wrongColumnCount', 'the row has 7 columns'],
    ['a high below the low', `${T},10,8,9,8.5,5`, 'highBelowLow', 'high 8 is below low 9'],
    ['a close over the high', `${T},10,12,9,12.5,5`, 'closeOutsideRange', 'close 12.5 lies outside'],
    ['an open under the low', `${T},8,12,9,10,5`, 'closeOutsideRange', 'open 8 lies outside'],
    ['a negative volume', `${T},10,12,9,11,-5`, 'negativeVolume', 'volume is -5'],
    ['a price of zero', `${T},0,12,0,11,5`, 'nonPositivePrice', 'open is 0'],
    ['a stamp in the future', `${NOW + 3 * 86_400_000},10,12,9,11,5`, 'futureTime', 'later than tomorrow'],
    ['a stamp before 1900', '1850-01-01,10,12,9,11,5', 'timeOutOfRange', '1850-01-01'],
    ['a stamp of zero', '0,10,12,9,11,5', 'timeOutOfRange', 'none (0)'],
    ['no stamp', ',10,12,9,11,5', 'unparseable', 't is empty'],
    ['a day the calendar lacks', '2023-02-30,10,12,9,11,5', 'unparseable', 't is "2023-02-30"'],
  ])('%s', async (name, row, reason, detail) => {
    const read = await bars(name.replaceAll(' ', '_'), row);
    expect(read.quarantined).toHaveLength(1);
    expect(read.quarantined[0]).toMatchObject({ line: 3, reason, text: row });
    expect(read.quarantined[0]!.detail).toContain(detail);
    expect(columnsOf(read)['t']).toEqual([T, T + 9 * 60_000]);
  });

  it('prints whose notional is not price times quantity', async () => {
    const rows = [
      't,side,price,quantity,notional',
      `${T},sell,100,2,200`,
      `${T + 1},sell,100,2,2000`,
      `${T + 2},buy,100,2,204`,
    ];
    const read = await importAll(file('prints.csv', rows.join('\n')), { kind: 'liquidations', instrument: 'X' });
    expect(read.quarantined).toMatchObject([{ line: 3, reason: 'unitMixUp' }]);
    expect(columnsOf(read)['side']).toEqual([1, -1]);
  });

  it('open interest whose implied price jumps twentyfold, at whichever row it stands', async () => {
    for (const odd of [0, 3, 7]) {
      const rows = Array.from(
        { length: 8 },
        (_, i) => `${T + i * 3_600_000},${i === odd ? 30_000 : 10},${300_000 + i}`,
      );
      const read = await importAll(file(`oi-${odd}.csv`, ['ts,oi_base,oi_usd', ...rows].join('\n')), {
        instrument: 'X',
      });
      expect(read.quarantined).toMatchObject([{ line: odd + 2, reason: 'unitMixUp' }]);
      expect(columnsOf(read)['t']).toHaveLength(7);
    }
  });

  it('one row once, though it feeds several series', async () => {
    const read = await importAll(file('m.csv', `t,a,b\n${T},1,2\n${NOW * 2},1,2\n`), {
      kind: 'metric',
      instrument: 'X',
      mapping: { t: 't', 'value:a': 'a', 'value:b': 'b' },
    });
    expect(read.quarantined).toHaveLength(1);
    expect(read.blocks).toHaveLength(2);
  });
});

describe('rows taken as they are', () => {
  it('a missing value is NaN, never 0', async () => {
    const read = await bars('missing', `${T + 60_000},,12,9,11,`);
    expect(columnsOf(read)).toMatchObject({ o: [10, Number.NaN, 10], v: [5, Number.NaN, 5] });
    expect(read.quarantined).toEqual([]);
  });

  it('rows out of order, repeated headers, blank lines and a trailing delimiter', async () => {
    const read = await bars('odd', `${T + 120_000},10,12,9,11,5,`, '', header, `${T + 60_000},10,12,9,11,5`);
    expect(columnsOf(read)['t']).toEqual([T, T + 120_000, T + 60_000, T + 540_000]);
    expect([...read.blocks[0]!.line]).toEqual([2, 3, 6, 7]);
  });

  it('stamps in seconds, milliseconds, micro- and nanoseconds in one file', async () => {
    const read = await bars(
      'units',
      '1700000060,10,12,9,11,5',
      '1700000120000000,10,12,9,11,5',
      '1700000180000000000,10,12,9,11,5',
    );
    expect(columnsOf(read)['t']).toEqual([T, T + 60_000, T + 120_000, T + 180_000, T + 540_000]);
  });

  it('only rows of the instrument asked for', async () => {
    const text = 'date,symbol,long_usd,short_usd\n2024-01-01,BTC,1,2\n2024-01-01,ETH,3,4\n2024-01-02,BTC,5,6\n';
    const read = await importAll(file('liq.csv', text), { instrument: 'btc' });
    expect(read.blocks.map(({ key }) => key.instrument)).toEqual(['BTC']);
    expect(columnsOf(read)).toMatchObject({ long: [1, 5], short: [2, 6] });
    const where = await importAll(file('liq2.csv', text), { where: { symbol: 'ETH' } });
    expect(columnsOf(where)).toMatchObject({ long: [3], short: [4] });
  });
});
