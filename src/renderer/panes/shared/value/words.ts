import type { EntityKind, Item, ItemInfo } from '#core/value/types';
import { ITEMS } from '#core/value/types';
import { formatNumber, formatPercent, formatPrice, formatShort } from '../../../lib/format';

export const KIND_WORDS: Readonly<Record<EntityKind, string>> = {
  protocol: 'protocol',
  token: 'token',
  equity: 'tokenised equity',
  reit: 'REIT-like basket',
  etf: 'ETF',
  company: 'company',
  pool: 'pool',
};

export const itemTitle = (item: Item): string => ITEMS[item].title;

const UNIT_WORDS: Readonly<Record<ItemInfo['unit'], string>> = {
  USD: 'USD',
  units: 'units',
  share: '%',
  perYear: '%/yr',
  years: 'yr',
};
/** As it stands beside a figure: shares and rates are printed as percent. */
export const unitOf = (item: Item): string => UNIT_WORDS[ITEMS[item].unit];
export const isPercent = (item: Item): boolean => ITEMS[item].unit === 'share' || ITEMS[item].unit === 'perYear';

/** A figure of an item, short, without its unit. */
export function printItem(item: Item, value: number): string {
  if (isPercent(item)) return formatNumber(value * 100, { decimals: 2 });
  return item === 'price' ? formatPrice(value) : formatShort(value);
}

/** The whole figure with its unit. */
export function fullItem(item: Item, value: number): string {
  if (isPercent(item)) return ITEMS[item].unit === 'perYear' ? `${formatPercent(value, { decimals: 4 })}/yr` : formatPercent(value, { decimals: 4 }); // prettier-ignore
  return `${value.toLocaleString('en-US', { maximumFractionDigits: 8 })} ${unitOf(item)}`;
}

/** What a pool holds and takes. */
export const POOL_ITEMS = ['reserveBase', 'reserveQuote', 'poolFee'] as const satisfies readonly Item[];
const isPoolItem = (item: Item): boolean => POOL_ITEMS.some((one) => one === item);

/** Items in the order of a balance sheet, for what is valued. */
export const ITEM_GROUPS: readonly { readonly title: string; readonly unit: string; readonly items: readonly Item[] }[] = [
  { title: 'Market', unit: 'USD, units', items: ['price', 'float', 'fullyDiluted', 'marketCap', 'fullyDilutedValue'] },
  { title: 'Balance', unit: 'USD', items: ['cash', 'stablecoins', 'receivables', 'currentLiabilities', 'borrowings', 'bonds', 'bookEquity', 'tvl'] },
  { title: 'Trailing year', unit: 'USD', items: ['fees', 'revenue', 'earnings', 'operatingCashFlow', 'depreciation', 'gainsOnSales', 'emissions', 'feesToHolders', 'buybacks', 'distributions', 'interestPaid'] },
  { title: 'Rates', unit: '%', items: ['borrowRate', 'supplyRate', 'rewardRate', 'taxRate'] },
]; // prettier-ignore

/** Items that a statement of such an entity may hold, most telling first. */
export const itemsFor = (kind: EntityKind): readonly Item[] =>
  kind === 'pool'
    ? POOL_ITEMS
    : [...ITEM_GROUPS.flatMap(({ items }) => items), ...(Object.keys(ITEMS) as Item[]).filter(isPoolItem)];
