import type { ParityKind, ParityRow } from '#core/options/parity';
import { formatNumber } from '../../lib/format';

export const KIND_WORDS: Readonly<Record<ParityKind, string>> = {
  conversion: 'conversion',
  reversal: 'reversal',
  boxLend: 'box, lend',
  boxBorrow: 'box, borrow',
};
export const KIND_DEFINITIONS: Readonly<Record<ParityKind, string>> = {
  conversion: 'Long underlying, long put, short call: sells the underlying forward.',
  reversal: 'Short underlying, short put, long call: buys the underlying forward.',
  boxLend: 'Synthetic bought at the lower strike and sold at the higher: pays now, receives the distance at expiry.',
  boxBorrow: 'Synthetic sold at the lower strike and bought at the higher: receives now, pays the distance at expiry.',
};

export interface ParityFilter {
  readonly kind: 'all' | 'conversion' | 'reversal' | 'box';
  /** null: every expiry. */
  readonly expiry: number | null;
  /** Of each kind and expiry the largest edge alone. */
  readonly best: boolean;
}
export const FIRST_FILTER: ParityFilter = { kind: 'all', expiry: null, best: true };

export const keyOf = ({ kind, expiry, strike, upperStrike }: ParityRow): string =>
  `${kind} ${expiry} ${strike} ${upperStrike}`;

export function filterParity(rows: readonly ParityRow[], { kind, expiry, best }: ParityFilter): readonly ParityRow[] {
  const fits = rows.filter(
    (row) =>
      (kind === 'all' || row.kind === kind || (kind === 'box' && row.kind.startsWith('box'))) &&
      (expiry === null || row.expiry === expiry),
  );
  if (!best) return fits;
  const found = new Map<string, ParityRow>();
  for (const row of fits) {
    const key = `${row.expiry} ${row.kind}`;
    const before = found.get(key);
    if (!before || Number.isNaN(before.edge) || row.edge > before.edge) found.set(key, row);
  }
  return [...found.values()];
}

/** The verdict on a package, and why. */
export function verdictOf({ executable, edge, size }: ParityRow): { readonly word: string; readonly why: string } {
  const percent = `${formatNumber(edge * 100, { decimals: 2, sign: true, missing: 'unknown' })} % a year`;
  if (executable) return { word: 'executable', why: `${percent} is left after costs.` };
  if (Number.isNaN(edge))
    return { word: 'not executable', why: 'No price of the underlying is stated to trade it against.' };
  if (edge > 0)
    return { word: 'not executable', why: `${percent} would be left, but a quote that it needs has no size.` };
  return { word: 'not executable', why: size > 0 ? `Inside costs: ${percent} after them.` : `Inside costs, and a quote that it needs has no size: ${percent}.` }; // prettier-ignore
}

export const strikesOf = ({ strike, upperStrike }: ParityRow): string => {
  const print = (value: number): string => formatNumber(value, { decimals: Number.isInteger(value) ? 0 : 2 });
  return Number.isNaN(upperStrike) ? print(strike) : `${print(strike)} / ${print(upperStrike)}`;
};
