import type { ReactElement } from 'react';
import type { BookLayer } from '#core/hedge/replay/types';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';
import { gateStateOf } from './gate-state';
import styles from './replay-book.module.css';

interface LayersProps {
  readonly layers: readonly BookLayer[];
  /** What layers gained that are gone. */
  readonly banked: number;
  readonly unit: MoneyUnit;
}

/** Every layer of the plan in force: how its gate stands, and what it has made. */
export function Layers({ layers, banked, unit }: LayersProps): ReactElement {
  const amount = (value: number): string => amountOf(value, unit, { sign: true, finer: true });
  return (
    <section aria-label="Layers and gates">
      <Section title="Layers and gates" sub={`P&L, ${unit.words}`} />
      <ul className={styles['layers']}>
        {layers.map(({ id, name, pnl, worth, legs, gate }) => {
          const { text, title } = gateStateOf(gate);
          return (
            <li key={id}>
              <span className={styles['name']} title={name}>
                {name}
              </span>
              <span className={styles['gate']} data-off={gate.value === 0 || undefined} title={title}>
                {text}
              </span>
              <Figure
                label={`P&L of ${name}`}
                value={amount(pnl)}
                definition={`Since it was put on, after costs. Open: ${legs} legs worth ${amountOf(worth, unit, { finer: true, named: true })}.`}
                estimate={legs > 0}
              />
              <span className={styles['words']}>{gate.words}</span>
            </li>
          );
        })}
        {banked !== 0 && (
          <li>
            <span className={styles['name']}>Layers that were taken off</span>
            <span />
            <Figure
              label="P&L of layers that were taken off"
              value={amount(banked)}
              definition="What they gained until they were sold, after costs."
              estimate
            />
          </li>
        )}
      </ul>
      {layers.length === 0 && banked === 0 && <p className={styles['note']}>No layer is on.</p>}
    </section>
  );
}
