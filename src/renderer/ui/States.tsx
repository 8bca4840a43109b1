import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import styles from './States.module.css';

interface EmptyStateProps {
  /** One sentence. */
  readonly text: string;
  readonly hint?: string | undefined;
  readonly icon?: IconName;
  /** The one action that fills it. */
  readonly action?: ReactNode;
}

export function EmptyState({ text, hint, icon, action }: EmptyStateProps): ReactElement {
  return (
    <div className={styles['state']}>
      {icon && <Icon name={icon} size={20} className={styles['icon']} />}
      <p className={styles['text']}>{text}</p>
      {hint && <p className={styles['hint']}>{hint}</p>}
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  /** What happened. */
  readonly what: string;
  /** What was kept, and what to do. */
  readonly then?: string | undefined;
  readonly code?: string | undefined;
  readonly action?: ReactNode;
}

export function ErrorState({ what, then, code, action }: ErrorStateProps): ReactElement {
  return (
    <div className={styles['state']} role="alert">
      <Icon name="warning" size={20} className={styles['danger']} />
      <p className={styles['text']} data-copyable>
        {what}
      </p>
      {then && <p className={styles['hint']}>{then}</p>}
      {code && <p className={styles['code']}>{code}</p>}
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  );
}

/** Rows of the known layout while they are on their way. */
export function Skeleton({
  rows = 6,
  label = 'Loading',
}: {
  readonly rows?: number;
  readonly label?: string;
}): ReactElement {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label} aria-busy>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={styles['row']}>
          <span style={{ width: `${24 + ((i * 7) % 12)}%` }} />
          <span style={{ width: `${10 + ((i * 5) % 8)}%` }} />
          <span style={{ width: `${14 + ((i * 3) % 9)}%` }} />
        </div>
      ))}
    </div>
  );
}
