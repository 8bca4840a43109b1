import type { ReactElement } from 'react';
import type { CapitalRule } from '#core/hedge/types';
import type { ReplayBook } from '#shared/replay-book';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import type { Provenance } from '../../ui/Tooltip';
import type { MoneyUnit } from '../shared/hedge/money';
import { accountRows } from './accounts';
import styles from './replay-book.module.css';

interface AccountsProps {
  readonly book: ReplayBook;
  /** Of the plan that was last put on. */
  readonly rule: CapitalRule | null;
  readonly unit: MoneyUnit;
  readonly from: Provenance;
}

/** Margin and the capital waterfall as they stand. */
export function Accounts({ book, rule, unit, from }: AccountsProps): ReactElement {
  const rows = accountRows(book, rule, unit);
  return (
    <section aria-label="Margin and capital">
      <Section title="Margin and capital" />
      {rows.length === 0 ? (
        <p className={styles['note']}>The plan has no capital rule: nothing is called for.</p>
      ) : (
        <ul className={styles['accounts']}>
          {rows.map(({ id, name, definition, value, filled, words, tone }) => (
            <li key={id}>
              <span className={styles['name']}>{name}</span>
              <Figure label={name} value={value} definition={definition} tone={tone} {...from} />
              <span className={styles['gauge']} data-open={Number.isNaN(filled) || undefined} data-tone={tone} aria-hidden>
                {!Number.isNaN(filled) && <i style={{ width: `${Math.min(100, Math.max(0, filled * 100))}%` }} />}
              </span>
              <span className={styles['words']} data-tone={tone}>
                {words}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  ); // prettier-ignore
}
