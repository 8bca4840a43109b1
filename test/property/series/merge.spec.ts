import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeColumns } from '#core/series/merge';
import { emptyColumns, SHAPES, type AnyColumns, type Shape } from '#core/series/schema';

const small = fc.integer({ min: 0, max: 3 });
const cell = fc.oneof({ weight: 3, arbitrary: small }, fc.constant(NaN));

/** Few values on purpose, so that keys meet. */
function rowsOf(shape: Shape): fc.Arbitrary<AnyColumns> {
  const { columns, key } = SHAPES[shape];
  const isKey = (name: string): boolean => (key as readonly string[]).includes(name);
  const row = fc.tuple(
    ...columns.map((name) => (name === 't' ? fc.integer({ min: 0, max: 12 }) : isKey(name) ? small : cell)),
  );
  return fc
    .array(row, { maxLength: 30 })
    .map(
      (rows) =>
        Object.fromEntries(
          columns.map((name, c) => [name, Float64Array.from(rows, (r) => r[c])]),
        ) as unknown as AnyColumns,
    );
}
const pages = fc
  .constantFrom<Shape>('oi', 'prints', 'buckets', 'metric', 'vol')
  .chain((shape) => fc.tuple(fc.constant(shape), rowsOf(shape), rowsOf(shape)));

const keyOf = (shape: Shape, columns: AnyColumns, i: number): string =>
  SHAPES[shape].key.map((name) => columns[name][i]).join();

/** The rule in its slowest, plainest form: a map by key, rows taken one after the other. */
function slowMerge(shape: Shape, blocks: readonly AnyColumns[]): { rows: Map<string, number[]>; refused: number } {
  const rows = new Map<string, number[]>();
  let refused = 0;
  for (const block of blocks)
    for (let i = 0; i < block.t.length; i++) {
      const values = SHAPES[shape].columns.map((name) => block[name][i]);
      const held = rows.get(keyOf(shape, block, i));
      if (!held) rows.set(keyOf(shape, block, i), values);
      else if (values.some((x, c) => !Number.isNaN(x) && !Number.isNaN(held[c]) && x !== held[c])) refused++;
      else values.forEach((x, c) => (held[c] = Number.isNaN(held[c]) ? x : held[c]));
    }
  return { rows, refused };
}

describe('merge', () => {
  it('does what one row after the other would do, sorted, and counts every row once', () =>
    fc.assert(
      fc.property(pages, ([shape, a, b]) => {
        const held = mergeColumns(shape, emptyColumns(shape), a).columns;
        const out = mergeColumns(shape, held, b);
        const { rows } = slowMerge(shape, [a, b]);
        const names = SHAPES[shape].columns;
        expect(out.columns.t.length).toBe(rows.size);
        for (let i = 0; i < rows.size; i++)
          expect(names.map((name) => out.columns[name][i])).toEqual(rows.get(keyOf(shape, out.columns, i)));
        for (let i = 1; i < rows.size; i++) {
          const [before, here] = [i - 1, i].map((k) => SHAPES[shape].key.map((name) => out.columns[name][k]));
          const differs = here.findIndex((x, k) => x !== before[k]);
          expect(here[differs]).toBeGreaterThan(before[differs]);
        }
        expect(out.added + out.unchanged + out.merged + out.duplicates + out.conflicts.length).toBe(b.t.length);
        expect(out.added).toBe(rows.size - held.t.length);
      }),
      { numRuns: 1_000 },
    ));

  it('is idempotent: the same rows again add and fill nothing and are refused alike', () =>
    fc.assert(
      fc.property(pages, ([shape, a, b]) => {
        const once = mergeColumns(shape, mergeColumns(shape, emptyColumns(shape), a).columns, b);
        const twice = mergeColumns(shape, once.columns, b);
        expect(twice).toMatchObject({ added: 0, merged: 0, conflicts: once.conflicts.map(({ row }) => ({ row })) });
        expect(twice.columns).toBe(once.columns);
      }),
      { numRuns: 1_000 },
    ));

  it('gives the same columns for a file in one page or in two', () =>
    fc.assert(
      fc.property(pages, fc.nat(30), ([shape, , file], cut) => {
        const part = (from: number, to?: number): AnyColumns =>
          Object.fromEntries(
            SHAPES[shape].columns.map((name) => [name, file[name].slice(from, to)]),
          ) as unknown as AnyColumns;
        const whole = mergeColumns(shape, emptyColumns(shape), file).columns;
        const head = mergeColumns(shape, emptyColumns(shape), part(0, cut)).columns;
        expect(mergeColumns(shape, head, part(cut)).columns).toEqual(whole);
      }),
      { numRuns: 500 },
    ));

  it('does not depend on the order of rows, when lines say what the order was', () =>
    fc.assert(
      fc.property(pages, fc.infiniteStream(fc.nat()), ([shape, a, b], ranks) => {
        const held = mergeColumns(shape, emptyColumns(shape), a).columns;
        const line = Float64Array.from(b.t, (_, i) => i + 1);
        const order = [...line.keys()]
          .map((i) => ({ i, rank: ranks.next().value as number }))
          .sort((x, y) => x.rank - y.rank);
        const shuffled = Object.fromEntries(
          SHAPES[shape].columns.map((name) => [name, Float64Array.from(order, ({ i }) => b[name][i])]),
        ) as unknown as AnyColumns;
        const { conflicts, ...rest } = mergeColumns(shape, held, b, line);
        const mixed = mergeColumns(
          shape,
          held,
          shuffled,
          Float64Array.from(order, ({ i }) => line[i]),
        );
        expect(mixed).toMatchObject(rest);
        expect(mixed.conflicts.map((c) => c.line).sort((x, y) => x - y)).toEqual(conflicts.map((c) => c.line));
      }),
      { numRuns: 500 },
    ));
});
