import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon';
import styles from './Section.module.css';

/** What is below a heading can be folded away. */
export interface Fold {
  readonly open: boolean;
  readonly onToggle: () => void;
}

interface SectionProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly end?: ReactNode;
  readonly fold?: Fold;
}

/** Heading of a part of a pane. */
export function Section({ title, sub, end, fold }: SectionProps): ReactElement {
  return (
    <div className={styles['section']}>
      <h3 className={styles['title']}>
        {fold ? (
          <button type="button" className={styles['fold']} aria-expanded={fold.open} onClick={fold.onToggle}>
            <Icon name={fold.open ? 'down' : 'right'} size={12} />
            {title}
          </button>
        ) : (
          title
        )}
      </h3>
      {sub !== undefined && <span className={styles['sub']}>{sub}</span>}
      {end !== undefined && <span className={styles['end']}>{end}</span>}
    </div>
  );
}
