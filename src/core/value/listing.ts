import { notKnown } from './derive';
import { Reader, type ValuationArgs } from './reader';
import type { Figure, Input } from './types';
import { finite, percent, unknown } from './words';

/** Shares that add up to 1 but for rounding do. */
const ROUNDING = 1e-9;

/** What a listing implies [USD]: price times supply, or times the part of it that can be traded. */
export function listing(read: Reader, part: 'all' | 'float'): Figure {
  const whole = read.assumption('ipoPrice') * read.positive('fullyDiluted');
  const float = part === 'float' ? read.assumption('ipoFloat') : 1;
  const unlocks = part === 'float' ? read.unlocks() : [];
  if (read.lacks !== '') return unknown(read.lacks);
  const reason = whole > 0 ? whyNoFloat(float, unlocks) : 'the price at the listing is above 0';
  return reason === '' ? finite(whole * float) : unknown(reason);
}

function whyNoFloat(float: number, unlocks: readonly number[]): string {
  if (!(float > 0 && float <= 1)) return 'the float at the listing is a share of the supply above 0 % and up to 100 %';
  if (!unlocks.every((share) => share >= 0)) return 'an unlock is a share of the supply, 0 or more';
  const all = unlocks.reduce((sum, share) => sum + share, float);
  return all <= 1 + ROUNDING ? '' : `float and unlocks are ${percent(all)} of the supply`;
}

/** A year of the schedule: what is unlocked in it, at the price of the listing. */
export interface UnlockYear {
  /** 0: the listing. */
  readonly year: number;
  /** Unlocked in the year, and all that can be traded at its end, as shares of the supply. */
  readonly unlocked: number;
  readonly tradable: number;
  /** Capitalisation of what can be traded, and money that has to come for the price to hold [USD]. */
  readonly marketCap: number;
  readonly toAbsorb: number;
  /** Unlocked over what could be traded before. */
  readonly dilution: number;
}

/** @returns no rows and the reason where price, supply, float or schedule are none. */
export function unlockSchedule(args: ValuationArgs): { readonly rows: readonly UnlockYear[]; readonly reason: string } {
  const read = new Reader(args, false);
  const { value: first, reason } = listing(read, 'float');
  if (reason !== '') return { rows: [], reason };
  const { ipoFloat, unlocks } = args.assumptions;
  const whole = first / ipoFloat!;
  let tradable = ipoFloat!;
  const rows: UnlockYear[] = [{ year: 0, unlocked: tradable, tradable, marketCap: first, toAbsorb: first, dilution: NaN }]; // prettier-ignore
  for (const [i, unlocked] of unlocks.entries()) {
    const dilution = unlocked / tradable;
    tradable += unlocked;
    rows.push({ year: i + 1, unlocked, tradable, marketCap: whole * tradable, toAbsorb: whole * unlocked, dilution });
  }
  return { rows, reason: '' };
} // prettier-ignore

/** The same entity at the price and float of its listing: what `valuate` says of it is what the listing implies. */
export function atListing(args: ValuationArgs): ValuationArgs {
  const { ipoPrice, ipoFloat } = args.assumptions;
  const price = ipoPrice ?? NaN;
  const float = (ipoFloat ?? NaN) * args.inputs.fullyDiluted.value;
  const put = (value: number): Input =>
    value > 0 && value < Infinity ? { ...notKnown(''), value, source: 'listing', estimated: true } : notKnown('price, float or supply of the listing is not given'); // prettier-ignore
  const [marketCap, fullyDilutedValue] = [price * float, price * args.inputs.fullyDiluted.value];
  const implied = {
    price: put(price),
    float: put(float),
    marketCap: put(marketCap),
    fullyDilutedValue: put(fullyDilutedValue),
  };
  return { ...args, inputs: { ...args.inputs, ...implied } };
}
