import { describe, expect, it } from 'vitest';
import { depthAt, forcedSale, poolLacks, routedSale, sizeForImpact, type Pool } from '#core/value/pool';
import { sandwichBound, sandwichGain } from '#core/value/sandwich';

const POOL: Pool = { reserveBase: 1_000, reserveQuote: 3_000_000, fee: 0.003 };
const FREE: Pool = { ...POOL, fee: 0 };

describe('a forced sale', () => {
  it('of a tenth of the base without a fee gets a tenth less than mid, and leaves mid at (1 / 1.1)²', () => {
    const sale = forcedSale(FREE, 100);
    expect(sale.out).toBeCloseTo(3_000_000 / 11, 6);
    expect(sale.averagePrice).toBeCloseTo(3_000 / 1.1, 9);
    expect(sale.slippageBp).toBeCloseTo(1e4 * (1 - 1 / 1.1), 9);
    expect(sale.impactBp).toBeCloseTo(1e4 * (1 - 1 / 1.21), 9);
    expect(sale).toMatchObject({ mid: 3_000, midAfter: expect.closeTo(3_000 / 1.21, 9), reason: '' });
  });

  it('pays what the formula of the router pays', () => {
    // UniswapV2Library.getAmountOut(1e18, 1000e18, 3000000e18), in whole numbers.
    const [sold, base, quote] = [10n ** 18n, 1_000n * 10n ** 18n, 3_000_000n * 10n ** 18n];
    const out = (sold * 997n * quote) / (base * 1_000n + sold * 997n);
    expect(forcedSale(POOL, 1).out).toBeCloseTo(Number(out) / 1e18, 9);
  });

  it('of nearly nothing slips by the fee', () => {
    expect(forcedSale(POOL, 1e-9).slippageBp).toBeCloseTo(30, 6);
    expect(forcedSale(POOL, 1e-9).impactBp).toBeCloseTo(0, 6);
  });

  it('that cannot be says so', () => {
    expect(forcedSale({ ...POOL, reserveBase: 0 }, 1)).toMatchObject({ out: NaN, reason: 'a pool has reserves above 0 of both tokens' }); // prettier-ignore
    expect(forcedSale({ ...POOL, fee: 1 }, 1).reason).toBe('a fee is at least 0 and below 100 %');
    expect(forcedSale({ ...POOL, fee: NaN }, 1).reason).toBe('a fee is at least 0 and below 100 %');
    for (const size of [0, -1, NaN, Infinity]) expect(forcedSale(POOL, size).reason).toBe('a size is above 0');
    expect(forcedSale({ ...POOL, reserveBase: 1e-300 }, 1e300).reason).toBe('the figures are out of range');
    expect(poolLacks(POOL)).toBe('');
  });
});

describe('depth', () => {
  it('is the size after which mid is so far away', () => {
    const [shallow, deep] = depthAt(POOL, [50, 200]) as [ReturnType<typeof depthAt>[number], ReturnType<typeof depthAt>[number]]; // prettier-ignore
    expect(forcedSale(POOL, shallow.base).impactBp).toBeCloseTo(50, 9);
    expect(forcedSale(POOL, deep.base).impactBp).toBeCloseTo(200, 9);
    const mirrored: Pool = { reserveBase: POOL.reserveQuote, reserveQuote: POOL.reserveBase, fee: POOL.fee };
    expect(1 / forcedSale(mirrored, deep.quote).midAfter).toBeCloseTo(3_000 * 1.02, 6);
  });

  it('is not there at a distance of nothing, of all, or in no pool', () => {
    for (const bp of [0, -5, 10_000, NaN]) {
      expect(sizeForImpact(POOL, bp)).toBeNaN();
      expect(depthAt(POOL, [bp])[0]).toMatchObject({ base: NaN, quote: NaN });
    }
    expect(depthAt({ ...POOL, fee: 2 }, [50])[0]).toMatchObject({ base: NaN, quote: NaN });
  });
});

describe('a sale over several pools', () => {
  const deep: Pool = { reserveBase: 10_000, reserveQuote: 30_000_000, fee: 0.003 };
  const cheap: Pool = { reserveBase: 1_000, reserveQuote: 2_000_000, fee: 0.003 };

  it('goes by depth where prices are the same, and leaves out a pool that pays less', () => {
    const { sizes, out } = routedSale([POOL, deep, cheap], 110);
    expect([...sizes]).toEqual([expect.closeTo(10, 9), expect.closeTo(100, 9), 0]);
    expect(out).toBeCloseTo(forcedSale(POOL, 10).out + forcedSale(deep, 100).out, 6);
    expect(routedSale([cheap, POOL], 5_000).sizes[0]).toBeGreaterThan(0);
  });

  it('over one is the sale into it', () => {
    const { sizes, ...sale } = routedSale([POOL], 42);
    expect(sizes[0]).toBeCloseTo(42, 9);
    const own = forcedSale(POOL, 42);
    for (const key of ['out', 'averagePrice', 'mid', 'midAfter', 'impactBp', 'slippageBp'] as const)
      expect(sale[key] / own[key]).toBeCloseTo(1, 9);
  });

  it('that cannot be says so', () => {
    expect(routedSale([], 1).reason).toBe('there is no pool');
    expect(routedSale([POOL, { ...POOL, fee: -1 }], 1)).toMatchObject({ out: NaN, reason: 'a fee is at least 0 and below 100 %' }); // prettier-ignore
    expect(routedSale([POOL], NaN).reason).toBe('a size is above 0');
  });
});

describe('a sandwich', () => {
  it('leaves the victim exactly what is accepted', () => {
    const bound = sandwichBound(POOL, 20, 0.01);
    const front = forcedSale(POOL, bound.largestFront);
    const pushed: Pool = { ...POOL, reserveBase: 1_000 + bound.largestFront, reserveQuote: 3_000_000 - front.out };
    expect(forcedSale(pushed, 20).out).toBeCloseTo(bound.accepted, 6);
    expect(bound.accepted).toBeCloseTo(0.99 * forcedSale(POOL, 20).out, 9);
    expect(bound.afterFees).toBeCloseTo(sandwichGain(POOL, 20, bound.bestFront), 9);
    expect(bound.afterFees).toBeLessThan(bound.beforeFees);
  });

  it('takes nothing of a sale that accepts no less, or that is smaller than the fees', () => {
    expect(sandwichBound(POOL, 20, 0)).toMatchObject({ largestFront: 0, beforeFees: 0, afterFees: 0, reason: '' });
    expect(sandwichBound(POOL, 1, 0.05)).toMatchObject({ afterFees: 0, bestFront: 0 });
    expect(sandwichGain(POOL, 1, 10)).toBeLessThan(0);
  });

  it('that cannot be says so', () => {
    expect(sandwichBound(POOL, 20, 1)).toMatchObject({ afterFees: NaN, reason: 'a tolerance is at least 0 and below 100 %' }); // prettier-ignore
    expect(sandwichBound(POOL, 20, NaN).reason).toBe('a tolerance is at least 0 and below 100 %');
    expect(sandwichBound(POOL, 0, 0.01).reason).toBe('a size is above 0');
    expect(sandwichGain({ ...POOL, fee: 1 }, 20, 1)).toBeNaN();
    expect(sandwichGain(POOL, 20, -1)).toBeNaN();
  });
});
