import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Shape } from '#core/series/schema';
import type { QuarantineReason } from '#main/store/types';

/** Why a row is set aside. */
export interface Finding {
  readonly reason: QuarantineReason;
  readonly detail: string;
}

type Columns = Readonly<Record<string, Float64Array>>;

export const EARLIEST = Date.UTC(1900, 0, 1);
/** Share by which notional and price × quantity may differ: fees and rounding, not units. */
const NOTIONAL_TOLERANCE = 0.05;
/** Adjusted prices are rounded: a close that leaves its range by less is no contradiction. */
const RANGE_TOLERANCE = 1e-9;
/** 1,000 % a year: more is a percentage that was taken for a decimal. */
const HIGHEST_VOL = 10;

const bad = (reason: QuarantineReason, detail: string): Finding => ({ reason, detail });
const when = (t: Ms): string => (Math.abs(t) <= 8.64e15 ? new Date(t).toISOString() : 'none (0)');

export function checkTime(t: Ms, now: Ms, field = 't'): Finding | undefined {
  if (Number.isNaN(t)) return bad('unparseable', `${field} is empty; an instant was expected`);
  if (t > now + MS_PER_DAY) return bad('futureTime', `${field} is ${when(t)}, later than tomorrow`);
  if (t < EARLIEST) return bad('timeOutOfRange', `${field} is ${when(t)}; a stamp after 1900 was expected`);
  return undefined;
}

function checkPrice(name: string, price: number): Finding | undefined {
  return price <= 0 ? bad('nonPositivePrice', `${name} is ${price}; a price over 0 was expected`) : undefined;
}

const checkSize = (name: string, size: number): Finding | undefined =>
  size < 0 ? bad('negativeVolume', `${name} is ${size}; it cannot be negative`) : undefined;

function checkBar(columns: Columns, i: number): Finding | undefined {
  return checkPrices(columns, i) ?? checkInside([['open', columns['o']![i]!], ['close', columns['c']![i]!]], columns['h']![i]!, columns['l']![i]!); // prettier-ignore
}

function checkPrices(columns: Columns, i: number): Finding | undefined {
  const o = columns['o']![i]!, h = columns['h']![i]!, l = columns['l']![i]!, c = columns['c']![i]!; // prettier-ignore
  const price = checkPrice('open', o) ?? checkPrice('high', h) ?? checkPrice('low', l) ?? checkPrice('close', c);
  if (price) return price;
  if (h < l) return bad('highBelowLow', `high ${h} is below low ${l}`);
  return undefined;
}

function checkInside(
  values: readonly (readonly [name: string, value: number])[],
  h: number,
  l: number,
): Finding | undefined {
  const slack = h * RANGE_TOLERANCE;
  for (const [name, value] of values)
    if (value > h + slack || value < l - slack)
      return bad('closeOutsideRange', `${name} ${value} lies outside low ${l} to high ${h}`);
  return undefined;
}

function checkPrint(columns: Columns, i: number): Finding | undefined {
  const side = columns['side']![i]!, price = columns['price']![i]!, quantity = columns['quantity']![i]!, notional = columns['notional']![i]!; // prettier-ignore
  if (Number.isNaN(side))
    return bad('unparseable', 'side is not one of the words for a buy or a sell, a long or a short');
  if (Number.isNaN(quantity) && Number.isNaN(notional))
    return bad('unparseable', 'quantity and notional are both empty');
  const sign = checkPrice('price', price) ?? checkSize('quantity', quantity) ?? checkSize('notional', notional);
  if (sign) return sign;
  const product = price * quantity;
  if (Math.abs(notional - product) > NOTIONAL_TOLERANCE * Math.max(notional, product))
    return bad(
      'unitMixUp',
      `notional ${notional} is not price × quantity = ${product}: contracts and coins, or another currency?`,
    );
  return undefined;
}

function checkQuote(columns: Columns, i: number): Finding | undefined {
  const strike = columns['strike']![i]!;
  if (Number.isNaN(columns['expiry']![i]!)) return bad('unparseable', 'expiry is empty; an instant was expected');
  if (Number.isNaN(columns['type']![i]!)) return bad('unparseable', 'type is neither call nor put');
  if (!(strike > 0)) return bad('nonPositivePrice', `strike is ${strike}; a price over 0 was expected`);
  for (const name of ['bid', 'ask', 'mark', 'bidIv', 'askIv', 'markIv'])
    if (columns[name]![i]! < 0)
      return bad('nonPositivePrice', `${name} is ${columns[name]![i]!}; it cannot be negative`);
  for (const name of ['bidSize', 'askSize', 'openInterest', 'volume']) {
    const size = checkSize(name, columns[name]![i]!);
    if (size) return size;
  }
  return undefined;
}

function checkVol(columns: Columns, i: number): Finding | undefined {
  const c = columns['c']![i]!;
  if (c > HIGHEST_VOL)
    return bad('unitMixUp', `close is ${c}, or ${c * 100} % a year: a percentage taken for a decimal?`);
  // an index's open comes from a quotation of its own and may lie outside the day's range
  return checkPrices(columns, i) ?? checkInside([['close', c]], columns['h']![i]!, columns['l']![i]!);
}

/** What is wrong with the values of row i (its stamp apart); undefined when nothing is. */
export const CHECKS: Readonly<Record<Shape, (columns: Columns, i: number) => Finding | undefined>> = {
  bars: (columns, i) => checkBar(columns, i) ?? checkSize('volume', columns['v']![i]!),
  vol: checkVol,
  prints: checkPrint,
  buckets: (columns, i) => checkSize('long', columns['long']![i]!) ?? checkSize('short', columns['short']![i]!),
  oi: (columns, i) => checkSize('base', columns['base']![i]!) ?? checkSize('usd', columns['usd']![i]!),
  funding: () => undefined,
  chain: checkQuote,
  metric: () => undefined,
};

/** Columns of which at least one must hold a value; a row without any says nothing and is passed over. */
export const VALUES: Readonly<Record<Shape, readonly string[]>> = {
  bars: ['c', 'o', 'h', 'l'],
  vol: ['c', 'o', 'h', 'l'],
  prints: ['side', 'price', 'quantity', 'notional'],
  buckets: ['long', 'short'],
  oi: ['base', 'usd'],
  funding: ['rate'],
  chain: ['strike'],
  metric: ['value'],
};
