import type { Ms } from '../time/ms';
import { VALUE_DEFAULTS, type ValueSettings } from './defaults';
import { notKnown, PRODUCT_NAMES, PRODUCTS } from './derive';
import { trailingYear } from './trailing-year';
import { ITEMS, type Input, type Inputs, type Item, type StatementRow } from './types';
import { NOT_STATED } from './words';

const ITEM_NAMES = Object.keys(ITEMS) as Item[];

/**
 * What was known of an entity at an instant. Stocks and rates: of the newest date, the newest publication. Flows: the trailing year.
 * A row counts once it is published and its date or period is over; one without a number says that there is none.
 */
export function inputsOf(rows: readonly StatementRow[], asOf: Ms, { year }: Pick<ValueSettings, 'year'> = VALUE_DEFAULTS): Inputs {
  const known = new Map<Item, StatementRow[]>();
  for (const row of rows) {
    if (!(row.published <= asOf && row.to <= asOf)) continue;
    const other = known.get(row.item);
    if (other) other.push(row);
    else known.set(row.item, [row]);
  }
  const read = (item: Item): Input => {
    const own = known.get(item) ?? [];
    return ITEMS[item].kind === 'flow' ? trailingYear(own, asOf, year) : newest(own);
  };
  return Object.fromEntries(ITEM_NAMES.map((item) => [item, read(item)])) as Inputs;
} // prettier-ignore

function newest(rows: readonly StatementRow[]): Input {
  const [first, ...others] = rows;
  if (!first) return notKnown(NOT_STATED);
  const row = others.reduce((best, other) => {
    const order = other.to - best.to || other.published - best.published || Number(best.estimated) - Number(other.estimated);
    return order >= 0 ? other : best;
  }, first); // prettier-ignore
  const { value, published: known, source, estimated } = row;
  return Number.isFinite(value) ? { value, known, source, estimated, reason: '' } : { ...notKnown('the newest statement gives no number'), known, source }; // prettier-ignore
}

/**
 * Other figures in place of what is known; each counts as an estimate. NaN takes a figure away. Another price, float or supply takes the
 * stated capitalisation and fully diluted value with it, where those can be computed from them.
 */
export function withOverrides(inputs: Inputs, overrides: Partial<Readonly<Record<Item, number>>>): Inputs {
  const own: Partial<Record<Item, Input>> = {};
  for (const [item, value] of Object.entries(overrides) as [Item, number | undefined][])
    if (value !== undefined) own[item] = byHand(value);
  return recomputed(inputs, own);
}

function byHand(value: number): Input {
  if (Number.isFinite(value)) return { value, known: NaN, source: 'set by hand', estimated: true, reason: '' };
  return notKnown(Number.isNaN(value) ? 'taken away by hand' : 'not a number');
}

/** A market price in place of the stated one, which takes the stated capitalisation and fully diluted value with it. */
export function withPrice(inputs: Inputs, price: number, known: Ms, source: string): Inputs {
  if (!(price > 0 && price < Infinity)) return inputs;
  return recomputed(inputs, { price: { value: price, known, source, estimated: false, reason: '' } });
}

/** A product that was stated is not known any more once one of its factors is another. */
function recomputed(inputs: Inputs, changed: Partial<Readonly<Record<Item, Input>>>): Inputs {
  const next = { ...inputs, ...changed };
  for (const item of PRODUCT_NAMES) {
    const factors = PRODUCTS[item];
    const isStale = changed[item] === undefined && factors.some((factor) => changed[factor] !== undefined);
    if (isStale && factors.every((factor) => Number.isFinite(next[factor].value))) next[item] = notKnown(NOT_STATED);
  }
  return next;
}
