import type { ReplayBook } from '#shared/replay-book';
import { formatPercent } from '../../lib/format';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';

export interface Fact {
  readonly label: string;
  readonly definition: string;
  readonly hedged: string;
  readonly unhedged: string;
}

/** Largest fall from a high on the way, as a share of the high, ≤ 0. */
export function drawdownOf(column: Float64Array): number {
  let [high, worst] = [-Infinity, 0];
  for (const value of column) {
    high = Math.max(high, value);
    worst = Math.min(worst, value / high - 1);
  }
  return worst;
}

/** What the two sides have come to by the last bar. */
export function factsOf({ columns: { hedged, unhedged } }: ReplayBook, unit: MoneyUnit): readonly Fact[] {
  const both = (of: (column: Float64Array) => string) => ({ hedged: of(hedged), unhedged: of(unhedged) });
  const gain = (column: Float64Array): number => column.at(-1)! - column[0]!;
  // Both are measured on the book as it stood before anything was paid for layers.
  const [book] = unhedged;
  return [
    {
      label: `Equity, ${unit.words}`,
      definition: 'Value of the positions at the first fill and all that was gained since, after costs.',
      ...both((column) => amountOf(column.at(-1)!, unit, { finer: true })),
    },
    {
      label: 'P&L',
      definition: 'Since the first fill. Hedged: with what all layers gained, after costs, those that are gone too.',
      hedged: amountOf(hedged.at(-1)! - book!, unit, { sign: true, finer: true }),
      unhedged: amountOf(gain(unhedged), unit, { sign: true, finer: true }),
    },
    {
      label: 'P&L, share of the book',
      definition: 'Since the first fill, as a share of the value of the positions there.',
      hedged: formatPercent(hedged.at(-1)! / book! - 1, { decimals: 2, sign: true }),
      unhedged: formatPercent(gain(unhedged) / book!, { decimals: 2, sign: true }),
    },
    {
      label: 'Largest drawdown',
      definition: 'Largest fall of the equity from a high on the way, at the closes of bars.',
      ...both((column) => formatPercent(drawdownOf(column), { decimals: 2, sign: true })),
    },
  ];
}
