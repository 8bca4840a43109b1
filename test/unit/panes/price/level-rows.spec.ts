import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelRows } from '../../../../src/renderer/panes/price/level-rows';

const of = (...values: number[]) => Float64Array.from(values);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

it('puts both sides into the rows of their prices, from the top', () => {
  const levels = { price: of(100, 110), long: of(6, 0), short: of(0, 4), binBp: 1e4 * Math.log(1.1) };
  // Bins 100…110 and 110…121 on rows 121…111, 111…101, 101…91.
  const rows = levelRows(levels, 121, 10, 3);
  expect(rows[0]).toBeCloseTo((4 * 10) / 11);
  expect(rows[1]).toBeCloseTo((4 * 1) / 11 + (6 * 9) / 10);
  expect(rows[2]).toBeCloseTo((6 * 1) / 10);
});

it('loses and adds nothing: rows over all bins hold all USD, however fine', () =>
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 500 }),
      (usd, binBp, rows) => {
        const price = Float64Array.from(usd, (_, k) => 100 * Math.exp((k * binBp) / 1e4));
        const levels = { price, long: Float64Array.from(usd), short: new Float64Array(usd.length), binBp };
        const top = 100 * Math.exp((usd.length * binBp) / 1e4) + 1;
        const found = levelRows(levels, top, (top - 99) / rows, rows);
        expect(sum(found)).toBeCloseTo(sum(usd), -Math.log10(1e-9 * (1 + sum(usd))));
      },
    ),
  ));
