import type { ReactElement } from 'react';
import { chordKeys } from '../lib/keys';
import styles from './Keys.module.css';

/** A chord as keycaps. */
export function Keys({ chord, mac = false }: { readonly chord: string; readonly mac?: boolean }): ReactElement {
  return (
    <span className={styles['keys']}>
      {chordKeys(chord, mac).map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
