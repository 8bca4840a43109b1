import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/class-names';
import styles from './Tag.module.css';

interface TagProps {
  /** `warning`: incomplete coverage, a finding to read. `estimate`: dashed, for what is modelled. */
  readonly tone?: 'plain' | 'warning' | 'estimate' | 'danger';
  readonly children: ReactNode;
  readonly title?: string | undefined;
}

export function Tag({ tone = 'plain', children, title }: TagProps): ReactElement {
  return (
    <span className={cx(styles['tag'], styles[tone])} title={title}>
      {children}
    </span>
  );
}

/** Tone of a coverage word: it travels with the series wherever it is shown. */
export function coverageTone(coverage: string): 'plain' | 'warning' | 'estimate' {
  if (coverage === 'throttled') return 'warning';
  return coverage === 'proxy' ? 'estimate' : 'plain';
}
