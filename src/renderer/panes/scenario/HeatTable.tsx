import { memo, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import type { HeatAxis } from '../shared/hedge/scenario';
import { HeatWriter, type HeatCells } from './heat-cells';
import styles from './heat.module.css';

interface HeatTableProps {
  readonly label: string;
  readonly columns: HeatAxis;
  readonly rows: HeatAxis;
  /** In the corner: what the axes are. */
  readonly corner: string;
  readonly cells: HeatCells;
  /** Cells of a gesture, past React. @returns what ends it */
  readonly follow?: (write: (cells: HeatCells) => void) => () => void;
  readonly picked?: number;
  readonly onPick?: (index: number) => void;
}

/** A grid of signed amounts in the colours of the ramp. One tab stop; arrows walk the cells, Enter picks one. */
export function HeatTable(props: HeatTableProps): ReactElement {
  const { label, columns, rows, corner, cells, follow, picked = -1, onPick } = props;
  const [current, setCurrent] = useState(0);
  const grid = useRef<HTMLTableElement>(null);
  const writer = useRef<HeatWriter>(undefined);
  const width = columns.labels.length;
  const height = rows.labels.length;
  const count = width * height;
  const stop = Math.min(current, count - 1);
  useLayoutEffect(() => {
    writer.current = new HeatWriter(grid.current!, styles['spoken']!);
  }, [width, height]);
  useLayoutEffect(() => writer.current?.write(cells), [width, height, cells]);
  useEffect(() => follow?.((next) => writer.current?.write(next)), [follow]);
  const go = (to: number): void => {
    setCurrent(to);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const column = stop % width;
    const to = {
      ArrowRight: column < width - 1 ? stop + 1 : stop,
      ArrowLeft: column > 0 ? stop - 1 : stop,
      ArrowDown: stop + width < count ? stop + width : stop,
      ArrowUp: stop >= width ? stop - width : stop,
      Home: stop - column,
      End: stop - column + width - 1,
    }[event.key];
    if (to !== undefined) go(to);
    else if ((event.key === 'Enter' || event.key === ' ') && onPick) onPick(stop);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <table className={styles['heat']} role="grid" aria-label={label} ref={grid} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col" className={styles['corner']}>
            {corner}
          </th>
          {columns.labels.map((text, i) => (
            <th key={i} scope="col" data-now={i === columns.now || undefined}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.labels.map((text, j) => (
          <tr key={j}>
            <th scope="row" data-now={j === rows.now || undefined}>
              {text}
            </th>
            {columns.labels.map((_, i) => {
              const at = j * width + i;
              return (
                <Cell
                  key={i}
                  at={at}
                  isPicked={at === picked}
                  isStop={at === stop}
                  onFocus={setCurrent}
                  {...(onPick ? { onPick } : {})}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly at: number;
  readonly isPicked: boolean;
  readonly isStop: boolean;
  readonly onFocus: (at: number) => void;
  readonly onPick?: (at: number) => void;
}

/** A place for a figure: {@link HeatWriter} writes it. */
const Cell = memo(function Cell({ at, isPicked, isStop, onFocus, onPick }: CellProps): ReactElement {
  return (
    <td
      role="gridcell"
      data-cell={at}
      aria-selected={onPick ? isPicked : undefined}
      className={cx(styles['cell'], onPick && styles['pick'])}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(at)}
      onClick={() => onPick?.(at)}
    >
      <span className={styles['text']} />
    </td>
  );
});
