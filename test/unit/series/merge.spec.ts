import { describe, expect, it } from 'vitest';
import { mergeColumns } from '#core/series/merge';
import { emptyColumns, SHAPES, type AnyColumns, type Shape } from '#core/series/schema';

function table(shape: Shape, ...rows: readonly (readonly number[])[]): AnyColumns {
  return Object.fromEntries(
    SHAPES[shape].columns.map((name, c) => [name, Float64Array.from(rows, (row) => row[c])]),
  ) as unknown as AnyColumns;
}
const oi = (...rows: readonly (readonly number[])[]): AnyColumns => table('oi', ...rows); // t, base, usd
const prints = (...rows: readonly (readonly number[])[]): AnyColumns => table('prints', ...rows); // t, side, price, quantity, notional

const none = { added: 0, unchanged: 0, merged: 0, duplicates: 0, conflicts: [] };

describe('rows of one stamp each', () => {
  it('are put in order, whatever the order they come in', () => {
    const out = mergeColumns('oi', oi([10, 1, 1], [30, 3, 3]), oi([40, 4, 4], [20, 2, 2], [5, 0, 0]));
    expect(out).toEqual({ ...none, columns: oi([5, 0, 0], [10, 1, 1], [20, 2, 2], [30, 3, 3], [40, 4, 4]), added: 3 });
  });

  it.each<[string, AnyColumns, AnyColumns, AnyColumns]>([
    ['after', oi([1, 1, 1]), oi([2, 2, 2], [3, 3, 3]), oi([1, 1, 1], [2, 2, 2], [3, 3, 3])],
    ['before', oi([9, 1, 1]), oi([2, 2, 2], [3, 3, 3]), oi([2, 2, 2], [3, 3, 3], [9, 1, 1])],
    ['newest first', oi([9, 1, 1]), oi([3, 3, 3], [2, 2, 2]), oi([2, 2, 2], [3, 3, 3], [9, 1, 1])],
    ['into nothing', oi(), oi([2, 2, 2], [3, 3, 3]), oi([2, 2, 2], [3, 3, 3])],
  ])('%s', (_, existing, incoming, columns) => {
    expect(mergeColumns('oi', existing, incoming)).toEqual({ ...none, columns, added: 2 });
  });

  it('that are there already change nothing, and the very object comes back', () => {
    const existing = oi([1, 1, NaN], [2, 2, 0]);
    const out = mergeColumns('oi', existing, oi([2, 2, -0], [1, 1, NaN]));
    expect(out).toEqual({ ...none, columns: existing, unchanged: 2 });
    expect(out.columns).toBe(existing);
    expect(mergeColumns('oi', existing, oi()).columns).toBe(existing);
  });

  it('fill what was missing; what they are silent on stays', () => {
    const existing = oi([1, NaN, 10], [2, 2, 20], [3, NaN, NaN]);
    const out = mergeColumns('oi', existing, oi([1, 5, 10], [2, NaN, 20], [3, NaN, 30]));
    expect(out).toEqual({ ...none, columns: oi([1, 5, 10], [2, 2, 20], [3, NaN, 30]), merged: 2, unchanged: 1 });
    expect(existing).toEqual(oi([1, NaN, 10], [2, 2, 20], [3, NaN, NaN]));
  });

  it('that contradict are told, and what was held stays whole', () => {
    const existing = oi([1, NaN, 10], [2, 2, 20]);
    const out = mergeColumns('oi', existing, oi([1, 7, 11], [2, 3, 21]), Float64Array.of(12, 13));
    expect(out).toEqual({
      ...none,
      columns: existing,
      conflicts: [
        { row: 0, line: 12, column: 'usd', kept: 10, refused: 11 }, // base 7 is not taken from a row that is wrong on usd
        { row: 1, line: 13, column: 'base', kept: 2, refused: 3 },
      ],
    });
  });

  it('that come twice are counted, filled from each other, or refused against the first', () => {
    const incoming = oi([2, 1, NaN], [1, 1, 1], [2, 1, NaN], [2, 1, 5], [2, 9, 5], [2, 1, 5], [1, 2, 2], [2, NaN, 5]);
    const out = mergeColumns('oi', oi(), incoming);
    expect(out).toEqual({
      columns: oi([1, 1, 1], [2, 1, 5]),
      added: 2,
      merged: 1, // [2, 1, 5]
      duplicates: 2, // the second [2, 1, NaN] and the second [2, 1, 5]
      unchanged: 1, // [2, NaN, 5]
      conflicts: [
        { row: 4, line: NaN, column: 'base', kept: 1, refused: 9 },
        { row: 6, line: NaN, column: 'base', kept: 1, refused: 2 },
      ],
    });
  });

  it('count as duplicates also when the stamp was held or their first was refused', () => {
    const out = mergeColumns('oi', oi([1, 1, 1], [2, 2, 2]), oi([1, 1, 1], [1, 1, 1], [2, 3, 3], [2, 3, 3]));
    expect(out).toMatchObject({ added: 0, unchanged: 1, duplicates: 2, conflicts: [{ row: 2 }] });
  });

  it('let the line of the file say who was first', () => {
    const out = mergeColumns('oi', oi(), oi([1, 1, 1], [1, 2, 2]), Float64Array.of(8, 7));
    expect(out.columns).toEqual(oi([1, 2, 2]));
    expect(out.conflicts).toEqual([{ row: 0, line: 8, column: 'base', kept: 2, refused: 1 }]);
  });

  it('do not share memory with the columns given', () => {
    const incoming = oi([1, 1, 1]);
    const { columns } = mergeColumns('oi', oi(), incoming);
    incoming.base[0] = 99;
    expect(columns.base[0]).toBe(1);
  });
});

describe('rows with more than a stamp for a key', () => {
  it('stand side by side and are told apart by every key', () => {
    const existing = prints([1, 1, 10, 1, 10], [1, 1, 11, 1, 11]);
    const out = mergeColumns('prints', existing, prints([1, 1, 10, 2, 20], [1, -1, 10, 1, 10], [1, 1, 11, 1, 11]));
    expect(out).toEqual({
      ...none,
      columns: prints([1, -1, 10, 1, 10], [1, 1, 10, 1, 10], [1, 1, 10, 2, 20], [1, 1, 11, 1, 11]),
      added: 2,
      unchanged: 1,
    });
  });

  it('with a missing key value are one row, after those that have it', () => {
    const out = mergeColumns('prints', prints([1, 1, 10, 5, 50]), prints([1, 1, 10, NaN, 50], [1, 1, 10, NaN, 50]));
    expect(out).toMatchObject({ columns: prints([1, 1, 10, 5, 50], [1, 1, 10, NaN, 50]), added: 1, duplicates: 1 });
  });

  it('are appended when they follow the last key of one stamp', () => {
    const out = mergeColumns('prints', prints([1, 1, 10, 1, 10]), prints([1, 1, 11, 1, 11], [1, 1, 12, 1, 12]));
    expect(out).toMatchObject({ added: 2, columns: { price: Float64Array.of(10, 11, 12) } });
  });

  it('of a chain conflict on a quote, not on the contract', () => {
    const quote = (strike: number, bid: number): number[] => [1, 9, strike, 1, bid, ...new Array<number>(16).fill(NaN)];
    const out = mergeColumns('chain', table('chain', quote(100, 5)), table('chain', quote(90, 1), quote(100, 6)));
    expect(out).toMatchObject({ added: 1, conflicts: [{ row: 1, column: 'bid', kept: 5, refused: 6 }] });
    expect(out.columns.strike).toEqual(Float64Array.of(90, 100));
  });
});

describe('misuse', () => {
  it.each<[string, () => unknown]>([
    [
      "incoming column 'usd' has 2 rows, 't' has 1",
      () => mergeColumns('oi', oi(), { ...oi([1, 1, 1]), usd: new Float64Array(2) }),
    ],
    ["existing column 'base' has no rows", () => mergeColumns('oi', { t: new Float64Array(1) }, oi())],
    ['2 lines for 1 incoming rows', () => mergeColumns('oi', oi(), oi([1, 1, 1]), new Float64Array(2))],
    ['incoming row 0 has t = NaN', () => mergeColumns('oi', oi(), oi([NaN, 1, 1]))],
    ['incoming row 1 has t = NaN', () => mergeColumns('oi', oi(), oi([1, 1, 1], [NaN, 1, 1]))],
    ['incoming row 1 has t = Infinity', () => mergeColumns('oi', oi(), oi([1, 1, 1], [Infinity, 1, 1]))],
    ['incoming row 0 has t = -Infinity', () => mergeColumns('oi', oi(), oi([-Infinity, 1, 1]))],
  ])('%s', (message, run) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });

  it('takes empty columns of every shape', () => {
    for (const shape of Object.keys(SHAPES) as Shape[])
      expect(mergeColumns(shape, emptyColumns(shape), emptyColumns(shape))).toMatchObject(none);
  });

  it('does not slow down on a file in which every row has one stamp', () => {
    const rows = 100_000;
    const same = { t: new Float64Array(rows), value: Float64Array.from({ length: rows }, (_, i) => i % 5_000) };
    const out = mergeColumns('metric', emptyColumns('metric'), same);
    expect([out.added, out.duplicates, out.conflicts.length]).toEqual([1, 95_000, 4_999]);
  }, 5_000);
});
