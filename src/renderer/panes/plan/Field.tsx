import { createContext, use, type ReactElement, type ReactNode } from 'react';
import type { Finding } from '#core/plan/steward';
import { cx } from '../../lib/class-names';
import styles from './plan.module.css';

/** Findings by the place that shows them best. */
export type Flags = ReadonlyMap<string, readonly Finding[]>;
const FlagsContext = createContext<Flags>(new Map());
export const FlagsProvider = FlagsContext.Provider;

const NONE: readonly Finding[] = [];

interface FieldProps {
  /** JSON pointer of what it shows: the steward's findings lead here. */
  readonly pointer: string;
  /** Left of it; without one it takes the whole width. */
  readonly label?: string | undefined;
  /** The label stays with the first line of a tall control. */
  readonly top?: boolean;
  /** Its controls stand one under the other. */
  readonly stack?: boolean;
  readonly children: ReactNode;
}

/** One place of the document, with an edge where the steward has found something. */
export function Field({ pointer, label, top = false, stack = false, children }: FieldProps): ReactElement {
  const found = use(FlagsContext).get(pointer) ?? NONE;
  const worst = found.some(({ severity }) => severity === 'error') ? 'error' : found.length > 0 ? 'warning' : undefined;
  return (
    <div
      className={cx(styles['field'], label === undefined && styles['bare'])}
      data-pointer={pointer}
      data-flag={worst}
      data-top={top || undefined}
      tabIndex={-1}
      title={worst && found.map(({ words }) => words).join('\n')}
    >
      {label !== undefined && <span className={styles['label']}>{label}</span>}
      <div className={stack ? styles['stack'] : styles['control']}>{children}</div>
    </div>
  );
}
