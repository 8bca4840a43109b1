import type { ReactElement, ReactNode } from 'react';
import styles from './Section.module.css';

interface SectionProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly end?: ReactNode;
}

/** Heading of a part of a pane. */
export function Section({ title, sub, end }: SectionProps): ReactElement {
  return (
    <div className={styles['section']}>
      <h3 className={styles['title']}>{title}</h3>
      {sub !== undefined && <span className={styles['sub']}>{sub}</span>}
      {end !== undefined && <span className={styles['end']}>{end}</span>}
    </div>
  );
}
