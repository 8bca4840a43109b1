import type { ReactElement } from 'react';
import type { Zone } from '../../lib/format';
import { formatTimeZoned } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Missing } from '../../ui/Missing';
import { differencesOf, type Conflict } from './differences';
import styles from './quarantine.module.css';

interface ContradictionProps {
  readonly conflict: Conflict;
  readonly zone: Zone;
  readonly onKeep: () => void;
  /** A text is the reason why the newer row cannot be taken. */
  readonly refused: string | false;
  readonly onTake: () => void;
}

/** The stored and the newer row one above the other, and the choice between them. */
export function Contradiction({ conflict, zone, refused, onKeep, onTake }: ContradictionProps): ReactElement {
  const differences = differencesOf(conflict);
  const cells = (side: 'stored' | 'newer'): ReactElement[] =>
    differences.map(({ column, differs, [side]: value }) => (
      <td key={column} data-differs={differs || undefined}>
        {Number.isNaN(value) ? <Missing why="not told" /> : String(value)}
      </td>
    ));
  return (
    <div className={styles['choice']}>
      <div className={styles['rows']} role="group" aria-label="Both rows" tabIndex={0}>
        <table aria-label="Stored and new row">
          <thead>
            <tr>
              <td />
              {differences.map(({ column }) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Stored</th>
              {cells('stored')}
            </tr>
            <tr>
              <th scope="row">New, {formatTimeZoned(conflict.at, zone)}</th>
              {cells('newer')}
            </tr>
          </tbody>
        </table>
      </div>
      <Button onClick={onKeep}>Keep stored</Button>
      <Button disabled={refused} onClick={onTake}>
        Take the new
      </Button>
    </div>
  );
}
