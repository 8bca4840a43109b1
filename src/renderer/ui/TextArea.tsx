import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import styles from './TextArea.module.css';

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The field was left. */
  readonly onSettle?: () => void;
  readonly placeholder?: string;
  /** Lines that stand there while it is empty. */
  readonly rows?: number;
  readonly most?: number;
  /** Figures line up in mono. */
  readonly mono?: boolean;
}

/** Words of any length: it grows with them. */
export function TextArea({ label, value, onChange, onSettle, placeholder, rows = 1, most = 20_000, mono }: TextAreaProps): ReactElement {
  return (
    <textarea
      className={cx(styles['area'], mono && styles['mono'])}
      aria-label={label}
      value={value}
      rows={rows}
      maxLength={most}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onSettle}
    />
  );
} // prettier-ignore
