import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { irr, xirr } from '#core/value/irr';
import type { Flow } from '#core/value/types';

const rates = (...flows: number[]) => irr(Float64Array.from(flows));
const dated = (...flows: readonly (readonly [string, number])[]): Flow[] =>
  flows.map(([date, amount]) => ({ t: Date.parse(date), amount, words: '' }));

describe('rates of return of textbooks', () => {
  it('Microsoft, Excel documentation of IRR', () => {
    expect(rates(-70_000, 12_000, 15_000, 18_000, 21_000).value).toBeCloseTo(-0.0212, 4);
    expect(rates(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000).value).toBeCloseTo(0.0866, 4);
    expect(rates(-70_000, 12_000, 15_000).value).toBeCloseTo(-0.4435, 4);
  });

  it('Microsoft, Excel documentation of XIRR', () => {
    const flows = dated(['2008-01-01', -10_000], ['2008-03-01', 2_750], ['2008-10-30', 4_250], ['2009-02-15', 3_250], ['2009-04-01', 2_750]); // prettier-ignore
    expect(xirr(flows)).toMatchObject({ reason: '' });
    expect(xirr(flows).value).toBeCloseTo(0.373362535, 7);
    expect(xirr([...flows].reverse()).value).toBe(xirr(flows).value);
  });

  it('Lorie, Savage 1955: the pump that earns 25 % and 400 %', () => {
    const pump = rates(-1_600, 10_000, -10_000);
    expect(pump).toMatchObject({ value: NaN, reason: '2 rates solve it: 25.0 % and 400.0 %' });
    expect(pump.roots[0]).toBeCloseTo(0.25, 12);
    expect(pump.roots[1]).toBeCloseTo(4, 12);
    expect(rates(-100, 230, -132).reason).toBe('2 rates solve it: 10.0 % and 20.0 %');
  });

  it('Hirshleifer 1958: three rates; Brealey, Myers: none', () => {
    expect(rates(-1_000, 6_000, -11_000, 6_000).reason).toBe('3 rates solve it: 0.0 %, 100.0 % and 200.0 %');
    expect(rates(1_000, -3_000, 2_500)).toMatchObject({ value: NaN, roots: [], reason: 'no rate between −100 % and 1e+11 % solves it' }); // prettier-ignore
  });
});

describe('rates of return', () => {
  it('that only touch 0 are found', () => {
    const touching = rates(-100, 220, -121);
    expect(touching.roots).toHaveLength(1);
    expect(touching.value).toBeCloseTo(0.1, 7);
    expect(rates(-1, 3.3, -3.63, 1.331).value).toBeCloseTo(0.1, 4);
  });

  it('are none where money goes one way, or nothing goes', () => {
    expect(rates(-1, -2, 0).reason).toBe('no sign change: the flows only go one way');
    expect(rates(1, 2).reason).toBe('no sign change: the flows only go one way');
    expect(rates(0, 0).reason).toBe('no sign change: the flows only go one way');
    expect(rates().reason).toBe('there are no flows');
    expect(xirr([]).reason).toBe('there are no flows');
    expect(xirr(dated(['2024-01-01', -100], ['2024-01-01', 110])).value).toBeNaN();
  });

  it('say which flow has no amount or date', () => {
    expect(rates(-1, NaN, 2).reason).toBe('flow 2 has no date or amount');
    expect(rates(-1, Infinity).reason).toBe('flow 2 has no date or amount');
    expect(xirr([{ t: NaN, amount: -1, words: '' }, ...dated(['2024-01-01', 2])]).reason).toMatch(/no date/);
  });

  it('count a year as 365 days, and the rate of a day is that of the day to the 365th', () => {
    const day = xirr([
      { t: 0, amount: -100, words: '' },
      { t: MS_PER_DAY, amount: 101, words: '' },
    ]);
    expect(day.value / (1.01 ** 365 - 1)).toBeCloseTo(1, 10);
    expect(xirr(dated(['2023-01-01', -100], ['2024-01-01', 110])).value).toBeCloseTo(0.1, 12);
    expect(xirr(dated(['2024-01-01', -100], ['2025-01-01', 110])).value).toBeCloseTo(1.1 ** (365 / 366) - 1, 12);
  });

  it('neither overflow nor stop at payments of one day that cancel', () => {
    expect(rates(-1e300, 1.1e300).value).toBeCloseTo(0.1, 12);
    expect(rates(-1e-300, 1.1e-300).value).toBeCloseTo(0.1, 12);
    const long = rates(-1, ...Array.from({ length: 1_200 }, () => 0.01));
    expect(long.value).toBeCloseTo(0.01, 5);
    const cancelling = dated(['2020-01-01', 0.1], ['2020-01-01', 0.2], ['2020-01-01', -0.3], ['2021-01-01', -100], ['2022-01-01', 110]);
    expect(xirr(cancelling)).toMatchObject({ reason: '' });
  }); // prettier-ignore
});
