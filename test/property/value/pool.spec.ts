import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthAt, forcedSale, routedSale, sizeForImpact, type Pool } from '#core/value/pool';
import { sandwichBound, sandwichGain } from '#core/value/sandwich';

const decades = (from: number, to: number): fc.Arbitrary<number> => fc.double({ min: from, max: to, noNaN: true }).map((x) => 10 ** x); // prettier-ignore
const pools: fc.Arbitrary<Pool> = fc.record({
  reserveBase: decades(-2, 9),
  reserveQuote: decades(-2, 9),
  fee: fc.constantFrom(0, 0.0005, 0.003, 0.01, 0.3),
});
/** In units of the base reserve. */
const share = decades(-5, 1);
const tolerances = fc.oneof(fc.constant(0), decades(-6, -0.3));

const after = (pool: Pool, size: number): Pool => ({
  ...pool,
  reserveBase: pool.reserveBase + size,
  reserveQuote: pool.reserveQuote - forcedSale(pool, size).out,
});

describe('a constant-product pool', () => {
  it('keeps its product without a fee and lets it grow with one', () =>
    fc.assert(
      fc.property(pools, share, (pool, part) => {
        const next = after(pool, part * pool.reserveBase);
        const growth = (next.reserveBase / pool.reserveBase) * (next.reserveQuote / pool.reserveQuote);
        if (pool.fee === 0) expect(growth).toBeCloseTo(1, 9);
        else expect(growth).toBeGreaterThan(1 - 1e-9);
      }),
    ));

  it('pays a larger sale more in all and less for each, whatever its units are', () =>
    fc.assert(
      fc.property(pools, share, fc.double({ min: 1.001, max: 10, noNaN: true }), fc.integer({ min: -20, max: 20 }), (pool, part, more, power) => {
        const size = part * pool.reserveBase;
        const [one, other] = [forcedSale(pool, size), forcedSale(pool, size * more)];
        expect(other.out).toBeGreaterThan(one.out);
        expect(other.averagePrice).toBeLessThan(one.averagePrice);
        expect(other.out).toBeLessThan(pool.reserveQuote);
        expect(other.impactBp).toBeGreaterThan(one.impactBp);
        for (const bp of [one.impactBp, one.slippageBp]) expect(bp).toBeGreaterThanOrEqual(0);
        expect(one.slippageBp).toBeGreaterThanOrEqual(1e4 * pool.fee * (1 - 1e-12));
        const unit = 2 ** power;
        const scaled = forcedSale({ ...pool, reserveBase: pool.reserveBase * unit, reserveQuote: pool.reserveQuote / unit }, size * unit);
        expect(scaled.out).toBe(one.out / unit);
        expect([scaled.impactBp, scaled.slippageBp]).toEqual([one.impactBp, one.slippageBp]);
      }),
    )); // prettier-ignore

  it('pays two halves one after another no more than without a fee it pays them at once', () =>
    fc.assert(
      fc.property(pools, share, (pool, part) => {
        const [half, free] = [(part * pool.reserveBase) / 2, { ...pool, fee: 0 }];
        const apart = forcedSale(free, half).out + forcedSale(after(free, half), half).out;
        expect(apart / forcedSale(free, 2 * half).out).toBeCloseTo(1, 6);
        expect(forcedSale(pool, 2 * half).out).toBeLessThanOrEqual(forcedSale(free, 2 * half).out);
      }),
    ));

  it('is as deep as it says', () =>
    fc.assert(
      fc.property(pools, fc.double({ min: 1, max: 9_000, noNaN: true }), (pool, bp) => {
        expect(forcedSale(pool, sizeForImpact(pool, bp)).impactBp / bp).toBeCloseTo(1, 8);
        const { quote } = depthAt(pool, [bp])[0]!;
        const mirrored = { ...pool, reserveBase: pool.reserveQuote, reserveQuote: pool.reserveBase };
        const sale = forcedSale(mirrored, quote);
        expect(sale.mid / sale.midAfter / (1 + bp / 1e4)).toBeCloseTo(1, 9);
      }),
    ));
});

describe('a route', () => {
  it('takes the whole size, pays the same for the last token everywhere, and no other split pays more', () =>
    fc.assert(
      fc.property(fc.array(pools, { minLength: 2, maxLength: 4 }), share, fc.nat(), fc.nat(), fc.double({ min: 0.01, max: 1, noNaN: true }), (all, part, a, b, moved) => {
        const size = part * Math.max(...all.map(({ reserveBase }) => reserveBase));
        const { sizes, out } = routedSale(all, size);
        expect(sizes.reduce((sum, one) => sum + one, 0) / size).toBeCloseTo(1, 9);
        const marginal = (i: number): number => {
          const { reserveBase: x, reserveQuote: y, fee } = all[i]!;
          return (((1 - fee) * x) / (x + (1 - fee) * sizes[i]!) ** 2) * y;
        };
        const taking = [...all.keys()].filter((i) => sizes[i]! > 1e-6 * size);
        const price = marginal(taking[0]!);
        for (const i of taking) expect(marginal(i) / price).toBeCloseTo(1, 6);
        for (const i of all.keys()) expect(marginal(i)).toBeLessThanOrEqual(price * (1 + 1e-6));
        const [from, to] = [a % all.length, b % all.length];
        if (from === to) return;
        const shifted = sizes.slice();
        shifted[to]! += moved * shifted[from]!;
        shifted[from]! -= moved * shifted[from]!;
        const other = all.reduce((sum, pool, i) => sum + (shifted[i]! > 0 ? forcedSale(pool, shifted[i]!).out : 0), 0);
        expect(other).toBeLessThanOrEqual(out * (1 + 1e-9));
      }),
    )); // prettier-ignore
});

describe('a sandwich', () => {
  it('is bounded: no front-run that the victim accepts brings more, found by trying them', () =>
    fc.assert(
      fc.property(pools, share, tolerances, (pool, part, tolerance) => {
        const size = part * pool.reserveBase;
        const { quoted, accepted, largestFront, beforeFees, afterFees, bestFront, reason } = sandwichBound(pool, size, tolerance); // prettier-ignore
        expect(reason).toBe('');
        const rounding = 1e-9 * quoted;
        for (let k = 1; k <= 200; k++) {
          const front = (largestFront * k) / 200;
          if (front === 0) break;
          const got = forcedSale(pool, front).out;
          const pushed = after(pool, front);
          const victim = forcedSale(pushed, size).out;
          expect(victim).toBeGreaterThanOrEqual(accepted - rounding);
          const left = after(pushed, size);
          const cost = (left.reserveQuote * front) / ((left.reserveBase - front) * (1 - pool.fee));
          expect(got - cost).toBeLessThanOrEqual(afterFees + 1e-9 * pool.reserveQuote);
          expect(Math.abs(sandwichGain(pool, size, front) - (got - cost))).toBeLessThanOrEqual(
            1e-9 * pool.reserveQuote,
          );
        }
        expect(bestFront).toBeLessThanOrEqual(largestFront);
        expect(afterFees).toBeGreaterThanOrEqual(0);
        expect(afterFees).toBeLessThanOrEqual(beforeFees * (1 + 1e-9));
        const beyond = forcedSale(after(pool, 1.001 * largestFront + 1e-6 * size), size).out;
        expect(beyond).toBeLessThan(accepted);
      }),
    ));

  it('takes more from who accepts less', () =>
    fc.assert(
      fc.property(pools, share, tolerances, tolerances, (pool, part, a, b) => {
        const size = part * pool.reserveBase;
        const [strict, lax] = [Math.min(a, b), Math.max(a, b)].map((tolerance) => sandwichBound(pool, size, tolerance));
        expect(lax!.largestFront).toBeGreaterThanOrEqual(strict!.largestFront);
        expect(lax!.beforeFees).toBeGreaterThanOrEqual(strict!.beforeFees * (1 - 1e-12));
        expect(lax!.afterFees).toBeGreaterThanOrEqual(strict!.afterFees * (1 - 1e-9));
      }),
    ));
});
