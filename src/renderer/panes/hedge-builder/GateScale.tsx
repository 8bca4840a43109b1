import type { ReactElement } from 'react';
import { SIGNALS } from '../shared/hedge/signals';
import { Tooltip, TipCard } from '../../ui/Tooltip';
import type { GateReading } from './gate-scale';
import styles from './layers.module.css';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Where the signal of a gate stands, and on which levels the layer is open. */
export function GateScale({
  reading,
  knownAt,
}: {
  readonly reading: GateReading;
  /** Instant it was read at, with its zone. */
  readonly knownAt: string;
}): ReactElement {
  const { words, state, stretches, mark, signal } = reading;
  const about = signal && SIGNALS[signal];
  const isUnknown = state === 'unknown';
  const card = (
    <TipCard
      title={about?.title ?? 'Gate'}
      value={`${words}: ${state}`}
      definition={
        about
          ? `${about.definition}${isUnknown ? ` Not known: it needs ${about.needs}. Nothing is opened or closed on it.` : ''}`
          : 'The layer is held whatever the market does.'
      }
      knownAt={knownAt}
    />
  );
  return (
    <Tooltip card={card}>
      <span
        className={styles['gate']}
        data-state={state}
        tabIndex={0}
        role="note"
        aria-label={`Gate: ${words}: ${state}`}
      >
        <span className={styles['gateWords']}>{words}</span>
        <span className={styles['gateState']}>{state}</span>
        <span className={styles['track']} aria-hidden>
          {stretches.map(({ from, to, strength }, i) => (
            <i key={i} style={{ left: percent(from), width: percent(Math.max(0, to - from)), opacity: strength }} />
          ))}
          {mark !== undefined && <b style={{ left: percent(mark) }} />}
        </span>
      </span>
    </Tooltip>
  );
}
