import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { xirr } from '#core/value/irr';
import { impermanentLoss, liquidity } from '#core/value/liquidity';
import { leveredLoop, type Loop } from '#core/value/loop';
import { staking } from '#core/value/staking';
import { flushOut, type Carry } from '#core/value/weak-hands';

const RATES = { supplyRate: 0.05, rewardRate: 0, borrowRate: 0.03, liquidationThreshold: 0.85, days: 365 };
const loop = (more: Partial<Parameters<typeof leveredLoop>[0]> = {}): Loop =>
  leveredLoop({ deposit: 1_000, loanToValue: 0.75, loops: 3, ...RATES, ...more });

describe('a levered loop', () => {
  it('deposits what it borrows, three times', () => {
    const { leverage, collateral, debt, netYield, fallToLiquidation, breakEvenBorrow } = loop();
    expect(collateral).toBeCloseTo(1_000 + 750 + 562.5 + 421.875, 9);
    expect(debt).toBeCloseTo(1_734.375, 9);
    expect(netYield).toBeCloseTo(leverage * 0.05 - (leverage - 1) * 0.03, 15);
    expect(leverage * 0.05 - (leverage - 1) * breakEvenBorrow).toBeCloseTo(0, 15);
    expect((1 - fallToLiquidation) * collateral * 0.85).toBeCloseTo(debt, 9);
  });

  it('earns by its flows what the two balances leave', () => {
    const { flows, collateral, debt } = loop();
    const grown = (collateral * Math.exp(0.05) - debt * Math.exp(0.03)) / 1_000;
    expect(flows).toHaveLength(2);
    expect(xirr(flows).value).toBeCloseTo(grown - 1, 12);
    const rewarded = loop({ rewardRate: 0.02 });
    expect(rewarded.flows).toHaveLength(1 + 13 + 1);
    const claimed = rewarded.flows.slice(1, -1).reduce((sum, { amount }) => sum + amount, 0);
    expect(claimed).toBeCloseTo((0.02 * collateral * (Math.exp(0.05) - 1)) / 0.05, 9);
    expect(xirr(rewarded.flows).value).toBeGreaterThan(xirr(flows).value + 0.02);
  });

  it('without loops is a deposit', () => {
    const plain = loop({ loops: 0 });
    expect(plain).toMatchObject({ leverage: 1, debt: 0, netYield: 0.05, breakEvenBorrow: NaN, fallToLiquidation: NaN, reason: '' }); // prettier-ignore
    expect(xirr(plain.flows).value).toBeCloseTo(Math.expm1(0.05), 12);
  });

  it('by its leverage is the same', () => {
    const { leverage, ...others } = loop();
    const terms = { deposit: 1_000, loanToValue: 0.75, ...RATES };
    expect(leveredLoop({ ...terms, leverage })).toEqual({ leverage, ...others });
    expect(leveredLoop({ ...terms, leverage: 4 }).reason).toBe('');
    expect(leveredLoop({ ...terms, leverage: 4.1 }).reason).toBe('a loan of 75.0 % allows a leverage of 4.00 at most');
  });

  it.each([
    [{ deposit: 0 }, 'nothing is deposited'],
    [{ loanToValue: 1 }, 'a loan is at least 0 and less than what is pledged'],
    [{ liquidationThreshold: 0.7 }, 'it is liquidated at 70.0 %: a loan of 75.0 % is no further from it'],
    [{ loops: 1.5 }, 'leverage is at least 1, loops are whole'],
    [{ days: 0 }, 'it lasts no time'],
    [{ days: 1e9 }, 'it lasts more than 100 years'],
    [{ borrowRate: NaN }, 'a figure is missing'],
    [{ deposit: 1e308, supplyRate: 9 }, 'the figures are too large'],
  ])('that cannot be says so: %o', (more, reason) => {
    expect(loop(more)).toMatchObject({ reason, netYield: NaN, leverage: NaN, flows: [] });
  });
});

describe('a position in a constant-product pool', () => {
  it('loses against holding what is printed everywhere: 1.25x 0.6 %, 2x 5.7 %, 3x 13.4 %, 4x 20.0 %, 5x 25.5 %', () => {
    for (const [ratio, percent] of [
      [1.25, 0.6],
      [1.5, 2.0],
      [1.75, 3.8],
      [2, 5.7],
      [3, 13.4],
      [4, 20.0],
      [5, 25.5],
    ] as const)
      // prettier-ignore
      expect(-100 * impermanentLoss(ratio).value).toBeCloseTo(percent, 1);
    expect(impermanentLoss(1).value).toBeCloseTo(0, 15);
  });

  it('is worth what its reserves are, and fees make up for the rest', () => {
    // 1 base and 100 quote: after a price of 400 the pool holds 0.5 and 200.
    const position = liquidity({ deposit: 200, priceRatio: 4, feeYield: 0.5, days: 73, from: 5 });
    expect(position).toMatchObject({ value: 400, held: 500, fees: 20, breakEvenFees: 100, breakEvenYield: 2.5, reason: '' }); // prettier-ignore
    expect(position.impermanentLoss).toBeCloseTo(-0.2, 15);
    expect(position.againstHolding).toBeCloseTo(420 / 500 - 1, 15);
    expect(position.flows.map(({ t, amount }) => [t, amount])).toEqual([[5, -200], [5 + 73 * MS_PER_DAY, 20], [5 + 73 * MS_PER_DAY, 400]]); // prettier-ignore
    expect(xirr(position.flows).value).toBeCloseTo(2.1 ** 5 - 1, 9);
  });

  it('that cannot be says so', () => {
    const usual = { deposit: 200, priceRatio: 4, feeYield: 0.5, days: 73 };
    expect(liquidity({ ...usual, priceRatio: 0 })).toMatchObject({ value: NaN, reason: 'a price ratio is above 0' });
    expect(liquidity({ ...usual, priceRatio: NaN }).reason).toBe('a price ratio is above 0');
    expect(liquidity({ ...usual, deposit: -1 }).reason).toBe('nothing is deposited');
    expect(liquidity({ ...usual, feeYield: -1 }).reason).toBe('fees are at least 0');
    expect(liquidity({ ...usual, feeYield: Infinity }).reason).toBe('a figure is missing');
    expect(liquidity({ ...usual, days: -1 })).toMatchObject({ reason: 'it lasts no time', flows: [] });
  });
});

describe('staking', () => {
  const usual = { stake: 1_000, rewardRate: 0.12, feeRate: 0, emissionRate: 0.12, days: 365 };

  it('of rewards that are all emissions earns nothing', () => {
    const even = staking(usual);
    expect(even).toMatchObject({ nominalYield: 0.12, realYield: 0, shareKept: 1, reason: '' });
    expect(xirr(even.flows).value).toBeCloseTo(0, 12);
  });

  it('earns its real yield by its flows', () => {
    const diluted = staking({ ...usual, emissionRate: 0.2 });
    expect(diluted.realYield).toBeCloseTo(-0.08, 15);
    expect(xirr(diluted.flows).value).toBeCloseTo(Math.expm1(-0.08), 12);
    const paid = staking({ ...usual, feeRate: 0.06 });
    expect(paid.flows).toHaveLength(15);
    expect(paid.flows.slice(1, -1).reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(60, 9);
    expect(xirr(paid.flows).value).toBeGreaterThan(0.06);
  });

  it('that cannot be says so', () => {
    expect(staking({ ...usual, stake: 0 })).toMatchObject({ realYield: NaN, reason: 'nothing is staked', flows: [] });
    expect(staking({ ...usual, rewardRate: -0.1 }).reason).toBe('rewards and fees are at least 0');
    expect(staking({ ...usual, emissionRate: NaN }).reason).toBe('a figure is missing');
    expect(staking({ ...usual, days: Infinity }).reason).toBe('a figure is missing');
  });
});

describe('have weak hands been flushed out?', () => {
  const ask = (before: Carry, after: Carry) => flushOut({ before, after });
  const short = { loopYield: 0.06, wacc: 0.13 };
  const pays = { loopYield: 0.17, wacc: 0.13 };

  it('where loops fell short of the cost of capital, and what is left does not', () => {
    expect(ask(short, pays)).toEqual({
      verdict: 'flushed',
      before: expect.closeTo(-0.07, 15),
      after: expect.closeTo(0.04, 15),
      words:
        'Flushed: loops earned 6.0 % before and 17.0 % after, capital cost 13.0 % and 13.0 %. What is left earns its capital.',
    });
    expect(ask(short, { loopYield: 0.08, wacc: 0.13 })).toMatchObject({ verdict: 'notFlushed' });
    expect(ask(pays, short).verdict).toBe('notFlushed');
  });

  it('cannot be told where loops paid before, where it is close, or where a figure is missing', () => {
    expect(ask(pays, pays)).toMatchObject({
      verdict: 'cannotTell',
      words: expect.stringMatching(/did not fall short before/),
    });
    expect(ask(short, { loopYield: 0.132, wacc: 0.13 }).words).toMatch(/too close/);
    expect(ask(short, { ...pays, error: 0.03 }).verdict).toBe('cannotTell');
    expect(ask({ ...short, error: 0.01 }, { ...pays, error: 0.01 }).verdict).toBe('flushed');
    expect(ask({ ...short, wacc: NaN }, { ...pays, loopYield: NaN }).words).toBe('Cannot tell: yield or cost of capital before and after the cascade is not known.'); // prettier-ignore
    expect(ask(short, { ...pays, error: NaN }).words).toMatch(/error of the cost of capital/);
  });
});
