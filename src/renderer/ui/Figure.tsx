import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/class-names';
import { copyText } from '../lib/copy';
import styles from './Figure.module.css';
import { TipCard, Tooltip, type Provenance } from './Tooltip';

interface FigureProps extends Provenance {
  /** What it is: the title of its tooltip. */
  readonly label: string;
  /** As it is printed. */
  readonly value: string;
  /** Printed after the value, quietly. */
  readonly unit?: string | undefined;
  /** The whole figure with its unit, when the printed one is short. */
  readonly full?: string | undefined;
  readonly definition?: string | undefined;
  /** Marked in colour and with a dotted underline, always both. */
  readonly estimate?: boolean | undefined;
  /** The value is a word that says why there is none. */
  readonly missing?: boolean | undefined;
  readonly tone?: 'long' | 'short' | 'warning' | undefined;
  /** Interval or error, printed after it in quiet text. */
  readonly interval?: string | undefined;
  /** Off where a grid moves the focus itself. */
  readonly focusable?: boolean;
  readonly children?: ReactNode;
}

/** A figure with its unit, its definition and its provenance. */
export function Figure(props: FigureProps): ReactElement {
  const {
    label,
    value,
    unit,
    full,
    definition,
    estimate,
    missing,
    tone,
    interval,
    focusable = true,
    children,
    ...from
  } = props;
  const whole = full ?? (unit && !missing ? `${value} ${unit}` : value);
  const card = (
    <TipCard title={label} value={whole} definition={definition} {...from}>
      {children}
    </TipCard>
  );
  return (
    <Tooltip card={card}>
      <span
        className={styles['figure']}
        tabIndex={focusable ? 0 : undefined}
        aria-label={focusable ? `${label}: ${whole}${estimate ? ', estimate' : ''}` : undefined}
        role={focusable ? 'note' : undefined}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key === 'c') void copyText(whole);
        }}
      >
        <span
          className={cx(
            styles['value'],
            missing && styles['missing'],
            estimate && !missing && styles['estimate'],
            tone && styles[tone],
          )}
        >
          {value}
        </span>
        {unit && !missing && <span className={styles['unit']}>{'\u00a0' + unit}</span>}
        {interval && <span className={styles['interval']}> {interval}</span>}
      </span>
    </Tooltip>
  );
}
