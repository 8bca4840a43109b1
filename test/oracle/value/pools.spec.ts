import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forcedSale, type Pool } from '#core/value/pool';
import { sandwichBound, sandwichGain } from '#core/value/sandwich';

interface Row extends Pool {
  readonly size: number;
  readonly tolerance: number;
  readonly out: number;
  readonly midAfter: number;
  readonly largestFront: number;
  readonly beforeFees: number;
  readonly bestFront: number;
  readonly afterFees: number;
}
const { rows } = JSON.parse(readFileSync(new URL('pools.json', import.meta.url), 'utf8')) as { readonly rows: readonly Row[] }; // prettier-ignore
const close = (a: number, b: number, tolerance: number, scale = Math.abs(b)): void =>
  expect(Math.abs(a - b), `${a} ${b}`).toBeLessThanOrEqual(tolerance * scale);

describe('a constant-product pool against rational arithmetic', () => {
  it('pays and moves', () => {
    for (const row of rows) {
      const sale = forcedSale(row, row.size);
      close(sale.out, row.out, 1e-14);
      close(sale.midAfter, row.midAfter, 1e-13);
    }
  });

  it('is sandwiched by no more than a search over front-runs finds', () => {
    for (const row of rows) {
      const bound = sandwichBound(row, row.size, row.tolerance);
      close(bound.largestFront, row.largestFront, 1e-11);
      close(bound.beforeFees, row.beforeFees, 1e-9);
      close(bound.afterFees, Math.max(0, row.afterFees), 1e-9, Math.max(row.afterFees, 1e-6 * row.out));
      close(sandwichGain(row, row.size, row.bestFront), row.afterFees, 1e-9, Math.max(Math.abs(row.afterFees), 1e-6 * row.out)); // prettier-ignore
      expect(bound.bestFront).toBeLessThanOrEqual(bound.largestFront);
    }
  });

  it('meets gains at the largest front-run, inside it, and none', () => {
    const inner = rows.filter(({ bestFront, largestFront }) => bestFront > 0 && bestFront < 0.999 * largestFront);
    const [whole, none] = [rows.filter(({ bestFront, largestFront }) => bestFront >= 0.999 * largestFront), rows.filter(({ bestFront }) => bestFront === 0)]; // prettier-ignore
    expect(Math.min(inner.length, whole.length, none.length)).toBeGreaterThan(0);
  });
});
