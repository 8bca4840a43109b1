import { describe, expect, it } from 'vitest';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { SAMPLE_END, SAMPLE_START } from '#core/sample/timeline';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { inputsOf } from '#core/value/inputs';
import type { Item } from '#core/value/types';
import { EntitySchema, StatementRowSchema } from '#shared/value';

const run = (unit: number, seed = DEFAULT_SAMPLE_SEED) => createSampleMarket(seed).run(unit);
const BTC = 0, LINK = 8; // prettier-ignore

describe('entities of the sample market', () => {
  const [pool, lend] = [run(BTC), run(LINK)];
  const entities = [pool.valued!, lend.valued!];

  it('are rows that can be typed in, published within the market, and the same for the same seed', () => {
    for (const { id, rows, ...fields } of entities) {
      expect(EntitySchema.safeParse({ ...fields, figures: null }).success, id).toBe(true);
      for (const { from, ...row } of rows) {
        const checked = StatementRowSchema.safeParse({ ...row, from: Number.isNaN(from) ? null : from });
        expect(checked.error?.issues).toBeUndefined();
        expect(row.published).toBeLessThan(SAMPLE_END);
      }
      expect(new Set(rows.map(({ item, from, to, published }) => `${item} ${from} ${to} ${published}`)).size).toBe(rows.length); // prettier-ignore
    }
    expect(run(LINK).valued).toEqual(lend.valued);
    expect(run(LINK, 8).valued).not.toEqual(lend.valued);
    expect(run(1).valued).toBeUndefined();
  });

  it('a protocol has a dozen quarters, one of them published again, and a full trailing year', () => {
    const { rows } = lend.valued!;
    const revenues = rows.filter(({ item }) => item === 'revenue');
    expect(new Set(revenues.map(({ to }) => to)).size).toBe(12);
    expect(revenues).toHaveLength(13);
    const inputs = inputsOf(rows, SAMPLE_END);
    for (const item of [
      'fees',
      'revenue',
      'earnings',
      'emissions',
      'feesToHolders',
      'tvl',
      'cash',
      'currentLiabilities',
      'borrowRate',
      'float',
    ] satisfies Item[])
      // prettier-ignore
      expect(inputs[item].reason, item).toBe('');
    expect(inputs.earnings.value).toBeGreaterThan(0);
  });

  it('rates are told before and after the largest cascade, dear before it', () => {
    const cascade = lend.truth!.cascades.filter(({ side }) => side === 'long').sort((a, b) => b.notionalUsd - a.notionalUsd)[0]!; // prettier-ignore
    const before = inputsOf(lend.valued!.rows, cascade.start);
    const after = inputsOf(lend.valued!.rows, cascade.end + 8 * MS_PER_DAY);
    const carry = ({ supplyRate, rewardRate, borrowRate }: typeof before) => supplyRate.value + rewardRate.value - borrowRate.value; // prettier-ignore
    expect(carry(before)).toBeLessThan(0);
    expect(carry(after)).toBeGreaterThan(0.02);
  });

  it("a pool's reserves stand at the price of its base, and their product only grows", () => {
    const { rows } = pool.valued!;
    const of = (item: Item) => rows.filter((row) => row.item === item).map(({ to, value }) => [to, value] as const);
    const [base, quote] = [of('reserveBase'), of('reserveQuote')];
    const { t, c } = pool.series.find(({ kind, interval }) => kind === 'bars' && interval === MS_PER_HOUR)!.columns;
    expect(base.length).toBeGreaterThan(36);
    let product = 0;
    base.forEach(([at, x], k) => {
      const y = quote[k]![1];
      const closed = at === SAMPLE_START ? 0 : t.findLastIndex((open) => open + MS_PER_HOUR <= at);
      expect(y / x).toBeCloseTo(c![closed]!, -1);
      expect(x * y).toBeGreaterThan(product * (1 - 1e-5));
      product = x * y;
    });
  });
});
