import { describe, expect, it } from 'vitest';
import { linearCost, optionCost } from '#core/hedge/costs';
import { DEAR, FREE } from '../../support/hedge';

describe('the cost of a fill', () => {
  it('is the share of half the spread that is crossed, and the fee', () => {
    // 6 % of 5 is wider than 0.015 of a vega of 10; 0.0003 · 100 is less than 12.5 % of 5.
    expect(optionCost(DEAR, 5, 10, 100, false)).toBeCloseTo((0.7 * 0.3) / 2 + 0.03, 12);
    // 0.015 of a vega of 40 is wider.
    expect(optionCost(DEAR, 5, 40, 100, true)).toBeCloseTo((0.7 * 0.6) / 2 + 0.03, 12);
    expect(linearCost(DEAR, 200)).toBeCloseTo(((0.7 * 0.0004) / 2 + 0.0005) * 200, 12);
    expect(optionCost(FREE, 5, 40, 100, false)).toBe(0);
  });

  it('has a fee of at most a share of the premium', () => {
    expect(optionCost({ ...DEAR, crossed: 0 }, 0.1, 0, 100, false)).toBeCloseTo(0.0125, 12);
  });

  it('of a sale is never more than it brings', () => {
    expect(optionCost(DEAR, 0.01, 4, 100, true)).toBe(0.01);
    expect(optionCost(DEAR, 0.01, 4, 100, false)).toBeGreaterThan(0.01);
  });
});
