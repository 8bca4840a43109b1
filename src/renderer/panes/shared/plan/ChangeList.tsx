import type { ReactElement } from 'react';
import type { PlanChange } from '#shared/plan-desk';
import type { Zone } from '../../../lib/format';
import { pathWords } from './path-words';
import styles from './plan.module.css';
import { valueWords } from './value-words';

interface ChangeListProps {
  readonly label: string;
  readonly changes: readonly PlanChange[];
  readonly zone: Zone;
  /** Headers of the two sides. */
  readonly before: string;
  readonly after: string;
}

/** Places where two contents differ: what stood there, and what stands there. */
export function ChangeList({ label, changes, zone, before, after }: ChangeListProps): ReactElement {
  return (
    <table className={styles['changes']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path}>
            <th scope="row" title={change.path}>
              {pathWords(change.path)}
            </th>
            <td data-was data-none={change.before === undefined || undefined}>
              {valueWords(change.path, change.before, zone)}
            </td>
            <td data-none={change.after === undefined || undefined}>{valueWords(change.path, change.after, zone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
