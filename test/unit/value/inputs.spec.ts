import { describe, expect, it } from 'vitest';
import { derived } from '#core/value/derive';
import { inputsOf, withOverrides, withPrice } from '#core/value/inputs';
import type { StatementRow } from '#core/value/types';
import { at, flow, inputs, quarters, stock } from '../../support/statements';

const feesAt = (date: string, ...rows: StatementRow[]) => inputsOf(rows, at(date)).fees;

describe('stocks and rates', () => {
  it('are of the newest date, and of it the newest publication, known by then', () => {
    const rows = [
      stock('cash', '2025-01-01', 10, { published: at('2025-02-01') }),
      stock('cash', '2025-01-01', 11, { published: at('2025-03-01'), source: 'restated' }),
      stock('cash', '2024-10-01', 9, { published: at('2025-04-01') }),
    ];
    const cash = (date: string) => inputsOf(rows, at(date)).cash;
    expect(cash('2025-01-31')).toMatchObject({ value: NaN, reason: 'not stated', known: NaN });
    expect(cash('2025-02-01')).toMatchObject({ value: 10, known: at('2025-02-01') });
    expect(cash('2025-06-01')).toMatchObject({ value: 11, source: 'restated', reason: '' });
    expect(inputsOf([...rows].reverse(), at('2025-06-01')).cash.value).toBe(11);
  });

  it('are not in force before their date, however early they were announced', () => {
    const rows = [stock('borrowRate', '2025-07-01', 0.1, { published: at('2025-05-01') })];
    expect(inputsOf(rows, at('2025-06-01')).borrowRate.value).toBeNaN();
    expect(inputsOf(rows, at('2025-07-01')).borrowRate.value).toBe(0.1);
  });

  it('prefer a reported figure to an estimate of the same day', () => {
    const rows = [stock('tvl', '2025-01-01', 1), stock('tvl', '2025-01-01', 2, { estimated: true })];
    expect(inputsOf(rows, at('2025-01-02')).tvl).toMatchObject({ value: 1, estimated: false });
    expect(inputsOf([...rows].reverse(), at('2025-01-02')).tvl).toMatchObject({ value: 1, estimated: false });
  });

  it('without a number have none', () => {
    const rows = [stock('cash', '2025-01-01', 3), stock('cash', '2025-02-01', NaN)];
    expect(inputsOf(rows, at('2025-03-01')).cash).toMatchObject({ value: NaN, reason: 'the newest statement gives no number' }); // prettier-ignore
  });
});

describe('flows over the trailing year', () => {
  const year = quarters('fees', 2024, [1, 2, 4, 8]);

  it('are the sum of four quarters, known when the last was published', () => {
    expect(feesAt('2025-02-01', ...year)).toEqual({
      value: 15,
      known: at('2025-01-21'),
      source: 'report; 4 statements from 2024-01-01 to 2025-01-01',
      estimated: false,
      reason: '',
    });
  });

  it('roll on with each publication, and not before it', () => {
    const more = [...year, flow('fees', '2025-01-01', '2025-04-01', 16)];
    expect(feesAt('2025-04-20', ...more).value).toBe(15);
    expect(feesAt('2025-04-21', ...more).value).toBe(30);
  });

  it('say how much of the year is covered where a quarter is missing', () => {
    const [first, , third, last] = year as [StatementRow, StatementRow, StatementRow, StatementRow];
    expect(feesAt('2025-02-01', first, third, last)).toMatchObject({ value: NaN, reason: 'statements cover 274 of the 365 days to 2025-01-01' }); // prettier-ignore
    expect(feesAt('2025-02-01', third, last).reason).toBe('statements cover 184 of the 365 days to 2025-01-01');
  });

  it('do not cut a statement at the edge of the year, nor count a day twice', () => {
    const [, ...rest] = year;
    const long = flow('fees', '2023-11-01', '2024-04-01', 3);
    expect(feesAt('2025-02-01', ...rest, long)).toMatchObject({ value: NaN, reason: 'statements cover the year to 2025-01-01, but one of them is cut by its edge: they do not add up to it' }); // prettier-ignore
    const double = [flow('fees', '2024-01-01', '2024-08-01', 3), flow('fees', '2024-06-01', '2025-01-01', 3)];
    expect(feesAt('2025-02-01', ...double)).toMatchObject({ value: NaN, reason: 'statements cover the year to 2025-01-01, but overlap: they do not add up to it' }); // prettier-ignore
  });

  it('take the newest publication of a period, and an estimated part marks the sum', () => {
    const restated = flow('fees', '2024-04-01', '2024-07-01', 200, { published: at('2025-01-25'), source: 'restated' });
    expect(feesAt('2025-01-24', ...year, restated).value).toBe(15);
    expect(feesAt('2025-01-25', ...year, restated)).toMatchObject({ value: 213, known: at('2025-01-25'), source: 'report, restated; 4 statements from 2024-01-01 to 2025-01-01' }); // prettier-ignore
    const guess = year.map((row, i) => ({ ...row, estimated: i === 2 }));
    expect(feesAt('2025-02-01', ...guess)).toMatchObject({ value: 15, estimated: true });
  });

  it('of mixed lengths are tiled: an annual statement and its quarters count once', () => {
    const annual = flow('fees', '2024-01-01', '2025-01-01', 15, { source: 'annual report' });
    expect(feesAt('2025-02-01', ...year, annual)).toMatchObject({ value: 15, source: 'annual report; 1 statement from 2024-01-01 to 2025-01-01' }); // prettier-ignore
    const estimated = { ...annual, value: 99, estimated: true };
    expect(feesAt('2025-02-01', ...year, estimated)).toMatchObject({ value: 15, estimated: false });
  });

  it('of mixed lengths may end with the newest of any length', () => {
    const annual = flow('fees', '2024-01-01', '2025-01-01', 15);
    const quarter = flow('fees', '2025-01-01', '2025-04-01', 16);
    expect(feesAt('2025-05-01', annual, quarter)).toMatchObject({ value: 15, source: 'report; 1 statement from 2024-01-01 to 2025-01-01' }); // prettier-ignore
    const half = flow('fees', '2024-07-01', '2025-01-01', 12);
    expect(feesAt('2025-05-01', ...year.slice(1, 2), half, quarter)).toMatchObject({ value: 30, source: 'report; 3 statements from 2024-04-01 to 2025-04-01' }); // prettier-ignore
  });

  it('of days count 365 of them, and one day without makes none', () => {
    const days = Array.from({ length: 400 }, (_, i) => {
      const from = at('2024-01-01') + i * 86_400_000;
      return {
        ...flow('fees', '2024-01-01', '2024-01-02', 1),
        from,
        to: from + 86_400_000,
        published: from + 86_400_000,
      };
    });
    const end = new Date(days.at(-1)!.to).toISOString();
    expect(feesAt(end, ...days).value).toBe(365);
    expect(feesAt(end, ...days.filter((_, i) => i !== 350))).toMatchObject({ value: NaN, reason: 'statements cover 364 of the 365 days to 2025-02-04' }); // prettier-ignore
    expect(feesAt(end, ...days.filter((_, i) => i !== 20)).value).toBe(365);
  });

  it('of a year that nobody went on with are none', () => {
    expect(feesAt('2025-08-20', ...year).value).toBe(15);
    expect(feesAt('2025-09-20', ...year)).toMatchObject({ value: NaN, reason: 'statements end 2025-01-01, and the next one is overdue' }); // prettier-ignore
  });

  it('of 52 whole weeks are a year, 364 days are not', () => {
    const half = [flow('fees', '2024-01-02', '2024-07-02', 3), flow('fees', '2024-07-02', '2024-12-31', 4)];
    expect(feesAt('2025-02-01', ...half).value).toBe(7);
    const odd = [flow('fees', '2024-01-02', '2024-07-01', 3), flow('fees', '2024-07-01', '2024-12-31', 4)];
    expect(feesAt('2025-02-01', ...odd)).toMatchObject({ value: NaN, reason: 'statements cover 364 of the 365 days to 2024-12-31' }); // prettier-ignore
  });
});

describe('figures put in place of others', () => {
  const stated = inputs({ price: 4, float: 100, fullyDiluted: 300, marketCap: 410, tvl: 9 });

  it('are estimates, and NaN takes one away', () => {
    const next = withOverrides(stated, { tvl: 12, price: NaN });
    expect(next.tvl).toMatchObject({ value: 12, estimated: true, source: 'set by hand' });
    expect(next.price).toMatchObject({ value: NaN, reason: 'taken away by hand' });
    expect(next.marketCap.value).toBe(410);
    expect(withOverrides(stated, { cash: Infinity }).cash).toMatchObject({ value: NaN, reason: 'not a number' });
    expect(stated.tvl.value).toBe(9);
  });

  it('of price and float make another capitalisation', () => {
    expect(derived(stated).marketCap).toMatchObject({ value: 410, source: 'report' });
    expect(derived(withOverrides(stated, { price: 5 })).marketCap).toMatchObject({ value: 500, source: 'price × float', estimated: true }); // prettier-ignore
    expect(derived(withOverrides(stated, { price: 5, marketCap: 7 })).marketCap.value).toBe(7);
    expect(derived(withPrice(stated, 6, 77, 'BTCUSDT'))).toMatchObject({
      price: { value: 6, known: 77, source: 'BTCUSDT', estimated: false },
      marketCap: { value: 600, known: 77 },
      fullyDilutedValue: { value: 1_800, source: 'price × fully diluted supply' },
    });
    expect(withPrice(stated, NaN, 77, '')).toBe(stated);
    expect(derived(withOverrides(inputs({ marketCap: 5 }), { price: 2 })).marketCap.value).toBe(5);
  });
});
