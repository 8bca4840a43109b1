import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValuationArgs } from '#core/value/reader';
import { ITEMS, type Answer, type Assumptions, type Item } from '#core/value/types';
import { answerOf, sensitivity, tornado, valuate } from '#core/value/valuate';
import { ASSUMPTIONS, CAPM, inputs, PROTOCOL } from '../../support/statements';

type Figures = Partial<Readonly<Record<Item, number>>>;
const ODD = [NaN, Infinity, -Infinity, 0, -1, 1e308, 5e-324, -1e308];
const RUNS = { numRuns: 1_000 };

const factor = fc.double({ min: -3, max: 3, noNaN: true }).map((x) => 10 ** x);
/** Real-looking: the protocol, each figure moved by up to three decades. */
const plausible: fc.Arbitrary<Figures> = fc
  .record(Object.fromEntries(Object.keys(PROTOCOL).map((item) => [item, factor])) as Record<Item, typeof factor>)
  .map((factors) => {
    const moved = Object.entries(PROTOCOL).map(([item, value]) => [item, value * factors[item as Item]] as const);
    return { ...Object.fromEntries(moved), taxRate: Math.min(0.9, 0.2 * factors.taxRate) };
  });
/** A few of its figures are missing, zero, negative or no numbers. */
const absurd: fc.Arbitrary<Figures> = fc
  .tuple(plausible, fc.dictionary(fc.constantFrom(...(Object.keys(ITEMS) as Item[])), fc.constantFrom(...ODD, undefined)))
  .map(([figures, odd]) => ({ ...figures, ...odd }) as Figures); // prettier-ignore
const rate = fc.oneof(fc.double({ min: -0.5, max: 0.5, noNaN: true }), fc.constantFrom(...ODD));
const assumptions: fc.Arbitrary<Assumptions> = fc.record({
  ...{ riskFree: rate, marketPremium: rate, benchmark: fc.constant('btc' as const), costOfDebt: fc.option(rate) },
  ...{ growth: rate, firstGrowth: rate, firstYears: fc.oneof(fc.integer({ min: 0, max: 20 }), rate) },
  ...{ discount: fc.option(rate), ipoPrice: fc.option(rate), ipoFloat: fc.option(rate), unlocks: fc.array(rate, { maxLength: 4 }) }, // prettier-ignore
});
const args = (figures: Figures, given: Assumptions = ASSUMPTIONS, beta = CAPM.beta): ValuationArgs => ({
  ...{ inputs: inputs(figures), assumptions: given, capm: { ...CAPM, beta } },
});
const byId = (answers: readonly Answer[]) => Object.fromEntries(answers.map((one) => [one.id, one])) as Record<Answer['id'], Answer>; // prettier-ignore

describe('answers', () => {
  it('are a number without a reason, or a reason without a number, whatever is stated', () =>
    fc.assert(
      fc.property(absurd, assumptions, rate, (figures, given, beta) => {
        for (const { id, value, diluted, reason } of valuate(args(figures, given, beta))) {
          if (reason === '') expect(value, id).toSatisfy(Number.isFinite);
          else expect(value, id).toBeNaN();
          expect(Math.abs(diluted), id).not.toBe(Infinity);
        }
      }),
      RUNS,
    ));

  it('never come from a figure that is no number', () =>
    fc.assert(
      fc.property(plausible, fc.constantFrom(NaN, Infinity, -Infinity), (figures, odd) => {
        for (const { id, reads, reason } of valuate(args(figures))) {
          if (reason !== '') continue;
          for (const input of reads)
            if (input in ITEMS) {
              const spoilt = answerOf(args({ ...figures, [input]: odd }), id);
              expect(spoilt.value, `${id} without ${input}`).toBeNaN();
              expect(spoilt.reason).not.toBe('');
            }
        }
      }),
    ));

  it('that are multiples, ratios and rates are of no currency, and values per token are of one', () =>
    fc.assert(
      fc.property(plausible, fc.integer({ min: -30, max: 30 }), (figures, power) => {
        const unit = 2 ** power;
        const entries = Object.entries(figures) as [Item, number][];
        const inUnits = Object.fromEntries(entries.map(([item, value]) => [item, ITEMS[item].unit === 'USD' ? value * unit : value])); // prettier-ignore
        const listing = { ...ASSUMPTIONS, ipoPrice: ASSUMPTIONS.ipoPrice! * unit };
        const [plain, scaled] = [valuate(args(figures)), valuate(args(inUnits, listing))];
        for (const [i, { value, unit: kind, reason }] of plain.entries()) {
          expect(scaled[i]!.reason).toBe(reason);
          if (reason === '') expect(scaled[i]!.value / (kind === 'USD' ? value * unit : value)).toBeCloseTo(1, 12);
        }
      }),
    ));

  it('lie where they have to', () =>
    fc.assert(
      fc.property(plausible, (figures) => {
        const { expectedReturn, wacc, quickRatio, priceEarnings, priceFfo, gordon, twoStage, ipoValue, ipoFloatValue } = byId(valuate(args(figures))); // prettier-ignore
        const debt = figures.borrowRate! * (1 - figures.taxRate!);
        expect(wacc.value).toBeLessThanOrEqual(Math.max(expectedReturn.value, debt) + 1e-12);
        expect(wacc.value).toBeGreaterThanOrEqual(Math.min(expectedReturn.value, debt) - 1e-12);
        expect(quickRatio.value).toBeGreaterThan(0);
        if (priceFfo.reason === '') expect(priceFfo.value).toBeGreaterThanOrEqual(priceEarnings.value);
        expect(gordon.value).toBeGreaterThan(0);
        expect(twoStage.value).toBeGreaterThan(gordon.value);
        expect(ipoFloatValue.value).toBeLessThan(ipoValue.value);
      }),
    ));
});

describe('dividend models', () => {
  const models = fc.constantFrom('gordon' as const, 'twoStage' as const, 'hModel' as const);
  const rates = fc.uniqueArray(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: 2, maxLength: 6 });

  it('are worth more with growth and less with a discount, and nothing where growth is not below it', () =>
    fc.assert(
      fc.property(plausible, models, rates, rates, (figures, id, some, others) => {
        const [growths, discounts] = [some.sort((a, b) => a - b), others.sort((a, b) => a - b)];
        const table = sensitivity(args(figures, { ...ASSUMPTIONS, firstGrowth: 0.3 }), id, growths, discounts);
        for (const [i, row] of table.entries())
          for (const [j, { value, reason }] of row.entries()) {
            if (growths[i]! >= discounts[j]!) expect([value, /is not below|out of range/.test(reason)]).toEqual([NaN, true]);
            const [above, before] = [table[i - 1]?.[j]?.value ?? NaN, row[j - 1]?.value ?? NaN];
            if (Number.isFinite(value) && Number.isFinite(above)) expect(value).toBeGreaterThanOrEqual(above * (1 - 1e-12));
            if (Number.isFinite(value) && Number.isFinite(before)) expect(value).toBeLessThanOrEqual(before * (1 + 1e-12));
          }
      }),
    )); // prettier-ignore

  it('agree where there is one rate of growth only', () =>
    fc.assert(
      fc.property(plausible, fc.double({ min: -0.2, max: 0.12, noNaN: true }), fc.integer({ min: 0, max: 30 }), (figures, growth, firstYears) => {
        const { gordon, twoStage, hModel } = byId(valuate(args(figures, { ...ASSUMPTIONS, growth, firstGrowth: growth, firstYears })));
        expect(twoStage.value / gordon.value).toBeCloseTo(1, 10);
        expect(hModel.value / gordon.value).toBeCloseTo(1, 12);
      }),
    )); // prettier-ignore
});

describe('a tornado', () => {
  it('has a bar for each number that the answer reads, widest first, with the ends that the answer has there', () =>
    fc.assert(
      fc.property(plausible, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (figures, share) => {
        for (const { id, value, reads } of valuate(args(figures))) {
          const bars = tornado(args(figures), id, share);
          if (Number.isNaN(value)) expect(bars).toEqual([]);
          else expect(new Set(bars.map(({ input }) => input))).toEqual(new Set(reads.filter((input) => input !== 'unlocks'))); // prettier-ignore
          const reaches = bars.map(({ low, high }) => Math.max(0, ...[low, high].filter((x) => !Number.isNaN(x)).map((x) => Math.abs(x - value)))); // prettier-ignore
          expect(reaches).toEqual([...reaches].sort((a, b) => b - a));
          for (const { input, low, high, reason } of bars) {
            expect(Number.isNaN(low) || Number.isNaN(high)).toBe(reason !== '');
            if (input in ITEMS && !Number.isNaN(high)) {
              const moved = { ...figures, [input]: figures[input as Item]! * (1 + share) };
              expect(answerOf(args(moved), id).value / high).toBeCloseTo(1, 12);
            }
          }
        }
      }),
    ));
});
