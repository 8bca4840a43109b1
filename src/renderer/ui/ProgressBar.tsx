import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; NaN while the total is unknown. */
  readonly share: number;
  readonly wide?: boolean;
}

export function ProgressBar({ label, share, wide = false }: ProgressBarProps): ReactElement {
  const known = Number.isFinite(share);
  const percent = known ? Math.round(Math.min(1, Math.max(0, share)) * 100) : undefined;
  return (
    <span
      className={cx(styles['track'], wide && styles['wide'])}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span
        className={cx(styles['fill'], !known && styles['unknown'])}
        style={known ? { transform: `scaleX(${share})` } : undefined}
      />
    </span>
  );
}
