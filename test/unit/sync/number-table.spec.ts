import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNumberTable } from '#main/sync/net/number-table';

const ALL = [0, 1, 2, 3, 4, 5, 6, 7];
const read = (text: string, wanted = ALL) => readNumberTable(Buffer.from(text), wanted);

it('reads what JSON reads, to the last digit', () => {
  const figure = fc
    .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 6 }), fc.boolean())
    .map(([whole, places, isText]) => (isText ? (whole / 10 ** places).toFixed(places) : whole / 10 ** places));
  const rows = fc.integer({ min: 1, max: 8 }).chain((width) => fc.array(fc.array(figure, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 1_100 })); // prettier-ignore
  fc.assert(
    fc.property(rows, (table) => {
      const text = JSON.stringify(table);
      if (/e/.test(text)) return;
      const found = read(text)!;
      expect(found.rows).toBe(table.length);
      expect(found.columns.map((column) => [...column!])).toEqual(table[0]!.map((_, c) => table.map((row) => Number(row[c])))); // prettier-ignore
    }),
    { numRuns: 60 },
  );
});

it('leaves what is anything else to the usual reader', () => {
  const others = [
    '', '[]', '[[]]', '{}', '[[1],[1,2]]', '[[1,2],[1]]', '[[1]', '[[1],]', '[[1]]x', '[[1]] ', '[ [1]]', '[[1e5]]', '[["1e5"]]', '[[null]]',
    '[[true]]', '[["x"]]', '[["1]]', '[[1"]]', '[[01]]', '[[.5]]', '[[1.]]', '[[--1]]', '[[-]]', '[[""]]', '[[1234567890123456]]', '[[1],[{}]]',
    '[[[1]]]', '[[1.2.3]]',
  ]; // prettier-ignore
  for (const text of others) expect(read(text), text).toBeUndefined();
  expect(read('[[0,-0.5,"0.001","-12"]]')!.columns.map((column) => column![0])).toEqual([0, -0.5, 0.001, -12]);
  expect(read('[[1,2,3]]', [1])!.columns.map((column) => column && [...column])).toEqual([undefined, [2], undefined]);
  expect(read('[[1,x,3]]', [0])).toBeUndefined();
});
