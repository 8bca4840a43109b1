import type { ReactElement, ReactNode } from 'react';
import styles from './Figure.module.css';

/** A modelled value without a tooltip of its own: colour and dotted underline, always both. */
export function Estimate({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className={styles['estimate']}>{children}</span>;
}
