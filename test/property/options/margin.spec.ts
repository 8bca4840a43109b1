import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DERIBIT_MARGIN, marginRequirement, shockedVol, type MarginLeg } from '#core/options/margin';
import { value } from '../../support/options/black';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const option: fc.Arbitrary<MarginLeg> = fc.record({
  kind: fc.constantFrom('call', 'put'),
  quantity: between(-5, 5),
  strike: between(30_000, 120_000),
  tau: between(0.003, 1.5),
  forward: between(59_000, 61_000),
  vol: between(0.2, 1.5),
});
const underlying: fc.Arbitrary<MarginLeg> = fc.record({
  kind: fc.constant('underlying' as const),
  quantity: between(-5, 5),
  forward: fc.constant(60_000),
});
const book = fc.array(fc.oneof({ weight: 4, arbitrary: option }, underlying), { minLength: 1, maxLength: 6 });

describe('shockedVol', () => {
  it('is +50 % and −25 % exactly at 30 days', () => {
    expect(shockedVol(0.6, 30, 'up', DERIBIT_MARGIN)).toBe(0.6 * 1.5);
    expect(shockedVol(0.6, 30, 'down', DERIBIT_MARGIN)).toBe(0.6 * 0.75);
    expect(shockedVol(0.6, 30, 'same', DERIBIT_MARGIN)).toBe(0.6);
  });

  // (30/7)^0.30 and (30/90)^0.13 by Python's own power.
  it.each([
    [7, 'up', 0.6 * (1 + 0.5 * 1.5474155772108131)],
    [7, 'down', 0.6 * (1 - 0.25 * 1.5474155772108131)],
    [90, 'up', 0.6 * (1 + 0.5 * 0.8669104475782533)],
    [90, 'down', 0.6 * (1 - 0.25 * 0.8669104475782533)],
  ] as const)('at %s days %s is the power law', (days, shock, expected) => {
    expect(shockedVol(0.6, days, shock, DERIBIT_MARGIN)).toBeCloseTo(expected, 14);
  });

  it('raises to at least a half and lowers to no less than nothing', () => {
    expect(shockedVol(0.1, 30, 'up', DERIBIT_MARGIN)).toBe(0.5);
    expect(shockedVol(0.5, 0.1, 'down', DERIBIT_MARGIN)).toBe(0);
  });
});

describe('marginRequirement', () => {
  it('has the cells of the published grid', () => {
    const { cells } = marginRequirement([{ kind: 'underlying', quantity: 1, forward: 100 }]);
    const main = cells.filter(({ extended }) => !extended);
    expect(main).toHaveLength(27);
    expect([...new Set(main.map(({ move }) => Math.round(100 * move)))]).toEqual([-16, -12, -8, -4, 0, 4, 8, 12, 16]);
    expect(cells.filter(({ extended }) => extended).map(({ move, vol }) => [move, vol])).toEqual(
      [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5].map((move) => [move, 'up']),
    );
  });

  it('is the loss of the least cell, and each cell is the book repriced', () => {
    fc.assert(
      fc.property(book, (legs) => {
        const { requirement, worst, cells } = marginRequirement(legs);
        const least = Math.min(...cells.map(({ counted }) => counted));
        expect(worst.counted).toBe(least);
        expect(requirement).toBe(Math.max(0, -least));
        for (const { move, vol, pnl, counted, extended } of cells) {
          const again = legs.reduce((sum, leg) => {
            if (leg.kind === 'underlying') return sum + leg.quantity * leg.forward * move;
            const { kind, quantity, strike, tau, forward } = leg;
            const type = kind === 'call' ? 1 : -1;
            const after = shockedVol(leg.vol, tau * 365, vol, DERIBIT_MARGIN);
            const future = after > 0 ? value(type, forward * (1 + move), strike, tau, after) : Math.max(0, type * (forward * (1 + move) - strike)); // prettier-ignore
            return sum + quantity * (future - value(type, forward, strike, tau, leg.vol));
          }, 0);
          expect(Math.abs(pnl - again)).toBeLessThanOrEqual(1e-6);
          if (!extended || pnl >= 0) expect(counted).toBe(pnl);
          else expect(counted).toBeCloseTo(Math.min(0, pnl + (Math.abs(move) / 0.16 - 1) * 100_000), 6);
        }
      }),
    );
  });

  it('never rises by more than its premium when an option is bought', () => {
    fc.assert(
      fc.property(book, option, between(0.01, 5), (legs, leg, quantity) => {
        const bought = { ...leg, quantity };
        if (bought.kind === 'underlying') return;
        const premium = quantity * value(bought.kind === 'call' ? 1 : -1, bought.forward, bought.strike, bought.tau, bought.vol); // prettier-ignore
        const before = marginRequirement(legs).requirement;
        const after = marginRequirement([...legs, bought]).requirement;
        expect(after).toBeLessThanOrEqual(before + premium + 1e-6);
      }),
    );
  });

  it('scales with the unit of money and with the book, as its dampener does', () => {
    fc.assert(
      fc.property(book, between(0.1, 10), (legs, factor) => {
        const one = marginRequirement(legs).requirement;
        const preset = { ...DERIBIT_MARGIN, dampener: DERIBIT_MARGIN.dampener * factor };
        const money = legs.map((leg) => leg.kind === 'underlying' ? { ...leg, forward: leg.forward * factor } : { ...leg, forward: leg.forward * factor, strike: leg.strike * factor }); // prettier-ignore
        const size = legs.map((leg) => ({ ...leg, quantity: leg.quantity * factor }));
        for (const scaled of [money, size])
          expect(Math.abs(marginRequirement(scaled, preset).requirement - factor * one)).toBeLessThanOrEqual(
            1e-9 * factor * (1 + one) + 1e-6,
          );
      }),
    );
  });

  it('is nothing for a book that cannot lose, and refuses none', () => {
    const future = { kind: 'underlying', quantity: 1, forward: 60_000 } as const;
    expect(marginRequirement([future, { ...future, quantity: -1 }]).requirement).toBe(0);
    expect(() => marginRequirement([])).toThrow(RangeError);
    expect(() => marginRequirement([{ kind: 'call', quantity: 1, strike: 1, tau: 0, forward: 1, vol: 1 }])).toThrow(RangeError); // prettier-ignore
  });
});
