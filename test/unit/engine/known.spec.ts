import { expect, it } from 'vitest';
import { Kept } from '#main/engine/kept';
import { cutKnown } from '#main/engine/tasks/known';

const of = (...values: number[]) => Float64Array.from(values);
const columns = { t: of(10, 20, 30, 40, 50), value: of(1, 2, 3, 4, 5) };
const all = { from: -Infinity, to: Infinity, asOf: undefined, step: 1 };

it('cuts rows to a range, its end left out, and to what was known', () => {
  expect([...cutKnown(columns, { ...all, from: 20, to: 40 }).t]).toEqual([20, 30]);
  expect([...cutKnown(columns, { ...all, asOf: 30 }).value]).toEqual([1, 2, 3]);
  expect([...cutKnown(columns, { ...all, asOf: 29 }).value]).toEqual([1, 2]);
});
it('keeps the last row of each step, the one at its very end included', () => {
  expect([...cutKnown(columns, { ...all, step: 20 }).t]).toEqual([20, 40, 50]);
});
it('keeps no row of a step that was not known: the last known one stands for it', () => {
  expect([...cutKnown(columns, { ...all, step: 20, asOf: 30 }).t]).toEqual([20, 30]);
});
it('hands out copies, which may be moved away', () => {
  const cut = cutKnown(columns, all);
  structuredClone(cut, { transfer: [cut.t.buffer, cut.value.buffer] });
  expect([...columns.t]).toEqual([10, 20, 30, 40, 50]);
});

it('computes once for one key, and forgets the least recently used', () => {
  const kept = new Kept<string>();
  const computed: string[] = [];
  const get = (key: string) => kept.get(key, () => (computed.push(key), key.toUpperCase()));
  for (const key of ['a', 'b', 'a', 'c', 'd', 'e', 'a', 'b']) expect(get(key)).toBe(key.toUpperCase());
  expect(computed).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});
