import type { ReactElement, TextareaHTMLAttributes } from 'react';
import styles from './TextArea.module.css';

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few sentences. */
export function TextArea({ label, value, onChange, ...rest }: TextAreaProps): ReactElement {
  return (
    <textarea
      rows={3}
      {...rest}
      className={styles['area']}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
