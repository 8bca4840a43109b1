import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { irr, xirr, type IrrResult } from '#core/value/irr';

interface Oracle {
  readonly evenly: readonly { readonly flows: readonly number[]; readonly roots: readonly number[] }[];
  readonly dated: readonly {
    readonly days: readonly number[];
    readonly amounts: readonly number[];
    readonly roots: readonly number[];
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('returns.json', import.meta.url), 'utf8')) as Oracle;

function matches({ value, roots, reason }: IrrResult, expected: readonly number[]): void {
  expect(roots).toHaveLength(expected.length);
  for (const [i, root] of expected.entries()) expect(Math.abs((1 + roots[i]!) / (1 + root) - 1)).toBeLessThanOrEqual(1e-8);
  expect(value).toBe(expected.length === 1 ? roots[0] : NaN);
  expect(reason === '').toBe(expected.length === 1);
} // prettier-ignore

describe('every rate of return', () => {
  it('of evenly spaced flows is a root of their polynomial, and every root is found', () => {
    for (const { flows, roots } of oracle.evenly) matches(irr(Float64Array.from(flows)), roots);
  });

  it('of dated flows is where a fine grid changes sign', () => {
    for (const { days, amounts, roots } of oracle.dated)
      matches(
        xirr(days.map((day, i) => ({ t: Date.UTC(2020, 0, 1) + day * MS_PER_DAY, amount: amounts[i]!, words: '' }))),
        roots,
      );
  });

  it('meets flows with several rates and with none often', () => {
    const counts = oracle.evenly.map(({ roots }) => roots.length);
    for (const n of [0, 1, 2, 3, 4, 5]) expect(counts.filter((count) => count === n).length, `${n} rates`).toBeGreaterThan(10); // prettier-ignore
  });
});
