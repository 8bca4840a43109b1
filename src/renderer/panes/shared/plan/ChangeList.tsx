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

const MOST = 2_000;
/** What is told by its name alone, as data. */
const wholeOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? JSON.stringify(value, null, 1).slice(0, MOST) : undefined;

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
            <td data-was data-none={change.before === undefined || undefined} title={wholeOf(change.before)}>
              {valueWords(change.path, change.before, zone)}
            </td>
            <td data-none={change.after === undefined || undefined} title={wholeOf(change.after)}>
              {valueWords(change.path, change.after, zone)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
