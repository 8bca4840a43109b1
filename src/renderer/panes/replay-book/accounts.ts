import type { CapitalRule } from '#core/hedge/types';
import type { ReplayBook } from '#shared/replay-book';
import { formatPercent } from '../../lib/format';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';

export interface AccountRow {
  readonly id: 'margin' | 'reserve' | 'credit' | 'synthetic' | 'sold';
  readonly name: string;
  readonly definition: string;
  readonly value: string;
  /** Share of its gauge that is filled; NaN: it has none. */
  readonly filled: number;
  readonly words: string;
  readonly tone?: 'warning';
}

/** The margin account and where money for it comes from, in the order in which it is asked; empty: no plan had a capital rule. */
export function accountRows({ columns }: ReplayBook, rule: CapitalRule | null, unit: MoneyUnit): readonly AccountRow[] {
  const now = (name: keyof ReplayBook['columns']): number => columns[name].at(-1)!;
  const [margin, requirement] = [now('margin'), now('requirement')];
  if (Number.isNaN(margin)) return [];
  const amount = (value: number, named = true): string => amountOf(value, unit, { finer: true, named });
  const of = (used: number, limit: number): string => `${amount(used, false)} of ${amount(limit)}`;
  const free = margin - requirement;
  const rows: AccountRow[] = [
    {
      ...{ id: 'margin', name: 'Margin account', filled: margin > 0 ? requirement / margin : 1 },
      definition: 'What is required of what is in the account. What it lacks is drawn below, from the top down; then things are sold.',
      value: of(requirement, margin),
      words: free < 0 ? `short by ${amount(-free)}` : `${amount(free)} free`,
      ...(free <= 1e-9 * requirement && requirement > 0 ? { tone: 'warning' as const } : {}),
    },
  ]; // prettier-ignore
  const reserve = now('reserve');
  const held = Math.max(rule?.reserve ?? 0, reserve);
  if (held > 0)
    rows.push({
      ...{ id: 'reserve', name: 'Stable reserve', filled: 1 - reserve / held },
      definition: 'Drawn first when the margin account is short, and filled again last.',
      value: of(held - reserve, held),
      words: reserve < held ? 'drawn' : 'not drawn',
    });
  const credit = now('credit');
  if (rule?.credit || credit > 0)
    rows.push({
      id: 'credit',
      name: rule?.credit ? `Credit line, ${formatPercent(rule.credit.rate)}` : 'Credit line',
      definition: 'Drawn when the reserve is used up, up to its limit and its collateral; interest on what is drawn.',
      value: rule?.credit ? of(credit, rule.credit.limit) : amount(credit),
      filled: rule?.credit ? credit / rule.credit.limit : NaN,
      words: credit > 0 ? 'drawn' : 'not drawn',
    });
  const synthetic = now('synthetic');
  if (rule?.synthetic || synthetic > 0)
    rows.push({
      ...{ id: 'synthetic', name: rule?.synthetic ? `Synthetic, ${formatPercent(rule.synthetic.rate)}` : 'Synthetic' },
      definition: 'Money freed by a conversion on the spot that is held, at its carry: the last step before a sale.',
      ...{ value: amount(synthetic), filled: NaN, words: synthetic > 0 ? 'drawn' : 'not drawn' },
    });
  const sold = now('sold');
  rows.push({
    ...{ id: 'sold', name: 'Sold by force', value: amount(sold), filled: NaN, words: sold > 0 ? 'since the first fill' : 'nothing' },
    definition: 'Positions that were sold because nothing else was left. The equity above is before it: both sides go on as if they were held.',
    ...(sold > 0 ? { tone: 'warning' as const } : {}),
  }); // prettier-ignore
  return rows;
}
