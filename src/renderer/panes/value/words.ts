import { ITEMS, type Answer, type AnswerId, type Assumptions, type TornadoBar } from '#core/value/types';
import { formatNumber, formatPercent, formatPrice, formatShort } from '../../lib/format';
import { printItem, unitOf } from '../shared/value/words';

export interface AnswerWords {
  readonly title: string;
  readonly definition: string;
  /** The formula. */
  readonly method: string;
  readonly source: string;
}

export const ANSWER_WORDS: Readonly<Record<AnswerId, AnswerWords>> = {
  expectedReturn: { title: 'Expected return', definition: 'What holders ask for the market risk that they carry: the cost of equity.', method: 'Risk-free rate + beta × market premium', source: 'Sharpe (1964); Lintner (1965)' },
  wacc: { title: 'WACC', definition: 'What capital costs: equity at its expected return and debt at its rate after tax, each by its share.', method: 'E/V × cost of equity + D/V × cost of debt × (1 − tax); E by the float', source: 'Modigliani, Miller (1958; 1963)' },
  quickRatio: { title: 'Quick ratio', definition: 'Money and near-money over the debts that fall due within a year.', method: '(cash + stablecoins + receivables) / current liabilities', source: 'method.md, section 7' },
  priceEarnings: { title: 'P/E', definition: 'Capitalisation over the earnings of the trailing year.', method: 'Market capitalisation / earnings', source: 'method.md, section 7' },
  priceCashFlow: { title: 'P/CF', definition: 'Capitalisation over the operating cash flow of the trailing year.', method: 'Market capitalisation / operating cash flow', source: 'method.md, section 7' },
  priceFfo: { title: 'P/FFO', definition: 'Capitalisation over funds from operations: earnings net of token emissions at market price.', method: 'Market capitalisation / (earnings − emissions + depreciation − gains on sales)', source: 'method.md, section 7; NAREIT (2018)' },
  realYield: { title: 'Real yield', definition: 'What holders are paid less what is emitted, over the capitalisation.', method: '(fees to holders − emissions) / market capitalisation', source: 'method.md, section 7' },
  gordon: { title: 'DDM, Gordon', definition: 'Worth per token or share of buybacks and distributions that grow for ever.', method: 'D (1 + g) / (r − g)', source: 'Gordon (1959)' },
  twoStage: { title: 'DDM, two-stage', definition: 'The same with another growth in the first years.', method: 'D of the first stage, discounted, and the Gordon worth of the rest', source: 'Williams (1938)' },
  hModel: { title: 'DDM, H-model', definition: 'The same with a growth that fades in a straight line over the first stage.', method: 'D ((1 + g) + H (g₁ − g)) / (r − g), H half of the first stage', source: 'Fuller, Hsia (1984)' },
  ipoValue: { title: 'IPO/IDO, all', definition: 'What the price of the listing implies for all tokens or shares.', method: 'Price at the listing × fully diluted supply', source: 'method.md, section 7' },
  ipoFloatValue: { title: 'IPO/IDO, float', definition: 'What it implies for the part that can be traded.', method: 'Price at the listing × float at the listing × fully diluted supply', source: 'method.md, section 7' },
}; // prettier-ignore

/** Answers by what they speak of. */
export const ANSWER_GROUPS: readonly { readonly title: string; readonly ids: readonly AnswerId[] }[] = [
  { title: 'Cost of capital', ids: ['expectedReturn', 'wacc'] },
  { title: 'Can it pay', ids: ['quickRatio'] },
  { title: 'Multiples', ids: ['priceEarnings', 'priceCashFlow', 'priceFfo'] },
  { title: 'Paid to holders', ids: ['realYield'] },
  { title: 'Worth of one', ids: ['gordon', 'twoStage', 'hModel'] },
  { title: 'At a listing', ids: ['ipoValue', 'ipoFloatValue'] },
];

export const ASSUMPTION_WORDS: Readonly<Record<keyof Assumptions, string>> = {
  riskFree: 'Risk-free rate',
  marketPremium: 'Market premium',
  benchmark: 'Benchmark',
  costOfDebt: 'Cost of debt',
  growth: 'Growth',
  firstGrowth: 'First growth',
  firstYears: 'First stage',
  discount: 'Discount rate',
  ipoPrice: 'Listing price',
  ipoFloat: 'Listing float',
  unlocks: 'Unlocks',
};

export const inputTitle = (input: TornadoBar['input']): string =>
  input === 'beta' ? 'Beta' : input in ITEMS ? ITEMS[input as keyof typeof ITEMS].title : ASSUMPTION_WORDS[input as keyof Assumptions]; // prettier-ignore

/** An answer without its unit. */
export function printAnswer(unit: Answer['unit'], value: number): string {
  if (unit === 'multiple') return formatNumber(value, { decimals: Math.abs(value) >= 1_000 ? 0 : 2 });
  if (unit === 'USD') return Math.abs(value) >= 1e6 ? formatShort(value) : formatPrice(value);
  return formatNumber(value * 100, { decimals: 2 });
}
export const answerUnit: Readonly<Record<Answer['unit'], string>> = {
  perYear: '%/yr',
  share: '%',
  multiple: '×',
  USD: 'USD',
};
export const answerFull = (unit: Answer['unit'], value: number): string =>
  unit === 'perYear' ? `${formatPercent(value, { decimals: 4 })}/yr`
  : unit === 'share' ? formatPercent(value, { decimals: 4 })
  : `${value.toLocaleString('en-US', { maximumFractionDigits: 8 })} ${answerUnit[unit]}`; // prettier-ignore

/** Value and unit in one, for sentences and axes. */
export const answerText = (unit: Answer['unit'], value: number): string =>
  `${printAnswer(unit, value)}\u00a0${answerUnit[unit]}`;

/** A figure that an answer reads, in words: `Earnings 12.0 M USD`. */
export function readWords(input: Answer['reads'][number], inputs: Readonly<Record<keyof typeof ITEMS, { readonly value: number }>>, assumptions: Assumptions, beta: number): string {
  if (input === 'beta') return `Beta ${formatNumber(beta, { decimals: 2 })}`;
  if (input in ITEMS) {
    const item = input as keyof typeof ITEMS;
    const { value } = inputs[item];
    return Number.isFinite(value) ? `${ITEMS[item].title} ${printItem(item, value)}\u00a0${unitOf(item)}` : `${ITEMS[item].title} unknown`;
  }
  const key = input as keyof Assumptions;
  const value = assumptions[key];
  const title = ASSUMPTION_WORDS[key];
  if (typeof value !== 'number') return Array.isArray(value) ? `${title} ${value.map((one: number) => formatPercent(one)).join(', ') || 'none'}` : `${title} ${value === null ? 'open' : String(value)}`;
  if (key === 'ipoPrice') return `${title} ${formatPrice(value)}\u00a0USD`;
  return key === 'firstYears' ? `${title} ${formatNumber(value, { decimals: 1 })}\u00a0yr` : `${title} ${formatPercent(value, { decimals: 2 })}`;
} // prettier-ignore
