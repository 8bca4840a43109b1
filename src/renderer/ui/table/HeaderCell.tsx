import { useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import { Icon } from '../Icon';
import { ContextMenu, type MenuEntry } from '../Menu';
import { TipCard, Tooltip } from '../Tooltip';
import styles from './Table.module.css';
import type { Column, Sort } from './types';

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly index: number;
  readonly sort: Sort | undefined;
  readonly width: number;
  readonly menu: readonly MenuEntry[];
  readonly onSort: () => void;
  readonly onResize: (width: number) => void;
}

const STEP = 8;

export function HeaderCell<Row>({
  column,
  index,
  sort,
  width,
  menu,
  onSort,
  onResize,
}: HeaderCellProps<Row>): ReactElement {
  const isSorted = sort?.column === column.id;
  const canSort = column.sortable !== false && column.header === undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    onResize(width + (event.key === 'ArrowRight' ? STEP : -STEP));
  };
  const label = (
    <button
      type="button"
      className={styles['sorter']}
      onClick={canSort ? onSort : undefined}
      onKeyDown={onKeyDown}
      aria-disabled={canSort ? undefined : true}
    >
      <span className={styles['heading']}>{column.title}</span>
      {isSorted && <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={12} />}
    </button>
  );
  return (
    <ContextMenu entries={menu}>
      <div
        role="columnheader"
        aria-colindex={index + 1}
        aria-sort={isSorted ? sort.direction : canSort ? 'none' : undefined}
        className={cx(
          styles['cell'],
          styles['headerCell'],
          styles[column.kind],
          isSorted && styles['sorted'],
          index === 0 && styles['first'],
        )}
      >
        {column.header ??
          (column.definition ? (
            <Tooltip card={<TipCard title={column.title} definition={column.definition} />}>{label}</Tooltip>
          ) : (
            label
          ))}
        <Resizer width={width} onResize={onResize} />
      </div>
    </ContextMenu>
  );
}

/** Edge that is dragged. Keys do the same: Alt with Left and Right on the heading. */
function Resizer({
  width,
  onResize,
}: {
  readonly width: number;
  readonly onResize: (width: number) => void;
}): ReactElement {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // The drawn width, not the wished one: a growing column starts where it stands.
    start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? width };
  };
  return (
    <span
      className={styles['resizer']}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onLostPointerCapture={() => {
        start.current = undefined;
      }}
      aria-hidden
    />
  );
}
