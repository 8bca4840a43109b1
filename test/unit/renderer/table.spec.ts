import { describe, expect, it } from 'vitest';
import { fitColumns, gridTemplate, NO_PREFS, toGrid } from '../../../src/renderer/ui/table/columns';
import { toItems, withDetail } from '../../../src/renderer/ui/table/items';
import { moveTo } from '../../../src/renderer/ui/table/keys';
import { nextSort, sortRows } from '../../../src/renderer/ui/table/sort';
import type { Column } from '../../../src/renderer/ui/table/types';

interface Row {
  readonly id: string;
  readonly size: number;
  readonly word: string | null;
}
const size: Column<Row> = {
  id: 'size',
  title: 'Size',
  kind: 'figure',
  width: 80,
  value: (r) => r.size,
  text: (r) => String(r.size),
};
const word: Column<Row> = {
  id: 'word',
  title: 'Word',
  kind: 'word',
  width: 100,
  leave: 1,
  value: (r) => r.word,
  text: (r) => r.word ?? 'none',
};
const id: Column<Row> = {
  id: 'id',
  title: 'Id',
  kind: 'word',
  width: 60,
  leave: 2,
  value: (r) => r.id,
  text: (r) => r.id,
};
const rows: readonly Row[] = [
  { id: 'a', size: 2, word: 'item 10' },
  { id: 'b', size: Number.NaN, word: null },
  { id: 'c', size: 5, word: 'item 9' },
  { id: 'd', size: 2, word: '' },
];
const ids = (list: readonly Row[]): string => list.map((row) => row.id).join('');

describe('sorting', () => {
  it('keeps unknown values last both ways and equal rows in their order', () => {
    expect(ids(sortRows(rows, size, 'descending'))).toBe('cadb');
    expect(ids(sortRows(rows, size, 'ascending'))).toBe('adcb');
    expect(ids(sortRows(rows, word, 'ascending'))).toBe('cabd');
    expect(ids(sortRows(rows, word, 'descending'))).toBe('acbd');
  });

  it('starts with descending for figures and ascending for words, then turns', () => {
    const first = nextSort(undefined, size);
    expect(first).toEqual({ column: 'size', direction: 'descending' });
    expect(nextSort(first, size).direction).toBe('ascending');
    expect(nextSort(first, word)).toEqual({ column: 'word', direction: 'ascending' });
  });
});

describe('columns', () => {
  const all = [size, word, id];
  const shown = (room: number, prefs = NO_PREFS): string => fitColumns(all, prefs, room).map((one) => one.id).join(' '); // prettier-ignore

  it('leave in their order when room is short, the first one never', () => {
    expect(shown(240)).toBe('size word id');
    expect(shown(239)).toBe('size id');
    expect(shown(100)).toBe('size');
    expect(shown(10)).toBe('size');
  });

  it('stay when a person showed them, and stay away when hidden', () => {
    expect(shown(100, { widths: {}, shown: { word: true } })).toBe('size word');
    expect(shown(999, { widths: {}, shown: { word: false, size: false } })).toBe('size id');
  });

  it('let the last one grow when none asks to', () => {
    expect(gridTemplate(all, NO_PREFS)).toBe('80px 100px minmax(60px, 1fr)');
    expect(gridTemplate([size, { ...word, grow: true }, id], NO_PREFS)).toBe('80px minmax(100px, 1fr) 60px');
  });

  it('export whole figures and copy what is shown', () => {
    const long = { ...size, exact: () => '123456.789' };
    expect(toGrid([long], rows.slice(0, 1), true)).toEqual([['Size'], ['123456.789']]);
    expect(toGrid([long], rows.slice(0, 1), false)).toEqual([['Size'], ['2']]);
  });
});

describe('keys', () => {
  it('move within the rows', () => {
    expect(moveTo('ArrowDown', -1, 4, 2)).toBe(0);
    expect(moveTo('ArrowDown', 3, 4, 2)).toBe(3);
    expect(moveTo('ArrowUp', 0, 4, 2)).toBe(0);
    expect(moveTo('End', 0, 4, 2)).toBe(3);
    expect(moveTo('PageDown', 1, 4, 2)).toBe(3);
    expect(moveTo('PageUp', 1, 4, 2)).toBe(0);
    expect(moveTo('x', 1, 4, 2)).toBeUndefined();
    expect(moveTo('Home', 0, 0, 2)).toBeUndefined();
  });
});

describe('a detail', () => {
  it('stands below the row that is open, and counts as none', () => {
    const items = toItems(rows, (row) => row.id, undefined);
    const shown = withDetail(items, 'b');
    expect(shown.map(({ key }) => key)).toEqual(['a', 'b', 'detail b', 'c', 'd']);
    expect(shown.flatMap((item) => (item.kind === 'row' ? item.index : []))).toEqual([0, 1, 2, 3]);
    expect(withDetail(items, 'gone')).toBe(items);
    expect(withDetail(items, null)).toBe(items);
  });
});

describe('grouping', () => {
  it('puts a heading before each group and counts rows only', () => {
    const items = toItems(rows, (row) => row.id, {
      of: (row) => (row.size === 2 ? 'two' : 'rest'),
      heading: (key, members) => `${key} ${members.length}`,
    });
    expect(items.map((item) => (item.kind === 'group' ? item.heading : `${item.row.id}${item.index}`))).toEqual([
      'two 2', 'a0', 'd1', 'rest 2', 'b2', 'c3',
    ]); // prettier-ignore
  });
});
