import type { ReactElement } from 'react';
import styles from './Figure.module.css';

/** The word in place of a value there is none of: it says why. */
export function Missing({ why }: { readonly why: string }): ReactElement {
  return <span className={styles['missing']}>{why}</span>;
}
