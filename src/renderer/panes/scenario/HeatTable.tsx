import { memo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import styles from './heat.module.css';
import { rampOf } from '../shared/hedge/ramp';
import type { HeatAxis } from '../shared/hedge/scenario';

interface HeatTableProps {
  readonly label: string;
  readonly columns: HeatAxis;
  readonly rows: HeatAxis;
  /** In the corner: what the axes are. */
  readonly corner: string;
  /** Row by row. */
  readonly values: ArrayLike<number>;
  /** Width of a step of the ramp: fixed for the whole grid. */
  readonly step: number;
  /** Outlined; −1: none. */
  readonly worst: number;
  readonly picked?: number;
  readonly print: (value: number) => string;
  readonly onPick?: (index: number) => void;
}

/** A grid of signed amounts in the colours of the ramp. One tab stop; arrows walk the cells, Enter picks one. */
export function HeatTable(props: HeatTableProps): ReactElement {
  const { label, columns, rows, corner, values, step, worst, picked = -1, print, onPick } = props;
  const [current, setCurrent] = useState(0);
  const grid = useRef<HTMLTableElement>(null);
  const width = columns.labels.length;
  const count = width * rows.labels.length;
  const stop = Math.min(current, count - 1);
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
              const value = values[at]!;
              return (
                <Cell
                  key={i}
                  at={at}
                  text={print(value)}
                  ramp={rampOf(value, step)}
                  isWorst={at === worst}
                  isPicked={at === picked}
                  isStop={at === stop}
                  canPick={onPick !== undefined}
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
  readonly text: string;
  readonly ramp: number | undefined;
  readonly isWorst: boolean;
  readonly isPicked: boolean;
  readonly isStop: boolean;
  readonly canPick: boolean;
  readonly onFocus: (at: number) => void;
  readonly onPick?: (at: number) => void;
}

/** Drawn again only when it reads otherwise: a drag changes the whole grid on every frame. */
const Cell = memo(function Cell(props: CellProps): ReactElement {
  const { at, text, ramp, isWorst, isPicked, isStop, canPick, onFocus, onPick } = props;
  return (
    <td
      role="gridcell"
      data-cell={at}
      data-ramp={ramp}
      data-worst={isWorst || undefined}
      aria-selected={canPick ? isPicked : undefined}
      className={cx(styles['cell'], canPick && styles['pick'])}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(at)}
      onClick={() => onPick?.(at)}
    >
      <span className={styles['text']}>
        {text}
        {isWorst && <span className={styles['spoken']}>, worst cell</span>}
      </span>
    </td>
  );
});
