import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Item } from '#core/value/types';
import type { EntityFields, StatementRowInput } from '#shared/value';

/** A lending protocol in round figures: earnings of 40 M a year at a capitalisation of 600 M make a P/E of 15. */
export const LENDER: EntityFields = {
  name: 'Harbour Lending',
  kind: 'protocol',
  symbol: 'HBR',
  instrument: null,
  figures: null,
  note: '',
};
/** 1,000 base against 2,000,000 quote at 30 bp: selling 10 brings 19,743.16 quote, 128.42 bp below mid. */
export const POOL: EntityFields = { ...LENDER, name: 'ETH/USDC 30 bp', kind: 'pool', symbol: 'ETH/USDC' };

const STOCKS: Readonly<Partial<Record<Item, number>>> = {
  price: 12,
  float: 50e6,
  fullyDiluted: 100e6,
  cash: 4e6,
  stablecoins: 36e6,
  receivables: 2e6,
  currentLiabilities: 21e6,
  borrowings: 60e6,
  bonds: 0,
  tvl: 1.8e9,
  supplyRate: 0.042,
  borrowRate: 0.058,
  rewardRate: 0.011,
  taxRate: 0,
};
/** Of each quarter. There is no operating cash flow: P/CF has no answer. */
const FLOWS: Readonly<Partial<Record<Item, number>>> = {
  fees: 48e6,
  revenue: 14e6,
  earnings: 10e6,
  emissions: 2.5e6,
  feesToHolders: 6e6,
  buybacks: 3e6,
  distributions: 2e6,
};
const POOL_FIGURES: Readonly<Partial<Record<Item, number>>> = { reserveBase: 1_000, reserveQuote: 2e6, poolFee: 0.003 };

/** Ends of quarters, newest first, as first instants after them. */
function quarters(now: Ms, count: number): readonly Ms[] {
  const date = new Date(now - 30 * MS_PER_DAY);
  const first = Math.floor(date.getUTCMonth() / 3) * 3;
  return Array.from({ length: count }, (_, i) => Date.UTC(date.getUTCFullYear(), first - 3 * i, 1));
}

const rowsOf = (figures: Readonly<Partial<Record<Item, number>>>, from: Ms | null, to: Ms, published: Ms): readonly StatementRowInput[] =>
  (Object.entries(figures) as [Item, number][]).map(([item, value]) => ({
    ...{ item, from, to, published, value, source: 'quarterly report', estimated: item === 'emissions' },
  })); // prettier-ignore

/** Four quarters of the lender and its newest balance, each published three weeks after its end. Emissions are estimates. */
export function lenderRows(now: Ms): readonly StatementRowInput[] {
  const ends = quarters(now, 5);
  const known = (end: Ms): Ms => end + 21 * MS_PER_DAY;
  return [
    ...rowsOf(STOCKS, null, ends[0]!, known(ends[0]!)),
    ...ends.slice(0, 4).flatMap((end, i) => rowsOf(FLOWS, ends[i + 1]!, end, known(end))),
  ];
}

export function poolRows(now: Ms): readonly StatementRowInput[] {
  const day = Math.floor(now / MS_PER_DAY) * MS_PER_DAY - MS_PER_DAY;
  return rowsOf(POOL_FIGURES, null, day, day).map((row) => ({ ...row, source: 'typed in' }));
}
