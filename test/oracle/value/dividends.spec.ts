import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gordon, hModel, twoStage, type Dividends } from '#core/value/dividends';

interface Row extends Dividends {
  readonly gordon: number;
  readonly twoStage: number;
  /** Payments whose growth fades in a straight line, discounted one by one: what the H-model stands for. */
  readonly fading: number;
}
const { rows } = JSON.parse(readFileSync(new URL('dividends.json', import.meta.url), 'utf8')) as { readonly rows: readonly Row[] }; // prettier-ignore
const gap = (a: number, b: number): number => Math.abs(a / b - 1);

describe('dividend models against payments discounted one by one', () => {
  it('Gordon and two-stage', () => {
    for (const row of rows) {
      expect(gap(gordon(row).value, row.gordon)).toBeLessThanOrEqual(1e-12);
      expect(gap(twoStage(row).value, row.twoStage)).toBeLessThanOrEqual(1e-12);
    }
  });

  it('a first stage that grows by the discount rate but for rounding is worth what one that grows by it is', () => {
    const row = { paid: 1, discount: 0.3, growth: 0.02, firstYears: 5 };
    const exact = twoStage({ ...row, firstGrowth: 0.3 });
    expect(exact.value).toBeCloseTo(5 + 1.02 / 0.28, 12);
    expect(twoStage({ ...row, firstGrowth: 0.1 + 0.2 })).toEqual({ value: expect.closeTo(exact.value, 12) as number, reason: '' }); // prettier-ignore
  });

  it('H-model: near to them where growth fades by little, the nearer the less it does', () => {
    const faded = ({ firstGrowth, growth, firstYears }: Row): number => Math.abs(firstGrowth - growth) * firstYears;
    const [mild, none] = [rows.filter((row) => faded(row) <= 0.3), rows.filter((row) => row.firstYears === 0)];
    expect(Math.min(mild.length, none.length)).toBeGreaterThan(2);
    for (const row of mild) expect(gap(hModel(row).value, row.fading)).toBeLessThanOrEqual(0.06);
    for (const row of none) expect(gap(hModel(row).value, row.fading)).toBeLessThanOrEqual(1e-12);
  });
});
