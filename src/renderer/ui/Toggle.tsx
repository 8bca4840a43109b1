import { Switch } from 'radix-ui';
import type { ReactElement } from 'react';
import styles from './Toggle.module.css';

interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** Prints the label beside it. */
  readonly withLabel?: boolean;
}

export function Toggle({ label, checked, onChange, disabled = false, withLabel = false }: ToggleProps): ReactElement {
  const control = (
    <Switch.Root
      className={styles['toggle']}
      aria-label={withLabel ? undefined : label}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
    >
      <Switch.Thumb className={styles['thumb']} />
    </Switch.Root>
  );
  if (!withLabel) return control;
  return (
    <label className={styles['row']}>
      {control}
      {label}
    </label>
  );
}
