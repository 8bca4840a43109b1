import { z } from 'zod';
import type { Ms } from '#core/time/ms';
import type { Contract, FeedAside, FeedPrint } from '../feed';

/** A decimal as venues send it: text, or a plain number. */
export const Decimal = z
  .union([z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/), z.number()])
  .transform((value) => Number(value));

/** Epoch milliseconds, as text or number. */
export const Stamp = z.union([z.string().regex(/^\d{1,16}$/), z.int().min(0)]).transform((value) => Number(value));

/** @throws {SyntaxError} */
export const parseJson = (text: string): unknown => JSON.parse(text) as unknown;

/**
 * Contracts in our units: notional = contracts × size of an inverse one, quantity = contracts × size of a linear one; the
 * other follows from the price. The same arithmetic as for files, so that both agree to the last digit.
 */
export function fromContracts(
  { size, margin }: Contract,
  contracts: number,
  price: number,
): Pick<FeedPrint, 'quantity' | 'notional'> {
  const worth = contracts * size;
  return margin === 'inverse'
    ? { quantity: worth / price, notional: worth }
    : { quantity: worth, notional: price * worth };
}

export const unknownContract = (instrument: string, t: Ms): FeedAside => ({
  instrument,
  t,
  reason: 'unitMixUp',
  detail: `the size of a contract of ${instrument} is not known, so its amount cannot be told in coins or USD`,
});
