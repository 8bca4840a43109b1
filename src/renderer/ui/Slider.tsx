import { Slider as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import styles from './Slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** How the value is read aloud. */
  readonly text?: string;
  readonly onChange: (value: number) => void;
}

export function Slider({ label, value, min, max, step = 1, text, onChange }: SliderProps): ReactElement {
  return (
    <Radix.Root
      className={styles['slider']}
      min={min}
      max={max}
      step={step}
      value={[value]}
      onValueChange={([next]) => onChange(next!)}
    >
      <Radix.Track className={styles['track']}>
        <Radix.Range className={styles['range']} />
      </Radix.Track>
      <Radix.Thumb className={styles['thumb']} aria-label={label} aria-valuetext={text} />
    </Radix.Root>
  );
}
