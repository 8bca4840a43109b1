import { memo, type ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import styles from './Table.module.css';
import type { Column } from './types';

interface RowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
  readonly marked: boolean;
  readonly off: boolean;
}

function TableRowView<Row>({
  id,
  row,
  index,
  columns,
  top,
  height,
  selected,
  marked,
  off,
}: RowProps<Row>): ReactElement {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      className={cx(styles['row'], selected && styles['selected'], marked && styles['marked'], off && styles['off'])}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, i) => (
        <div
          key={column.id}
          role="gridcell"
          data-figure={column.kind === 'word' ? undefined : column.id}
          aria-colindex={i + 1}
          className={cx(styles['cell'], styles[column.kind], i === 0 && styles['first'])}
          title={column.kind === 'word' && !column.cell ? column.text(row) : undefined}
        >
          {column.cell ? column.cell(row) : column.text(row)}
        </div>
      ))}
    </div>
  );
}

/** Scrolling moves rows in and out; those that stay are not drawn again. */
export const TableRow = memo(TableRowView) as typeof TableRowView;
