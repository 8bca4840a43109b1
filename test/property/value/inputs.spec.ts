import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { inputsOf } from '#core/value/inputs';
import { ITEMS, type Item, type StatementRow } from '#core/value/types';

const START = Date.UTC(2023, 0, 1);
const day = (n: number): number => START + n * MS_PER_DAY;
const row = (from: number, to: number, value: number, published = to): StatementRow => ({
  ...{ item: 'fees', from: day(from), to: day(to), published: day(published), value, source: 'report', estimated: false },
}); // prettier-ignore
const amount = fc.integer({ min: -1_000, max: 1_000 });

/** A year that ends on day 500, cut into periods, in any order. */
const partition: fc.Arbitrary<readonly StatementRow[]> = fc
  .uniqueArray(fc.integer({ min: 136, max: 499 }), { minLength: 1, maxLength: 12 })
  .chain((cuts) => {
    const ends = [135, ...cuts.sort((a, b) => a - b), 500];
    const rows = ends.slice(1).map((to, i) => fc.tuple(amount, fc.nat({ max: 40 })).map(([value, lag]) => row(ends[i]!, to, value, to + lag))); // prettier-ignore
    return fc.tuple(...rows).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
  });

/** Periods of whole fifths of a year, anywhere, some published again. */
const anything: fc.Arbitrary<readonly StatementRow[]> = fc.array(
  fc.record({ from: fc.nat({ max: 7 }), length: fc.integer({ min: 1, max: 6 }), value: amount, lag: fc.nat({ max: 60 }), estimated: fc.boolean() }) // prettier-ignore
    .map(({ from, length, value, lag, estimated }) => ({ ...row(73 * from, 73 * (from + length), value, 73 * (from + length) + lag), estimated })), // prettier-ignore
  { maxLength: 9 },
);

const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((__, i) => (bits >> i) & 1));

describe('a flow of the trailing year', () => {
  it('is the sum of periods that tile it, whatever their order, and known when the last of them was', () =>
    fc.assert(
      fc.property(partition, (rows) => {
        const { fees } = inputsOf(rows, day(560));
        expect(fees.value).toBe(rows.reduce((sum, { value }) => sum + value, 0));
        expect(fees.known).toBe(Math.max(...rows.map(({ published }) => published)));
      }),
    ));

  it('is none with a period missing or counted by a day too many', () =>
    fc.assert(
      fc.property(partition, fc.nat(), (rows, n) => {
        const at = n % rows.length;
        const { from, to } = rows[at]!;
        const rest = rows.filter((_, i) => i !== at);
        fc.pre(rest.some((one) => (one.to - one.from) % (7 * MS_PER_DAY) !== 0)); // else they may be the 52 weeks of a year
        const lost = inputsOf(rest, day(560)).fees;
        expect(lost.value).toBeNaN();
        if (to !== day(500)) expect(lost.reason).toBe(`statements cover ${365 - (to - from) / MS_PER_DAY} of the 365 days to 2024-05-15`); // prettier-ignore
        const longer = rows.map((one, i) => (i === at ? { ...one, from: from - MS_PER_DAY } : one));
        const isSwallowing = rows.some((one) => one.from === from - MS_PER_DAY);
        if (from !== day(135) && !isSwallowing) expect(inputsOf(longer, day(560)).fees.value).toBeNaN();
      }),
    ));

  it('is never anything but such a sum, found by trying every set of statements', () =>
    fc.assert(
      fc.property(anything, fc.nat({ max: 1_200 }), (rows, now) => {
        const { fees } = inputsOf(rows, day(now));
        expect(Number.isNaN(fees.value)).toBe(fees.reason !== '');
        if (fees.reason !== '') return;
        const known = rows.filter(({ published }) => published <= day(now));
        const tilings = subsets(known).filter((set) => {
          const sorted = [...set].sort((a, b) => a.from - b.from);
          const isSeamless = sorted.every(({ from }, i) => i === 0 || from === sorted[i - 1]!.to);
          return isSeamless && sorted.length > 0 && sorted.at(-1)!.to - sorted[0]!.from === 365 * MS_PER_DAY;
        });
        expect(tilings.map((set) => set.reduce((sum, { value }) => sum + value, 0))).toContain(fees.value);
      }),
      { numRuns: 500 },
    ));
});

describe('inputs as of an instant', () => {
  const rows: fc.Arbitrary<StatementRow[]> = fc.array(
    fc.record({ item: fc.constantFrom(...(Object.keys(ITEMS) as Item[])), to: fc.nat({ max: 800 }), length: fc.constantFrom(1, 73, 365), lag: fc.nat({ max: 90 }), value: amount }) // prettier-ignore
      .map(({ item, to, length, lag, value }) => ({ ...row(to - length, to, value, to + lag), item, from: ITEMS[item].kind === 'flow' ? day(to - length) : NaN })), // prettier-ignore
    { maxLength: 60 },
  );

  it('do not know what was published later', () =>
    fc.assert(
      fc.property(rows, fc.nat({ max: 900 }), (all, now) => {
        const published = all.filter((one) => one.published <= day(now));
        expect(inputsOf(all, day(now))).toEqual(inputsOf(published, day(now)));
        for (const { known } of Object.values(inputsOf(all, day(now)))) expect(known > day(now)).toBe(false);
      }),
      { numRuns: 1_000 },
    ));

  it('have a number or a reason', () =>
    fc.assert(
      fc.property(rows, fc.nat({ max: 900 }), (all, now) => {
        for (const { value, reason } of Object.values(inputsOf(all, day(now)))) expect(Number.isFinite(value)).toBe(reason === ''); // prettier-ignore
      }),
    ));
});
