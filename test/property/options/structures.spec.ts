import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  butterfly,
  calendar,
  collar,
  gainAt,
  ironCondor,
  profileOf,
  ratio,
  synthetic,
  vertical,
  type PricedLeg,
  type StructureLeg,
} from '#core/options/structures';
import { value } from '../../support/options/black';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const TAU = 0.1;
const FORWARD = 100;

/** Priced at one volatility; `vol` holds for what outlives the first expiry. */
const priced = (legs: readonly StructureLeg[], vol = 0.6): PricedLeg[] =>
  legs.map((leg) =>
    leg.kind === 'underlying'
      ? { ...leg, price: FORWARD }
      : { ...leg, vol, carry: 1, price: value(leg.kind === 'call' ? 1 : -1, FORWARD, leg.strike, leg.tau, vol) },
  );
const at = (price: number, legs: readonly StructureLeg[]): PricedLeg[] =>
  priced(legs).map((leg, i) => ({ ...leg, price: i === 0 ? price : 0 }));
const strikes = fc
  .uniqueArray(fc.integer({ min: 60, max: 150 }), { minLength: 4, maxLength: 4 })
  .map((x) => x.sort((a, b) => a - b) as [number, number, number, number]);

describe('profileOf', () => {
  it('knows the textbook profiles', () => {
    expect(profileOf(at(3, vertical('call', 100, 110, TAU)))).toMatchObject({ cost: 3, maxGain: 7, maxLoss: 3, breakEvens: Float64Array.of(103) }); // prettier-ignore
    const fly = profileOf(at(2, butterfly('put', 90, 100, 110, TAU)));
    expect(fly).toMatchObject({ cost: 2, maxGain: 8, maxLoss: 2 });
    expect([...fly.breakEvens].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([92, 108]);
    const collared = profileOf(priced(collar(90, 115, TAU)).map((leg) => ({ ...leg, price: leg.kind === 'underlying' ? 100 : leg.kind === 'put' ? 2 : 1 }))); // prettier-ignore
    expect(collared).toMatchObject({ cost: 1, maxGain: 14, maxLoss: 11, breakEvens: Float64Array.of(101) });
    expect(profileOf(at(1, ratio('call', 100, 110, 2, TAU)))).toMatchObject({ maxGain: 9, maxLoss: Infinity });
    expect(profileOf(at(0, ratio('put', 100, 90, 2, TAU)))).toMatchObject({ maxLoss: 80, maxGain: 10 });
    expect(profileOf(at(2, synthetic(100, TAU)))).toMatchObject({ maxGain: Infinity, maxLoss: 102, breakEvens: Float64Array.of(102) }); // prettier-ignore
  });

  it('of a condor: loss = widest wing − credit, gain = credit, break-evens a credit beyond the short strikes', () => {
    fc.assert(
      fc.property(strikes, between(0.05, 0.9), (four, share) => {
        const [a, b, c, d] = four;
        const credit = share * Math.min(b - a, d - c);
        const { maxLoss, maxGain, breakEvens, cost } = profileOf(at(-credit, ironCondor(four, TAU)));
        expect(cost).toBe(-credit);
        expect(maxLoss).toBeCloseTo(Math.max(b - a, d - c) - credit, 9);
        expect(maxGain).toBeCloseTo(credit, 9);
        expect(breakEvens).toHaveLength(2);
        expect(breakEvens[0]).toBeCloseTo(b - credit, 6);
        expect(breakEvens[1]).toBeCloseTo(c + credit, 6);
      }),
    );
  });

  it('bounds what happens at any price, and its break-evens are where nothing does', () => {
    const legs = fc
      .array(
        fc.record({
          kind: fc.constantFrom('call' as const, 'put' as const),
          quantity: fc.constantFrom(-2, -1, 1, 2),
          strike: fc.integer({ min: 70, max: 140 }),
          tau: fc.constantFrom(TAU, 0.3),
        }),
        { minLength: 1, maxLength: 4 },
      )
      .map((x) => priced(x));
    fc.assert(
      fc.property(legs, fc.array(between(1, 400), { minLength: 20, maxLength: 20 }), (book, prices) => {
        const { maxGain, maxLoss, breakEvens } = profileOf(book);
        for (const price of prices) {
          expect(gainAt(book, price)).toBeLessThanOrEqual(maxGain + 0.02);
          expect(gainAt(book, price)).toBeGreaterThanOrEqual(-maxLoss - 0.02);
        }
        for (const price of breakEvens) expect(Math.abs(gainAt(book, price))).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 200 },
    );
  });

  it('finds the two break-evens of a calendar by number, where the far option is worth what was paid', () => {
    const book = priced(calendar('call', 100, TAU, 0.3));
    const { cost, maxLoss, maxGain, breakEvens } = profileOf(book);
    const far = (spot: number): number => value(1, spot, 100, 0.2, 0.6) - Math.max(0, spot - 100) - cost;
    expect(breakEvens).toHaveLength(2);
    for (const price of breakEvens) expect(Math.abs(far(price))).toBeLessThanOrEqual(1e-6);
    expect(breakEvens[0]!).toBeLessThan(100);
    expect(breakEvens[1]!).toBeGreaterThan(100);
    expect(maxLoss).toBeCloseTo(cost, 3);
    expect(maxGain).toBeCloseTo(far(100), 3);
  });

  it('scales with the unit of money', () => {
    fc.assert(
      fc.property(strikes, between(0.01, 100), (four, factor) => {
        const book = priced(ironCondor(four, TAU));
        const scaled = book.map((leg) => leg.kind === 'underlying' ? leg : { ...leg, strike: leg.strike * factor, price: leg.price * factor }); // prettier-ignore
        const [one, other] = [profileOf(book), profileOf(scaled)];
        expect(other.maxLoss / factor).toBeCloseTo(one.maxLoss, 8);
        expect(other.maxGain / factor).toBeCloseTo(one.maxGain, 8);
        expect(other.breakEvens).toHaveLength(one.breakEvens.length);
      }),
    );
  });

  it('needs an option', () => {
    expect(() => profileOf([{ kind: 'underlying', quantity: 1, price: 1 }])).toThrow(RangeError);
  });
});
