import type { ReactNode } from 'react';
import { formatNumber, formatPercent, formatShort } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { exact } from '../shared/options/exact';
import { tokensOf, type Compared } from './model';

/** Pools beside each other at one size of sale. */
export function comparisonColumns(): readonly Column<Compared>[] {
  const figure = (
    id: string,
    title: string,
    width: number,
    definition: string,
    of: (row: Compared) => number,
    print: (value: number) => string,
    leave?: number,
  ): Column<Compared> => ({
    ...{ id, title, width, definition, kind: 'figure', value: of, ...(leave === undefined ? {} : { leave }) },
    text: (row) => (Number.isFinite(of(row)) ? print(of(row)) : (row.known.lacks || 'none')),
    exact: (row) => exact(of(row)),
    cell: (row): ReactNode =>
      Number.isFinite(of(row)) ? (
        <Figure label={title} value={print(of(row))} estimate={row.known.estimated} definition={definition} method="Constant product" focusable={false} />
      ) : (
        <Missing why="no pool" />
      ),
  });
  const bp = (value: number): string => formatNumber(value);
  return [
    { id: 'pool', title: 'Pool', kind: 'word', width: 132, grow: true, value: ({ known }) => known.entity.name, text: ({ known }) => known.entity.name },
    { id: 'tokens', title: 'Tokens', kind: 'word', width: 92, leave: 3, value: ({ known }) => tokensOf(known.entity).join('/'), text: ({ known }) => tokensOf(known.entity).join('/') },
    figure('base', 'Base', 80, 'Base tokens in the pool.', ({ known }) => known.pool.reserveBase, (v) => formatShort(v), 1),
    figure('fee', 'Fee', 68, 'Share of what is put in that the pool keeps.', ({ known }) => known.pool.fee, (v) => formatPercent(v, { decimals: 2 }), 2),
    figure('out', 'Received', 92, 'Quote tokens that the sale brings.', ({ sale }) => sale.out, (v) => formatShort(v)),
    figure('slippage', 'Slippage, bp', 92, 'Fall of the average price below the mid before; it holds the fee.', ({ sale }) => sale.slippageBp, bp),
    figure('impact', 'Impact, bp', 80, 'Fall of the mid price.', ({ sale }) => sale.impactBp, bp),
    figure('bound', 'Sandwich', 84, 'Most that an extractor is left with after fees [quote].', ({ sandwich }) => sandwich.afterFees, (v) => formatShort(v), 4),
  ];
} // prettier-ignore
