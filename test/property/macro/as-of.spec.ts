import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asKnown, firstPrints, headline, printsAsPoints, yearlyChanges } from '#core/macro/known';
import { macroState, surprisesOf } from '#core/macro/state';
import type { Vintage } from '#core/macro/types';

const vintages = fc.array(
  fc.record({
    period: fc.integer({ min: 0, max: 20 }),
    released: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 100 }) }, { weight: 1, arbitrary: fc.constant(NaN) }),
    value: fc.oneof({ weight: 9, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(NaN) }),
  }),
  { maxLength: 60 },
); // prettier-ignore

it('nothing released later changes what was known: the whole history says what its past alone says', () => {
  fc.assert(
    fc.property(vintages, vintages, fc.integer({ min: -1, max: 101 }), (all, consensus, t) => {
      const past = (of: readonly Vintage[]) => of.filter(({ released }) => released <= t);
      expect(asKnown(all, t)).toEqual(asKnown(past(all), Infinity));
      expect(firstPrints(all, t)).toEqual(firstPrints(past(all)));
      expect(headline(all, t)).toEqual(headline(past(all)));
      expect(yearlyChanges(all, t)).toEqual(yearlyChanges(past(all)));
      expect(printsAsPoints(all, t)).toEqual(printsAsPoints(past(all)));
      expect(surprisesOf(all, consensus, t)).toEqual(surprisesOf(past(all), past(consensus), Infinity));
      expect(macroState(all, consensus, t)).toEqual(macroState(past(all), past(consensus), t));
    }),
    { numRuns: 500 },
  );
});

it('a headline is a prefix of a later headline', () => {
  fc.assert(
    fc.property(vintages, fc.integer({ min: 0, max: 100 }), (all, t) => {
      const whole = headline(all);
      const cut = headline(all, t);
      const n = cut.known.length;
      expect([...whole.known.subarray(0, n)]).toEqual([...cut.known]);
      expect([...whole.value.subarray(0, n)]).toEqual([...cut.value]);
    }),
    { numRuns: 500 },
  );
});
