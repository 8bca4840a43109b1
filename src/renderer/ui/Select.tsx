import { Select as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { Icon } from './Icon';
import menu from './menu.module.css';
import styles from './Select.module.css';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Quiet words after the label. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V | undefined;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly placeholder?: string;
  readonly size?: 'normal' | 'large';
  /** Fills the width of its place. */
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly invalid?: boolean | undefined;
}

export function Select<V extends string>(props: SelectProps<V>): ReactElement {
  const { label, value, options, onChange, placeholder, size = 'normal', wide, disabled = false, invalid } = props;
  return (
    <Radix.Root value={value ?? ''} onValueChange={(next) => onChange(next as V)} disabled={disabled}>
      <Radix.Trigger
        className={cx(
          styles['field'],
          size === 'large' && styles['large'],
          wide && styles['wide'],
          invalid && styles['invalid'],
        )}
        aria-label={label}
        aria-invalid={invalid || undefined}
      >
        <span className={styles['text']}>
          <Radix.Value placeholder={placeholder ?? 'choose'} />
        </span>
        <Radix.Icon asChild>
          <span className={styles['arrow']}>
            <Icon name="down" size={12} />
          </span>
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={menu['menu']} position="popper" sideOffset={2} collisionPadding={8}>
          <Radix.Viewport className={styles['viewport']}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={menu['item']}
              >
                <span className={menu['tick']}>
                  <Radix.ItemIndicator>
                    <Icon name="check" size={12} />
                  </Radix.ItemIndicator>
                </span>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint && <span className={menu['hint']}>{option.hint}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
