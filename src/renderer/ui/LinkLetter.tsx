import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import styles from './LinkLetter.module.css';

interface LinkLetterProps {
  readonly letter: 'A' | 'B' | 'C' | 'D';
  readonly size?: 'small' | 'normal';
  /** Stepped back: no pane of this letter, or not the one the top bar shows. */
  readonly off?: boolean;
}

/** Colour and letter of a link group. */
export function LinkLetter({ letter, size = 'normal', off = false }: LinkLetterProps): ReactElement {
  return (
    <span
      className={cx(styles['letter'], styles[letter], size === 'small' && styles['small'], off && styles['off'])}
      aria-hidden
    >
      {letter}
    </span>
  );
}
