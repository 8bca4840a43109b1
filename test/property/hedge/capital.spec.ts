import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accounts, type StepMoney } from '#core/hedge/capital';
import type { CapitalRule } from '#core/hedge/types';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rule: fc.Arbitrary<CapitalRule> = fc.record({
  margin: between(10, 300),
  reserve: between(0, 100),
  credit: fc.option(fc.record({ limit: between(0, 200), rate: between(0, 0.3), haircut: between(0, 1) })),
  synthetic: fc.option(fc.record({ share: between(0, 1), rate: between(0, 0.3) })),
  requirement: fc.constant({ by: 'maintenance' as const, share: 0.1 }),
  repayAbove: between(0, 1),
  forcedSlippage: fc.constant(0),
});
const steps = fc.array(
  fc.record({ move: between(-0.25, 0.25), years: between(0, 0.1), otherGain: between(-20, 20), other: between(0, 50) }),
  { minLength: 1, maxLength: 40 },
);

describe('the accounts', () => {
  it('conserve money, draw no more than they may and sell no more than there is', () => {
    let [draws, sales, short] = [0, 0, 0];
    fc.assert(
      fc.property(rule, steps, between(0, 0.08), fc.boolean(), (of, way, saleCost, hasEngine) => {
        const accounts = new Accounts(of, hasEngine, 1);
        let [price, interest, lost] = [100, 0, 0];
        for (const { move, years, otherGain, other } of way) {
          const before = price;
          price *= 1 + move;
          const money: StepMoney = { years, linearGain: 10 * (price - before), otherGain, gross: 10 * price, spot: 0.5 * price, etf: 0.3 * price, saleCost }; // prettier-ignore
          const [wealth, linear, credit, synthetic] = [accounts.equity(0, money), accounts.linear[0]!, accounts.credit[0]!, accounts.synthetic[0]!]; // prettier-ignore
          accounts.step(0, money, (share) => 0.1 * (share * money.gross + other));
          const gained = linear * money.linearGain + otherGain - (accounts.interest[0]! - interest) - (accounts.lost[0]! - lost); // prettier-ignore
          expect(Math.abs(accounts.equity(0, money) - wealth - gained)).toBeLessThanOrEqual(1e-9 * (1_000 + Math.abs(wealth))); // prettier-ignore
          [interest, lost] = [accounts.interest[0]!, accounts.lost[0]!];
          const slack = 1e-9;
          expect(accounts.reserve[0]! >= -slack && accounts.reserve[0]! <= of.reserve + slack).toBe(true);
          expect(accounts.linear[0]! >= 0 && accounts.linear[0]! <= linear).toBe(true);
          expect(accounts.assets[0]! >= -slack && accounts.assets[0]! <= 1).toBe(true);
          expect(accounts.credit[0]!).toBeLessThanOrEqual((of.credit?.limit ?? 0) + slack);
          const held = accounts.assets[0]! * (money.spot + money.etf);
          if (accounts.credit[0]! > credit) {
            draws++;
            expect(accounts.credit[0]!).toBeLessThanOrEqual((1 - of.credit!.haircut) * (money.spot + money.etf) + slack);
          }
          if (accounts.synthetic[0]! > synthetic)
            expect(accounts.synthetic[0]!).toBeLessThanOrEqual(of.synthetic!.share * money.spot + slack);
          if (accounts.linear[0]! < linear) sales++;
          if (!hasEngine) expect([accounts.reserve[0], accounts.credit[0], accounts.synthetic[0]]).toEqual([of.reserve, 0, 0]);
          // Short is only what has sold everything that it could.
          if (accounts.margin[0]! < accounts.requirement[0]! - 1e-6) {
            short++;
            expect(accounts.linear[0]).toBe(0);
            expect(held - accounts.synthetic[0]!).toBeLessThanOrEqual(1e-6);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(draws, sales, short)).toBeGreaterThan(5);
  });
}); // prettier-ignore
