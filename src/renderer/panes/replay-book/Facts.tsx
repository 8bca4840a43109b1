import type { ReactElement } from 'react';
import type { ReplayBook } from '#shared/replay-book';
import { Figure } from '../../ui/Figure';
import type { Provenance } from '../../ui/Tooltip';
import type { MoneyUnit } from '../shared/hedge/money';
import { factsOf } from './facts';
import styles from './replay-book.module.css';

interface FactsProps {
  readonly book: ReplayBook;
  readonly unit: MoneyUnit;
  readonly from: Provenance;
}

const SIDES = ['hedged', 'unhedged'] as const;

/** The few figures of each side at the last bar. */
export function Facts({ book, unit, from }: FactsProps): ReactElement {
  return (
    <table className={styles['facts']} aria-label="Hedged against unhedged">
      <thead>
        <tr>
          <td />
          {SIDES.map((side) => (
            <th key={side} scope="col">
              {side}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {factsOf(book, unit).map(({ label, definition, ...cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {SIDES.map((side) => (
              <td key={side}>
                <Figure
                  label={`${label}, ${side}`}
                  value={cells[side]}
                  definition={definition}
                  estimate={side === 'hedged' && book.notes.some((note) => note.includes('modelled'))}
                  {...from}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
