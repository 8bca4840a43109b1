import type { ReactElement, ReactNode } from 'react';
import { cx } from '../../lib/class-names';
import { Keys } from '../../ui/Keys';
import { Art } from './Art';
import type { Box } from './art';
import styles from './Welcome.module.css';

interface DoorProps {
  readonly number: 1 | 2 | 3;
  readonly title: string;
  readonly art: readonly Box[];
  readonly text: string;
  readonly points: readonly string[];
  readonly children: ReactNode;
}

export function Door({ number, title, art, text, points, children }: DoorProps): ReactElement {
  return (
    <section className={cx(styles['door'], number === 1 && styles['first'])} aria-label={title}>
      <div className={styles['art']}>
        <Art boxes={art} />
      </div>
      <div className={styles['say']}>
        <h2>
          {title}
          <Keys chord={String(number)} />
        </h2>
        <p>{text}</p>
        <ul>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <div className={styles['act']}>{children}</div>
      </div>
    </section>
  );
}
