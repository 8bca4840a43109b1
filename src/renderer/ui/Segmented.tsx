import { ToggleGroup } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/class-names';
import styles from './Segmented.module.css';

export interface Segment<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  /** Name when the label is not a text. */
  readonly name?: string;
  readonly disabled?: boolean;
}

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V | undefined;
  readonly segments: readonly Segment<V>[];
  readonly onChange: (value: V) => void;
  readonly size?: 'normal' | 'tall';
  readonly disabled?: boolean;
}

/** One of a few, all visible. */
export function Segmented<V extends string>(props: SegmentedProps<V>): ReactElement {
  const { label, value, segments, onChange, size = 'normal', disabled = false } = props;
  return (
    <ToggleGroup.Root
      type="single"
      className={cx(styles['group'], size === 'tall' && styles['tall'])}
      aria-label={label}
      value={value ?? ''}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== '') onChange(next as V); // the chosen one cannot be taken back
      }}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          className={styles['segment']}
          aria-label={segment.name}
          disabled={disabled || (segment.disabled ?? false)}
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
