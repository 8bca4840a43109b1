import { gordon, hModel, twoStage, type Dividends } from './dividends';
import { listing } from './listing';
import type { Reader } from './reader';
import type { Answer, AnswerId, Figure, Item } from './types';
import { finite, unknown } from './words';

interface Formula {
  readonly unit: Answer['unit'];
  readonly of: (read: Reader) => Figure;
}

/** The formula of what was read, unless something is missing. */
const unlessLacking = (read: Reader, compute: () => Figure | number): Figure => {
  if (read.lacks !== '') return unknown(read.lacks);
  const figure = compute();
  return typeof figure === 'number' ? finite(figure) : figure;
};

/** rf + β · premium. @source Sharpe (1964); Lintner (1965). */
const costOfEquity = (read: Reader): number => read.assumption('riskFree') + read.beta() * read.assumption('marketPremium'); // prettier-ignore

const expectedReturn = (read: Reader): Figure => {
  const value = costOfEquity(read);
  return unlessLacking(read, () => value);
};

/** What debt costs: as assumed, else as stated, else interest of the year over debt. */
function costOfDebt(read: Reader, debt: number): number {
  const assumed = read.open('costOfDebt') ?? read.optional('borrowRate');
  if (assumed !== null) return assumed;
  const interest = read.optional('interestPaid');
  if (interest === null) return read.item('borrowRate');
  read.notes.push('Cost of debt: interest paid / (borrowings + bonds)');
  return interest / debt;
}

/** E/V · cost of equity + D/V · cost of debt · (1 − tax). @source Modigliani, Miller (1958; 1963). */
const wacc = (read: Reader): Figure => {
  const equity = read.capitalisation();
  const debt = read.item('borrowings') + read.item('bonds');
  const own = costOfEquity(read);
  const hasDebt = !(debt === 0);
  const rate = hasDebt ? costOfDebt(read, debt) : 0;
  const tax = hasDebt ? read.item('taxRate') : 0;
  return unlessLacking(read, () => {
    if (tax >= 1) return unknown('a tax rate is below 100 %');
    if (rate <= -1) return unknown('the cost of debt is above −100 %');
    const share = debt / (equity + debt);
    return (1 - share) * own + share * rate * (1 - tax);
  });
};

const quickRatio = (read: Reader): Figure => {
  const liquid = read.item('cash') + read.item('stablecoins') + read.item('receivables');
  const due = read.item('currentLiabilities');
  return unlessLacking(read, () => (due === 0 ? unknown('there are no current liabilities to be met') : liquid / due));
};

/** Capitalisation over a flow of the year; a flow that is not above 0 has no multiple. */
function multiple(read: Reader, flow: number, words: string): Figure {
  const equity = read.capitalisation();
  return unlessLacking(read, () => {
    if (flow > 0) return equity / flow;
    return unknown(`${words} ${flow === 0 ? 'are 0' : 'are negative'}: a multiple would mean nothing`);
  });
}

/** Earnings and depreciation less gains on sales and emissions. @source method.md, section 7; property items: NAREIT (2018). */
const priceFfo = (read: Reader): Figure => {
  const own = read.item('earnings') - read.item('emissions');
  const property = (item: Item, words: string): number => {
    const value = read.optional(item);
    if (value === null) read.notes.push(words);
    return value ?? 0;
  };
  const depreciation = property('depreciation', 'Depreciation: not stated, none is added back');
  const gains = property('gainsOnSales', 'Gains on sales: not stated, none are taken off');
  return multiple(read, own + depreciation - gains, 'funds from operations');
};

const realYield = (read: Reader): Figure => {
  const net = read.item('feesToHolders') - read.item('emissions');
  const equity = read.capitalisation();
  return unlessLacking(read, () => net / equity);
};

/** A dividend discount model of buybacks and distributions of the year, per token or share. */
function discounted(read: Reader, model: (dividends: Dividends) => Figure, hasStages: boolean): Figure {
  const all = read.item('buybacks') + read.item('distributions');
  const paid = all / read.units();
  const growth = read.assumption('growth');
  const [firstGrowth, firstYears] = hasStages ? [read.assumption('firstGrowth'), read.assumption('firstYears')] : [growth, 0]; // prettier-ignore
  const discount = read.open('discount') ?? costOfEquity(read);
  return unlessLacking(read, () => model({ paid, discount, growth, firstGrowth, firstYears }));
}

export const FORMULAS: Readonly<Record<AnswerId, Formula>> = {
  expectedReturn: { unit: 'perYear', of: expectedReturn },
  wacc: { unit: 'perYear', of: wacc },
  quickRatio: { unit: 'multiple', of: quickRatio },
  priceEarnings: { unit: 'multiple', of: (read) => multiple(read, read.item('earnings'), 'earnings') },
  priceCashFlow: { unit: 'multiple', of: (read) => multiple(read, read.item('operatingCashFlow'), 'operating cash flows') }, // prettier-ignore
  priceFfo: { unit: 'multiple', of: priceFfo },
  realYield: { unit: 'perYear', of: realYield },
  gordon: { unit: 'USD', of: (read) => discounted(read, gordon, false) },
  twoStage: { unit: 'USD', of: (read) => discounted(read, twoStage, true) },
  hModel: { unit: 'USD', of: (read) => discounted(read, hModel, true) },
  ipoValue: { unit: 'USD', of: (read) => listing(read, 'all') },
  ipoFloatValue: { unit: 'USD', of: (read) => listing(read, 'float') },
};
