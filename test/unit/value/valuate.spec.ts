import { describe, expect, it } from 'vitest';
import { atListing, unlockSchedule } from '#core/value/listing';
import type { ValuationArgs } from '#core/value/reader';
import { ANSWERS, type Answer, type AnswerId, type Assumptions, type Item } from '#core/value/types';
import { answerOf, sensitivity, tornado, valuate } from '#core/value/valuate';
import { ASSUMPTIONS, CAPM, inputs, PROTOCOL } from '../../support/statements';

const args = (figures: Partial<Readonly<Record<Item, number>>> = {}, assumptions: Partial<Assumptions> = {}): ValuationArgs => ({
  ...{ inputs: inputs({ ...PROTOCOL, ...figures }), assumptions: { ...ASSUMPTIONS, ...assumptions }, capm: CAPM },
}); // prettier-ignore
const ask = (id: AnswerId, ...given: Parameters<typeof args>): Answer => answerOf(args(...given), id);

describe('answers', () => {
  it('come in their order', () => {
    expect(valuate(args()).map(({ id }) => id)).toEqual(ANSWERS);
    for (const answer of valuate(args())) expect(answer).toMatchObject({ value: expect.any(Number), reason: '' });
  });

  it('expected return: 4 % + 1.5 · 6 % = 13 %', () => {
    expect(ask('expectedReturn').value).toBeCloseTo(0.13, 15);
    expect(ask('expectedReturn').reads).toEqual(['riskFree', 'beta', 'marketPremium']);
    const shrunk = answerOf({ ...args(), capm: { ...CAPM, beta: CAPM.shrunkBeta } }, 'expectedReturn');
    expect(shrunk.value).toBeCloseTo(0.124, 15);
  });

  it('WACC: 80 % at 13 % and 20 % at 8 % less tax of 20 %, and with 2.5 billion fully diluted', () => {
    const wacc = ask('wacc');
    expect(wacc.value).toBeCloseTo(0.8 * 0.13 + 0.2 * 0.08 * 0.8, 15);
    expect(wacc.diluted).toBeCloseTo((2_500 / 2_750) * 0.13 + (250 / 2_750) * 0.08 * 0.8, 15);
    expect(wacc.notes).toEqual(['Market capitalisation: price × float']);
    expect(ask('wacc', { marketCap: 750e6 })).toMatchObject({ value: 0.75 * 0.13 + 0.25 * 0.08 * 0.8, notes: [] });
    expect(ask('wacc', {}, { costOfDebt: 0.1 }).value).toBeCloseTo(0.8 * 0.13 + 0.2 * 0.1 * 0.8, 15);
  });

  it('WACC without debt needs neither rate nor tax; without a rate the interest paid stands in', () => {
    const free = ask('wacc', { borrowings: 0, bonds: 0, borrowRate: NaN, taxRate: NaN });
    expect(free).toMatchObject({ value: 0.13, reason: '' });
    expect(free.reads).not.toContain('taxRate');
    const { borrowRate: _, ...others } = PROTOCOL;
    const paid = answerOf({ ...args(), inputs: inputs({ ...others, interestPaid: 25e6 }) }, 'wacc');
    expect(paid.value).toBeCloseTo(0.8 * 0.13 + 0.2 * 0.1 * 0.8, 15);
    expect(paid.notes).toContain('Cost of debt: interest paid / (borrowings + bonds)');
    expect(answerOf({ ...args(), inputs: inputs(others) }, 'wacc').reason).toBe('Borrowing rate: not stated');
  });

  it('quick ratio 55 / 22, multiples and real yield of a capitalisation of 1,000 million', () => {
    expect(ask('quickRatio')).toMatchObject({ value: 2.5, unit: 'multiple', diluted: NaN });
    expect(ask('priceEarnings')).toMatchObject({ value: 12.5, diluted: 31.25 });
    expect(ask('priceCashFlow').value).toBe(10);
    expect(ask('priceFfo')).toMatchObject({ value: 20, reason: '' });
    expect(ask('priceFfo').notes).toEqual([
      'Depreciation: not stated, none is added back',
      'Gains on sales: not stated, none are taken off',
      'Market capitalisation: price × float',
    ]);
    expect(ask('priceFfo', { depreciation: 60e6, gainsOnSales: 10e6 }).value).toBe(10);
    expect(ask('realYield')).toMatchObject({ value: 0.03, unit: 'perYear' });
    expect(ask('realYield', { emissions: 100e6 }).value).toBeCloseTo(-0.04, 15);
  });

  it('dividend models of 40 million on 200 million tokens, discounted at the cost of equity', () => {
    expect(ask('gordon').value).toBeCloseTo((0.2 * 1.03) / 0.1, 14);
    expect(ask('gordon').diluted).toBeCloseTo((0.08 * 1.03) / 0.1, 14);
    expect(ask('gordon').reads).toEqual(['buybacks', 'distributions', 'float', 'growth', 'riskFree', 'beta', 'marketPremium']); // prettier-ignore
    expect(ask('gordon', {}, { discount: 0.08 }).value).toBeCloseTo((0.2 * 1.03) / 0.05, 14);
    expect(ask('hModel').value).toBeCloseTo((0.2 * (1.03 + 2.5 * 0.07)) / 0.1, 14);
    const first = [1, 2, 3, 4, 5].reduce((sum, t) => sum + 0.2 * (1.1 / 1.13) ** t, 0);
    expect(ask('twoStage').value).toBeCloseTo(first + (0.2 * (1.1 / 1.13) ** 5 * 1.03) / 0.1, 14);
  });

  it('listing: 8 USD on 500 million, a tenth of them traded', () => {
    expect(ask('ipoValue')).toMatchObject({ value: 4e9, unit: 'USD' });
    expect(ask('ipoFloatValue').value).toBeCloseTo(400e6, 6);
    const { rows, reason } = unlockSchedule(args());
    expect(reason).toBe('');
    expect(rows.map(({ year, tradable }) => [year, Number(tradable.toFixed(12))])).toEqual([[0, 0.1], [1, 0.3], [2, 0.6]]); // prettier-ignore
    expect(rows.map(({ toAbsorb }) => Math.round(toAbsorb))).toEqual([400e6, 800e6, 1_200e6]);
    expect(rows[1]!.dilution).toBeCloseTo(2, 12);
    const listed = atListing(args());
    expect(answerOf(listed, 'priceEarnings')).toMatchObject({ value: 5, diluted: 50, estimated: true });
    expect(answerOf(atListing(args({}, { ipoPrice: null })), 'priceEarnings').reason).toMatch(/^Price: price, float or supply of the listing/); // prettier-ignore
  });

  it('say when they rest on an estimate', () => {
    const guessed = args();
    const { float } = guessed.inputs;
    const soft = { ...guessed, inputs: { ...guessed.inputs, float: { ...float, estimated: true } } };
    expect(valuate(soft).filter(({ estimated }) => estimated).map(({ id }) => id)).toEqual(['wacc', 'priceEarnings', 'priceCashFlow', 'priceFfo', 'realYield', 'gordon', 'twoStage', 'hModel']); // prettier-ignore
  });
});

describe('an explanation instead of a number', () => {
  it.each<[AnswerId, Partial<Record<Item, number>>, Partial<Assumptions>, string | RegExp]>([
    ['quickRatio', { receivables: NaN }, {}, 'Receivables: not a number'],
    ['quickRatio', { currentLiabilities: 0 }, {}, 'there are no current liabilities to be met'],
    ['quickRatio', { cash: -1 }, {}, 'Cash: it is negative'],
    ['priceEarnings', { earnings: 0 }, {}, 'earnings are 0: a multiple would mean nothing'],
    ['priceEarnings', { earnings: -3 }, {}, 'earnings are negative: a multiple would mean nothing'],
    [
      'priceCashFlow',
      { operatingCashFlow: -3 },
      {},
      'operating cash flows are negative: a multiple would mean nothing',
    ],
    ['priceFfo', { emissions: 80e6 }, {}, 'funds from operations are 0: a multiple would mean nothing'],
    ['priceEarnings', { price: 0 }, {}, 'Market capitalisation: it is 0'],
    ['priceEarnings', { marketCap: -5 }, {}, 'Market capitalisation: it is negative'],
    ['realYield', { float: 0 }, {}, 'Market capitalisation: it is 0'],
    ['wacc', { bonds: -1 }, {}, 'Bonds: it is negative'],
    ['wacc', { taxRate: 1 }, {}, 'a tax rate is below 100 %'],
    ['wacc', {}, { costOfDebt: -1 }, 'the cost of debt is above −100 %'],
    ['expectedReturn', {}, { riskFree: NaN }, 'Risk-free rate: not given'],
    ['gordon', {}, { growth: 0.13 }, 'growth of 13.0 % is not below the discount rate of 13.0 %: the sum has no end'],
    ['twoStage', {}, { growth: 0.2 }, 'growth of 20.0 % is not below the discount rate of 13.0 %: the sum has no end'],
    ['hModel', {}, { growth: 0.05, firstGrowth: -0.6, firstYears: 10 }, /H-model gives a value below 0/],
    ['gordon', { buybacks: 0, distributions: 0 }, {}, 'nothing is paid out: there is nothing to discount'],
    ['gordon', {}, { growth: -1, discount: 0.1 }, 'growth is above −100 %'],
    ['twoStage', {}, { firstYears: -1 }, 'the first stage lasts no less than 0 years'],
    ['twoStage', {}, { firstGrowth: -1 }, 'growth of the first stage is above −100 %'],
    ['ipoValue', {}, { ipoPrice: null }, 'Price at the listing: not given'],
    ['ipoValue', {}, { ipoPrice: 0 }, 'the price at the listing is above 0'],
    ['ipoFloatValue', {}, { ipoFloat: 1.2 }, /^the float at the listing/],
    ['ipoFloatValue', {}, { unlocks: [0.5, 0.5] }, 'float and unlocks are 110.0 % of the supply'],
    ['ipoFloatValue', {}, { unlocks: [-0.1] }, 'an unlock is a share of the supply, 0 or more'],
    ['priceEarnings', { price: 1e308, float: 1e308 }, {}, /./],
  ])('%s of %o %o', (id, figures, assumptions, reason) => {
    const answer = ask(id, figures, assumptions);
    expect(answer.value).toBeNaN();
    expect(answer.reason).toMatch(reason);
  });

  it('names what is missing of an entity about which nothing is stated', () => {
    const nothing = { ...args(), inputs: inputs({}) };
    const reasons = valuate(nothing).map(({ id, value, reason }) => [id, value, reason]);
    expect(reasons.slice(1)).toEqual([
      ['wacc', NaN, 'Price: not stated'],
      ['quickRatio', NaN, 'Cash: not stated'],
      ['priceEarnings', NaN, 'Earnings: not stated'],
      ['priceCashFlow', NaN, 'Operating cash flow: not stated'],
      ['priceFfo', NaN, 'Earnings: not stated'],
      ['realYield', NaN, 'Fees to holders: not stated'],
      ['gordon', NaN, 'Buybacks: not stated'],
      ['twoStage', NaN, 'Buybacks: not stated'],
      ['hModel', NaN, 'Buybacks: not stated'],
      ['ipoValue', NaN, 'Fully diluted supply: not stated'],
      ['ipoFloatValue', NaN, 'Fully diluted supply: not stated'],
    ]);
    const noBeta = { ...args(), capm: { ...CAPM, beta: NaN, reason: '12 days, and at least 60 are needed' } };
    expect(answerOf(noBeta, 'wacc').reason).toBe('Beta: 12 days, and at least 60 are needed');
  });

  it('is a note where only the fully diluted figure is unknown', () => {
    const small = ask('priceEarnings', { fullyDiluted: 1e6 });
    expect(small).toMatchObject({ value: 12.5, diluted: NaN, reason: '' });
    expect(small.notes).toContain('Fully diluted: Fully diluted value: it is below the market capitalisation');
  });
});

describe('what an answer depends on', () => {
  it('moves each figure by a fifth of itself, the widest reach first', () => {
    const bars = tornado(args(), 'priceEarnings');
    expect(bars.map(({ input }) => input)).toEqual(['earnings', 'price', 'float']);
    expect(bars[0]).toMatchObject({ input: 'earnings', reason: '' });
    expect([bars[0]!.low, bars[0]!.high]).toEqual([1e9 / 64e6, 1e9 / 96e6]);
    expect([bars[1]!.low, bars[1]!.high]).toEqual([10, 15]);
  });

  it('says why a side has no answer', () => {
    const bars = tornado(args({}, { growth: 0.12 }), 'gordon', 0.2);
    expect(bars.find(({ input }) => input === 'growth')).toMatchObject({ high: NaN, low: expect.any(Number), reason: /not below the discount rate/ }); // prettier-ignore
  });

  it('is nothing without an answer, and leaves lists and open figures out', () => {
    expect(tornado(args({ earnings: -1 }), 'priceEarnings')).toEqual([]);
    expect(tornado(args(), 'ipoFloatValue').map(({ input }) => input)).toEqual(['ipoPrice', 'fullyDiluted', 'ipoFloat']); // prettier-ignore
  });

  it('is a table of growth and discount, with reasons where there is no value', () => {
    const table = sensitivity(args(), 'gordon', [0, 0.05, 0.1], [0.05, 0.1]);
    expect(table.map((row) => row.map(({ value }) => value))).toEqual([
      [expect.closeTo(4, 12), expect.closeTo(2, 12)],
      [NaN, expect.closeTo(4.2, 12)],
      [NaN, NaN],
    ]);
    expect(table[1]![0]!.reason).toMatch(/^growth of 5.0 % is not below/);
    expect(table[0]![0]!.reason).toBe('');
  });
});
