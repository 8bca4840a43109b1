import type { InputHTMLAttributes, ReactElement, Ref } from 'react';
import { cx } from '../lib/class-names';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import styles from './TextField.module.css';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'size' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: IconName;
  readonly size?: 'normal' | 'large';
  /** Figures line up in mono. */
  readonly mono?: boolean;
  /** What is wrong with the text. */
  readonly problem?: string | undefined;
  readonly width?: number;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, value, onChange, icon, size = 'normal', mono, problem, width, className, ref, ...rest } = props;
  return (
    <span
      className={cx(styles['field'], size === 'large' && styles['large'], problem && styles['invalid'], className)}
      style={width === undefined ? undefined : { width }}
    >
      <input
        {...rest}
        ref={ref}
        className={cx(styles['input'], mono && styles['mono'])}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        title={problem}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {icon && <Icon name={icon} size={12} className={styles['icon']} />}
    </span>
  );
}
