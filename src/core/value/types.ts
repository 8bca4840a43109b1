import type { Ms } from '../time/ms';

// Money is USD, rates and yields are decimals per year, shares are decimals. Missing is NaN with a reason.

export const ENTITY_KINDS = ['protocol', 'token', 'equity', 'reit', 'etf', 'company', 'pool'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** What a statement can say. A `stock` holds at its date, a `flow` over its period, a `rate` is in force from its date. */
export interface ItemInfo {
  readonly title: string;
  readonly kind: 'stock' | 'flow' | 'rate';
  /** `USD`, `units` (tokens or shares), `share`, `perYear`, `years`. */
  readonly unit: 'USD' | 'units' | 'share' | 'perYear' | 'years';
  readonly definition: string;
}

export const ITEMS = {
  price: { title: 'Price', kind: 'stock', unit: 'USD', definition: 'Price of one token or share.' },
  float: { title: 'Float', kind: 'stock', unit: 'units', definition: 'Tokens or shares that can be traded.' },
  fullyDiluted: { title: 'Fully diluted supply', kind: 'stock', unit: 'units', definition: 'All that exist or are promised.' }, // prettier-ignore
  marketCap: { title: 'Market capitalisation', kind: 'stock', unit: 'USD', definition: 'Price times float.' },
  fullyDilutedValue: { title: 'Fully diluted value', kind: 'stock', unit: 'USD', definition: 'Price times fully diluted supply.' }, // prettier-ignore
  cash: { title: 'Cash', kind: 'stock', unit: 'USD', definition: 'Money in banks and bills.' },
  stablecoins: { title: 'Stablecoins', kind: 'stock', unit: 'USD', definition: 'Stablecoins in the treasury.' },
  receivables: { title: 'Receivables', kind: 'stock', unit: 'USD', definition: 'Claims that fall due within a year.' },
  currentLiabilities: { title: 'Current liabilities', kind: 'stock', unit: 'USD', definition: 'Debts that fall due within a year.' }, // prettier-ignore
  borrowings: { title: 'Borrowings', kind: 'stock', unit: 'USD', definition: 'Loans drawn.' },
  bonds: { title: 'Bonds', kind: 'stock', unit: 'USD', definition: 'Bonds and notes outstanding, at face value.' },
  bookEquity: { title: 'Book equity', kind: 'stock', unit: 'USD', definition: 'Assets less liabilities.' },
  tvl: { title: 'Value locked', kind: 'stock', unit: 'USD', definition: 'Deposits of users.' },
  fees: { title: 'Fees', kind: 'flow', unit: 'USD', definition: 'What users paid.' },
  revenue: { title: 'Revenue', kind: 'flow', unit: 'USD', definition: 'The part of the fees that the protocol and its holders kept.' }, // prettier-ignore
  earnings: { title: 'Earnings', kind: 'flow', unit: 'USD', definition: 'Revenue less costs; before token emissions.' },
  operatingCashFlow: { title: 'Operating cash flow', kind: 'flow', unit: 'USD', definition: 'Cash from operations.' },
  depreciation: { title: 'Depreciation', kind: 'flow', unit: 'USD', definition: 'Depreciation and amortisation of property.' }, // prettier-ignore
  gainsOnSales: { title: 'Gains on sales', kind: 'flow', unit: 'USD', definition: 'Gains on property that was sold.' },
  emissions: { title: 'Token emissions', kind: 'flow', unit: 'USD', definition: 'Tokens given out, at their market price when they were.' }, // prettier-ignore
  feesToHolders: { title: 'Fees to holders', kind: 'flow', unit: 'USD', definition: 'Fees paid out to those who hold or stake.' }, // prettier-ignore
  buybacks: { title: 'Buybacks', kind: 'flow', unit: 'USD', definition: 'Spent on buying back.' },
  distributions: {
    title: 'Distributions',
    kind: 'flow',
    unit: 'USD',
    definition: 'Dividends and payments to holders.',
  },
  interestPaid: { title: 'Interest paid', kind: 'flow', unit: 'USD', definition: 'Interest on borrowings and bonds.' },
  borrowRate: { title: 'Borrowing rate', kind: 'rate', unit: 'perYear', definition: 'What a loan costs.' },
  supplyRate: { title: 'Supply rate', kind: 'rate', unit: 'perYear', definition: 'What a deposit earns.' },
  rewardRate: {
    title: 'Reward rate',
    kind: 'rate',
    unit: 'perYear',
    definition: 'Paid on top in tokens, at market price.',
  },
  taxRate: { title: 'Tax rate', kind: 'rate', unit: 'share', definition: 'Share of earnings paid as tax.' },
  reserveBase: { title: 'Reserve, base', kind: 'stock', unit: 'units', definition: 'Base tokens in the pool.' },
  reserveQuote: { title: 'Reserve, quote', kind: 'stock', unit: 'units', definition: 'Quote tokens in the pool.' },
  poolFee: {
    title: 'Pool fee',
    kind: 'rate',
    unit: 'share',
    definition: 'Share of what is put in that the pool keeps.',
  },
} as const satisfies Record<string, ItemInfo>;
export type Item = keyof typeof ITEMS;

/** One figure of a statement. */
export interface StatementRow {
  readonly item: Item;
  /** First instant of the period of a flow; NaN for stocks and rates. */
  readonly from: Ms;
  /** Date of a stock or rate, end of the period of a flow. */
  readonly to: Ms;
  /** When it was published: not known before. */
  readonly published: Ms;
  /** In the unit of the item. */
  readonly value: number;
  readonly source: string;
  /** Not reported: somebody's estimate. */
  readonly estimated: boolean;
}

/** A figure with where it is from. NaN `value`: `reason` says why. */
export interface Input {
  readonly value: number;
  readonly known: Ms;
  readonly source: string;
  readonly estimated: boolean;
  readonly reason: string;
}

/** Everything the answers read: stocks and rates as last known, flows over the trailing year. A person may put another figure in its place. */
export type Inputs = Readonly<Record<Item, Input>>;

/** What a person assumes, beside what is known. */
export interface Assumptions {
  readonly riskFree: number;
  /** Expected return of the market over the risk-free rate. */
  readonly marketPremium: number;
  /** Which benchmark the cost of equity goes by. */
  readonly benchmark: 'basket' | 'btc' | 'spx';
  readonly costOfDebt: number | null;
  /** Growth for ever; of the first stage; and years of the first stage (of the H-model: twice its half-life). */
  readonly growth: number;
  readonly firstGrowth: number;
  readonly firstYears: number;
  /** Discount rate of distributions; null: the cost of equity. */
  readonly discount: number | null;
  /** Share of the fully diluted supply that can be traded at an IPO or IDO, its implied price, and what is unlocked by year (shares of supply). */
  readonly ipoPrice: number | null;
  readonly ipoFloat: number | null;
  readonly unlocks: readonly number[];
}

/** Return of an asset on a benchmark by the capital asset pricing model; NaN with a reason. */
export interface CapmEstimate {
  readonly beta: number;
  readonly betaError: number;
  /** Of daily excess log returns, per year. */
  readonly alpha: number;
  readonly alphaError: number;
  /** Shrunk towards 1 (Vasicek). */
  readonly shrunkBeta: number;
  readonly shrunkError: number;
  readonly correlation: number;
  readonly days: number;
  readonly reason: string;
}

export const ANSWERS = [
  'expectedReturn',
  'wacc',
  'quickRatio',
  'priceEarnings',
  'priceCashFlow',
  'priceFfo',
  'realYield',
  'gordon',
  'twoStage',
  'hModel',
  'ipoValue',
  'ipoFloatValue',
] as const;
export type AnswerId = (typeof ANSWERS)[number];

/** A number, or NaN with the reason why there is none; '' beside a number. */
export interface Figure {
  readonly value: number;
  readonly reason: string;
}

/** An answer, in `unit`; NaN: `reason` explains, and it is never a number that only looks right. */
export interface Answer {
  readonly id: AnswerId;
  readonly value: number;
  readonly unit: 'perYear' | 'multiple' | 'share' | 'USD';
  readonly reason: string;
  /** The same by the fully diluted supply or value, where it reads the float or the capitalisation; NaN elsewhere and where that is not known. */
  readonly diluted: number;
  /** What was taken for what, where a figure is not stated: "market capitalisation: price × float". */
  readonly notes: readonly string[];
  /** Rests on an estimated figure. */
  readonly estimated: boolean;
  /** What it is computed from. */
  readonly reads: readonly (Item | keyof Assumptions | 'beta')[];
}

/** How far an answer moves when one input goes down and up by a share of itself. */
export interface TornadoBar {
  readonly input: Item | keyof Assumptions | 'beta';
  readonly low: number;
  readonly high: number;
  readonly reason: string;
}

/** A dated payment; out of the pocket below 0. */
export interface Flow {
  readonly t: Ms;
  readonly amount: number;
  readonly words: string;
}
