import type { ReactElement } from 'react';
import styles from './transport.module.css';

/** What the marks of the time line are. In the header: on the line it would cover some of them. */
export function Legend(): ReactElement {
  return (
    <span className={styles['legend']} aria-hidden>
      <i data-mark="cascade" /> cascade
      <i data-mark="rates" /> FOMC
      <i data-mark="figure" /> CPI, PPI, GDP
      <i data-mark="decision" /> decision
      <span className={styles['hidden']}>Marks after the clock are hidden</span>
    </span>
  );
}
