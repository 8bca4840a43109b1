import type { ReactElement } from 'react';
import styles from './event.module.css';

/** In place of a section: what there is not, and which data it would take. */
export function Lacking({ what, why }: { readonly what: string; readonly why: string }): ReactElement {
  return (
    <p className={styles['lacking']}>
      {what}: {why}
    </p>
  );
}
