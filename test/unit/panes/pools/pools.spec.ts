import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputsOf, withOverrides } from '#core/value/inputs';
import { saleFigure } from '../../../../src/renderer/panes/pools/cite';
import { comparisonColumns } from '../../../../src/renderer/panes/pools/columns';
import { drawCurve } from '../../../../src/renderer/panes/pools/curve';
import {
  answerOf,
  comparable,
  compare,
  poolOf,
  sizeAt,
  SLIDER_STEPS,
  stepOf,
  together,
  tokensOf,
} from '../../../../src/renderer/panes/pools/model';
import { typedRows } from '../../../../src/renderer/panes/pools/typed-rows';
import { StatementRowSchema } from '#shared/value';
import { createFakeValue } from '../../../support/fake-value';

const NOW = Date.UTC(2025, 10, 12);
const fake = createFakeValue(NOW);
const pool = fake['value:entities']({}).find(({ kind }) => kind === 'pool')!;
const { rows } = fake['value:entity']({ id: pool.id });
const inputs = inputsOf(rows, NOW);
const known = poolOf(pool, inputs);
const shown = { ...known, inputs, own: {}, newest: NOW, at: NOW };

describe('a pool', () => {
  it('answers a forced sale by the constant product', () => {
    const { sale, sandwich, depth } = answerOf(known.pool, 10, 0.005);
    const after = 10 * 0.997;
    expect(sale.out).toBeCloseTo((2e6 * after) / (1_000 + after), 6);
    expect(sale.midAfter).toBeCloseTo((2e6 - sale.out) / 1_010, 9);
    expect(sandwich.quoted - sandwich.accepted).toBeCloseTo(0.005 * sale.out, 9);
    expect(depth.map(({ bp }) => bp)).toEqual([50, 100, 200, 500, 1_000]);
    for (const { bp, base } of depth) expect(answerOf(known.pool, base, 0).sale.impactBp).toBeCloseTo(bp, 6);
  });

  it('says which of its figures is missing, and a typed one fills it and marks it', () => {
    const without = inputsOf(rows.filter(({ item }) => item !== 'poolFee'), NOW);
    expect(poolOf(pool, without)).toMatchObject({ lacks: 'The fee is not known: not stated', estimated: false });
    expect(poolOf(pool, withOverrides(without, { poolFee: 0.01 }))).toMatchObject({ lacks: '', estimated: true });
    expect(poolOf(pool, withOverrides(without, { poolFee: 1 })).lacks).toMatch(/fee/);
  }); // prettier-ignore

  it('has the tokens that its symbol names', () => {
    expect(tokensOf({ symbol: 'ETH/USDC', name: '' })).toEqual(['ETH', 'USDC']);
    expect(tokensOf({ symbol: 'ETH-USDC', name: '' })).toEqual(['ETH', 'USDC']);
    expect(tokensOf({ symbol: '', name: 'SIM-BTC/SIM-USD' })).toEqual(['SIM-BTC', 'SIM-USD']);
    expect(tokensOf({ symbol: 'x', name: 'ETH / USDC 30 bp' })).toEqual(['ETH', 'USDC']);
    expect(tokensOf({ symbol: 'ETH', name: 'A pool' })).toEqual(['base', 'quote']);
  });

  it('is drawn with the price falling from mid, inside the plot', () => {
    const { shapes, spots } = drawCurve(known.pool, 10, ['ETH', 'USDC'], { width: 400, height: 208 });
    const [line] = shapes.filter((shape) => shape.kind === 'points');
    expect(line!.points.every(([x, y], i, all) => x <= 400 && y >= 0 && y <= 208 && (i === 0 || y >= all[i - 1]![1]))).toBe(true); // prettier-ignore
    expect(spots[0]!.name).toMatch(/ETH sold: Price after 1,9/);
    expect(drawCurve({ ...known.pool, fee: NaN }, 10, ['a', 'b'], { width: 400, height: 200 }).shapes).toEqual([]);
  });

  it('is compared at the same size, and the same tokens are sold over all of them together', () => {
    const other = { ...known, entity: { ...pool, id: 'b' }, pool: { ...known.pool, reserveBase: 2_000, reserveQuote: 4e6 } };
    const both = compare([known, other], 10, 0.005);
    expect(both[1]!.sale.slippageBp).toBeLessThan(both[0]!.sale.slippageBp);
    const routed = together([known, other], pool, 10)!;
    expect([routed.count, routed.sale.out > both[1]!.sale.out]).toEqual([2, true]);
    expect(together([known], pool, 10)).toBeUndefined();
    expect(together([known, other], { ...pool, symbol: '', name: 'A pool' }, 10)).toBeUndefined();
    const received = comparisonColumns().find(({ id }) => id === 'out')!;
    expect(received.text(both[0]!)).toBe('19.7\u00a0k');
    expect(received.text({ ...both[0]!, known: { ...known, lacks: 'no fee' }, sale: { ...both[0]!.sale, out: NaN } })).toBe('no fee');
  }); // prettier-ignore

  it('is compared with pools of the same base token, the one that is shown among them', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ id: String(i), name: '', symbol: i % 10 === 9 ? 'BTC/USDC' : 'ETH/USDC' }));
    expect(comparable(many, many[1]).map(({ id }) => id)).not.toContain('9');
    expect(comparable(many, many[1])).toHaveLength(40);
    expect(comparable(many, many[2])).toEqual(comparable(many, many[1]));
    expect(comparable(many, many[58])[0]).toBe(many[58]);
    expect(comparable(many, many[58])).toHaveLength(40);
    expect(comparable(many, many[9])).toHaveLength(6);
    expect(comparable(many, undefined)).toEqual([]);
  }); // prettier-ignore

  it('is cited in words with its sale', () => {
    const { sale } = answerOf(known.pool, 10, 0.005);
    expect(saleFigure(shown, sale, 10, NOW).words.replaceAll('\u00a0', ' ')).toBe('10 ETH sold at once into ETH/USDC 30 bp bring 19.7 k USDC, 128 bp below mid, and move its price by −197 bp to 1,960.7, as known at 2025-11-12 00:00 UTC.'); // prettier-ignore
  });
});

it('what is typed becomes figures that the store takes', () => {
  const made = typedRows({ reserveBase: 5, poolFee: 0.003 }, NOW + 1_234.5);
  for (const row of made) expect(StatementRowSchema.safeParse(row).success).toBe(true);
  expect(made.map(({ item, value }) => [item, value])).toEqual([['reserveBase', 5], ['poolFee', 0.003]]); // prettier-ignore
});

it('a step of the slider is a size that leads back to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: SLIDER_STEPS }), fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (step, reserve) => {
      expect(Math.abs(stepOf(sizeAt(step, reserve), reserve) - step)).toBeLessThanOrEqual(1);
    }),
  );
}); // prettier-ignore
