import type { ReactElement } from 'react';
import styles from './series.module.css';

const ENTRIES = ['whole', 'part', 'none', 'quarantined', 'proxy'] as const;
const WORDS: Readonly<Record<(typeof ENTRIES)[number], string>> = {
  whole: 'whole month',
  part: 'part',
  none: 'none',
  quarantined: 'some rows quarantined',
  proxy: 'proxy, an estimate',
};

/** What the cells of the strips mean. */
export function StripLegend(): ReactElement {
  return (
    <ul className={styles['legend']} aria-label="Meaning of the cells">
      {ENTRIES.map((entry) => (
        <li key={entry}>
          <span className={styles['swatch']} data-kind={entry} />
          {WORDS[entry]}
        </li>
      ))}
    </ul>
  );
}
