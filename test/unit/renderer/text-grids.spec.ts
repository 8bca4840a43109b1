import { describe, expect, it } from 'vitest';
import { toTsv } from '../../../src/renderer/lib/copy';
import { fileName, toCsv } from '#shared/csv';

describe('CSV', () => {
  it('quotes what has to be quoted', () => {
    expect(toCsv([['a', 'b'], ['1,5', 'say "no"'], ['two\nlines', 'plain']])).toBe(
      'a,b\n"1,5","say ""no"""\n"two\nlines",plain\n',
    ); // prettier-ignore
  });

  it('disarms cells that a spreadsheet would run, and leaves numbers alone', () => {
    expect(toCsv([['=1+1', '@x', '-5.5', '+cmd', '\u22125']])).toBe("'=1+1,'@x,-5.5,'+cmd,\u22125\n");
  });

  it('is named by its subject and its day', () => {
    expect(fileName('Cascades, BTCUSDT', 'csv', '2025-10-11')).toBe('cascades-btcusdt-2025-10-11.csv');
    expect(fileName('///', 'png', '2025-10-11')).toBe('ballast-2025-10-11.png');
  });
});

describe('TSV', () => {
  it('keeps a cell in its cell', () => {
    expect(toTsv([['a', 'b'], ['x\ty', 'two\r\nlines']])).toBe('a\tb\nx y\ttwo lines'); // prettier-ignore
  });
});
