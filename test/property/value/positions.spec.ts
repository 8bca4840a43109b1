import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCapm } from '#core/value/capm';
import { xirr } from '#core/value/irr';
import { impermanentLoss, liquidity } from '#core/value/liquidity';
import { leveredLoop, type LoopInput } from '#core/value/loop';
import { staking } from '#core/value/staking';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const odd = fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e308);
const terms = fc.record({
  ...{
    deposit: between(1, 1e9),
    loanToValue: between(0, 0.9),
    loops: fc.nat({ max: 12 }),
    supplyRate: between(0, 0.3),
  },
  ...{ rewardRate: between(0, 0.2), borrowRate: between(0, 0.4), liquidationThreshold: between(0.91, 1), days: between(1, 900) }, // prettier-ignore
});

describe('a levered loop', () => {
  it('is the loop of deposits and loans, one by one', () =>
    fc.assert(
      fc.property(terms, (input) => {
        const { collateral, debt, leverage, fallToLiquidation, reason } = leveredLoop(input);
        let [all, owed, last] = [0, 0, input.deposit];
        for (let i = 0; i <= input.loops; i++) {
          all += last;
          last *= input.loanToValue;
          if (i < input.loops) owed += last;
        }
        expect(reason).toBe('');
        expect(collateral / all).toBeCloseTo(1, 10);
        expect((debt - owed) / input.deposit).toBeCloseTo(0, 10);
        expect(leverage).toBeLessThanOrEqual(1 / (1 - input.loanToValue) + 1e-9);
        if (debt > 0) expect(fallToLiquidation).toBeGreaterThan(0);
      }),
    ));

  it('earns more with rewards, less with a dearer loan, and its flows earn what its rates say over a day', () =>
    fc.assert(
      fc.property(terms, between(0.001, 0.1), (input, more) => {
        const base = leveredLoop(input);
        expect(leveredLoop({ ...input, rewardRate: input.rewardRate + more }).netYield).toBeGreaterThan(base.netYield);
        const dearer = leveredLoop({ ...input, borrowRate: input.borrowRate + more });
        expect(dearer.netYield).toBeLessThanOrEqual(base.netYield);
        const { flows, netYield } = leveredLoop({ ...input, days: 1 });
        const simple = flows.reduce((sum, { amount }) => sum + amount, 0) / input.deposit;
        expect(simple * 365).toBeCloseTo(netYield, 1);
      }),
    ));
});

describe('a position in a pool', () => {
  it('never gains against holding, and loses the same in either token', () =>
    fc.assert(
      fc.property(between(-12, 12), (log) => {
        const loss = impermanentLoss(Math.exp(log)).value;
        expect(loss).toBeLessThanOrEqual(0);
        expect(loss).toBeGreaterThan(-1);
        expect(loss).toBeCloseTo(impermanentLoss(Math.exp(-log)).value, 12);
        expect(loss).toBeCloseTo((2 * Math.sqrt(Math.exp(log))) / (1 + Math.exp(log)) - 1, 12);
      }),
    ));

  it('with its break-even fees is worth what its tokens would be', () =>
    fc.assert(
      fc.property(between(1, 1e9), between(0.01, 100), between(1, 900), (deposit, priceRatio, days) => {
        const { breakEvenYield, held } = liquidity({ deposit, priceRatio, feeYield: 0, days });
        const fed = liquidity({ deposit, priceRatio, feeYield: breakEvenYield, days });
        expect((fed.value + fed.fees) / held).toBeCloseTo(1, 10);
        expect(fed.againstHolding).toBeCloseTo(0, 10);
      }),
    ));
});

describe('absurd terms', () => {
  it('give a reason and no figures, or figures that are numbers', () =>
    fc.assert(
      fc.property(terms, fc.constantFrom<keyof LoopInput>('deposit', 'loanToValue', 'supplyRate', 'rewardRate', 'borrowRate', 'liquidationThreshold', 'days'), odd, (input, name, value) => {
        const { reason, leverage, netYield, flows } = leveredLoop({ ...input, [name]: value });
        expect([leverage, netYield].every(Number.isFinite)).toBe(reason === '');
        expect(flows.length > 0 && flows.every(({ amount }) => Number.isFinite(amount))).toBe(reason === '');
        for (const position of [
          liquidity({ deposit: 5, priceRatio: 2, feeYield: 0.1, days: 30, [name === 'deposit' ? 'deposit' : 'priceRatio']: value }),
          staking({ stake: 5, rewardRate: 0.1, feeRate: 0.1, emissionRate: 0.1, days: 30, [name === 'deposit' ? 'stake' : 'emissionRate']: value }),
        ])
          expect(position.flows.length > 0 && position.flows.every(({ amount }) => Number.isFinite(amount))).toBe(position.reason === '');
      }),
      { numRuns: 1_000 },
    )); // prettier-ignore
});

describe('staking', () => {
  it('that pays no fees earns its real yield, compounded', () =>
    fc.assert(
      fc.property(between(0, 0.5), between(0, 0.5), between(10, 900), (rewardRate, emissionRate, days) => {
        const { realYield, flows } = staking({ stake: 100, rewardRate, feeRate: 0, emissionRate, days });
        expect(xirr(flows).value).toBeCloseTo(Math.expm1(realYield), 9);
      }),
    ));
});

describe('the capital asset pricing model', () => {
  const returns = fc.array(between(-0.2, 0.2), { minLength: 80, maxLength: 80 }).map((all) => Float64Array.from(all));

  it('finds the line that returns were made on, with no error left', () =>
    fc.assert(
      fc.property(returns, between(-2, 3), between(-0.5, 0.5), between(0, 0.1), (benchmark, beta, alpha, riskFree) => {
        fc.pre(Math.max(...benchmark) - Math.min(...benchmark) > 0.01);
        const asset = benchmark.map((r) => (alpha + riskFree) / 365 + beta * (r - riskFree / 365));
        const found = estimateCapm(asset, benchmark, riskFree);
        expect(found.beta).toBeCloseTo(beta, 9);
        expect(found.alpha).toBeCloseTo(alpha, 8);
        expect(found.betaError).toBeCloseTo(0, 9);
        expect(found.shrunkBeta).toBeCloseTo(beta, 9);
      }),
    ));

  it('shrinks towards 1, the further the less is known, and leaves days without a return out', () =>
    fc.assert(
      fc.property(returns, returns, fc.nat({ max: 79 }), fc.constantFrom(NaN, Infinity), (asset, benchmark, at, gap) => {
        fc.pre(Math.max(...benchmark) - Math.min(...benchmark) > 0.01);
        const { beta, betaError, shrunkBeta, shrunkError } = estimateCapm(asset, benchmark, 0.04);
        expect(Math.abs(shrunkBeta - 1)).toBeLessThanOrEqual(Math.abs(beta - 1));
        expect(shrunkError).toBeLessThanOrEqual(betaError);
        const spoilt = asset.slice();
        spoilt[at] = gap;
        const without = [asset, benchmark].map((column) => column.filter((_, i) => i !== at)) as [Float64Array, Float64Array];
        expect(estimateCapm(spoilt, benchmark, 0.04)).toEqual(estimateCapm(...without, 0.04));
      }),
    )); // prettier-ignore

  it('says why it knows nothing', () => {
    const wave = Float64Array.from({ length: 90 }, (_, i) => Math.sin(i) / 50);
    expect(estimateCapm(wave.slice(0, 30), wave.slice(0, 30), 0.04)).toMatchObject({ beta: NaN, alpha: NaN, shrunkBeta: NaN, reason: '30 days, and at least 60 are needed' }); // prettier-ignore
    expect(estimateCapm(wave, new Float64Array(90), 0.04)).toMatchObject({ beta: NaN, reason: 'the benchmark did not move' }); // prettier-ignore
    expect(estimateCapm(wave, wave, NaN)).toMatchObject({ beta: expect.closeTo(1, 12), alpha: NaN, alphaError: NaN, reason: 'no risk-free rate is known: there is a beta, but no alpha' }); // prettier-ignore
    expect(() => estimateCapm(wave, wave.slice(1), 0)).toThrow(RangeError);
    expect(estimateCapm(new Float64Array(), new Float64Array(), 0).reason).toBe('0 days, and at least 60 are needed');
  });
});
