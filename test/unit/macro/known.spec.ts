import { describe, expect, it } from 'vitest';
import { asKnown, changesOnly, firstPrints, headline, printsAsPoints, yearlyChanges } from '#core/macro/known';
import { datedVintages, refusal } from '#core/macro/publication';
import type { Vintage } from '#core/macro/types';

const v = (period: number, released: number, value: number): Vintage => ({ period, released, value });
const pairs = ({ known, value }: { known: Float64Array; value: Float64Array }) =>
  [...known].map((t, i) => [t, value[i]]);

/** Period 1 is told at 10 and revised at 25; period 2 at 20; period 3 is only scheduled. */
const REVISED = [v(2, 20, 3), v(1, 25, 2.5), v(1, 10, 2), v(3, 30, NaN)];

describe('what was known of a series', () => {
  it('is the newest vintage of each period by then, and nothing before the first release', () => {
    expect(asKnown(REVISED, 9)).toEqual([]);
    expect(asKnown(REVISED, 10)).toEqual([v(1, 10, 2)]);
    expect(asKnown(REVISED, 24).map(({ value }) => value)).toEqual([2, 3]);
    expect(asKnown(REVISED, 1e9).map(({ value }) => value)).toEqual([2.5, 3]);
  });
  it('keeps what was told first', () => {
    expect(firstPrints(REVISED).map(({ value }) => value)).toEqual([2, 3]);
    expect(pairs(printsAsPoints(REVISED, Infinity, 0.01))).toEqual([[10, 0.02], [20, 0.03]]); // prettier-ignore
  });
  it('lets a revision of an older period leave the headline alone, and one of the newest change it', () => {
    expect(pairs(headline(REVISED))).toEqual([[10, 2], [20, 3]]); // prettier-ignore
    expect(pairs(headline([...REVISED, v(2, 28, 3.1)]))).toEqual([[10, 2], [20, 3], [28, 3.1]]); // prettier-ignore
  });
  it('takes the newest of two periods that are told at once', () => {
    expect(pairs(headline([v(1, 10, 1), v(2, 10, 2)]))).toEqual([[10, 2]]);
  });
  it('drops steps that change nothing', () => {
    expect(pairs(changesOnly(headline([v(1, 1, 5), v(2, 2, 5), v(3, 3, 4), v(4, 4, 4)])))).toEqual([[1, 5], [3, 4]]); // prettier-ignore
  });
});

describe('yearlyChanges', () => {
  const month = (year: number, k: number): number => Date.UTC(year, k, 1);
  it('divides by the year before as it was known at the first print', () => {
    const history = [
      v(month(2023, 0), 10, 100),
      v(month(2024, 0), 400, 104), // +4 %
      v(month(2023, 1), 41, 101),
      v(month(2023, 1), 420, 102), // revised before the print of a year later
      v(month(2024, 1), 430, 105.06), // +3 %
      v(month(2024, 0), 440, 200), // a revision is no print
    ];
    const { known, value } = yearlyChanges(history);
    expect([...known]).toEqual([400, 430]);
    expect(value[0]).toBeCloseTo(0.04, 12);
    expect(value[1]).toBeCloseTo(0.03, 12);
  });
  it('takes figures that are told at one instant together, in any order', () => {
    const both = [v(month(2024, 0), 10, 110), v(month(2023, 0), 10, 100)];
    expect([...yearlyChanges(both).value]).toEqual([expect.closeTo(0.1, 12)]);
  });
  it('has no change where the year before is not known', () =>
    expect(yearlyChanges([v(month(2024, 0), 10, 100)]).known).toHaveLength(0));
  it.each([0, -100])('says nothing of a figure of %d a year before: it is no index', (before) =>
    expect(yearlyChanges([v(month(2023, 0), 5, before), v(month(2024, 0), 10, 100)]).known).toHaveLength(0),
  );
});

describe('publication', () => {
  const undated = [v(100, NaN, 1), v(200, NaN, 2)];
  it('gives a figure in force the latest instant at which it was known, and keeps a release of its own', () => {
    const dated = datedVintages([...undated, v(300, 305, 3)], { basis: 'inForce', lagMs: 50 });
    expect(dated.map(({ released }) => released)).toEqual([150, 250, 305]);
  });
  it('leaves out what has no release where figures are revised', () => {
    for (const basis of ['released', 'latest'] as const)
      expect(datedVintages([...undated, v(300, 305, 3)], { basis, lagMs: 50 })).toEqual([v(300, 305, 3)]);
  });
  it('refuses the newest vintage alone, with the reason', () => {
    expect(refusal({ basis: 'latest' })).toMatch(/not point-in-time/);
    expect(refusal({ basis: 'released' }) + refusal({ basis: 'inForce' })).toBe('');
  });
});
