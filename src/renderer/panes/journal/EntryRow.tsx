import type { ReactElement } from 'react';
import type { JournalEntry } from '#shared/journal';
import { formatBar, formatPrice, formatTime, type Zone } from '../../lib/format';
import { deleteEntry } from '../../state/journal';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import styles from './journal.module.css';
import { formatScore, formatStated, horizonWord, outcomeWords } from './words';

interface EntryRowProps {
  readonly entry: JournalEntry;
  /** Of its instrument; undefined where it is the one on the screen. */
  readonly name: string | undefined;
  readonly zone: Zone;
  readonly onPicture: (entry: JournalEntry) => void;
}

/** One decision, and what came of it. */
export function EntryRow({ entry, name, zone, onPicture }: EntryRowProps): ReactElement {
  const { decidedAt, level, horizon, probability, reason, action, hasPicture, outcome } = entry;
  const when = formatTime(decidedAt, zone);
  return (
    <li className={styles['entry']} aria-label={`Decision of ${when}`} data-outcome={outcome.state}>
      <div className={styles['head']}>
        <span className={styles['mono']}>{when}</span>
        {name && <span>{name}</span>}
        <span className={styles['strong']}>Holds {horizonWord(horizon)}</span>
        <span className={styles['mono']}>{formatStated(probability)}</span>
        <span className={styles['end']}>
          <span className={styles['tools']}>
            {hasPicture && (
              <IconButton icon="camera" iconSize={14} label={`Picture of ${when}`} onClick={() => onPicture(entry)} />
            )}
            <IconButton
              icon="trash"
              iconSize={14}
              label={`Delete ${when}`}
              onClick={() => void deleteEntry(entry.id)}
            />
          </span>
          <Score entry={entry} />
        </span>
      </div>
      <p className={styles['words']} data-copyable>
        <span className={styles['quiet']}>Low {formatPrice(level)}. </span>
        {[reason, action, outcomeWords(entry)].filter(Boolean).map(sentence).join(' ')}
      </p>
    </li>
  );
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

function Score({ entry: { outcome, probability } }: { readonly entry: JournalEntry }): ReactElement {
  if (outcome.state === 'pending' || outcome.state === 'unknown')
    return <span className={styles['quiet']}>{outcome.state}</span>;
  const isHeld = outcome.state === 'held';
  return (
    <span className={styles['score']}>
      <Icon name={isHeld ? 'check' : 'close'} size={12} />
      <Figure
        label={isHeld ? 'Held, Brier score' : 'Undercut, Brier score'}
        value={formatScore(outcome.brier)}
        definition={`(${formatStated(probability)} less ${isHeld ? '100' : '0'} %) squared: 0 is perfect, 0.25 is what 50 % always gets.`}
        source={`${outcome.source}, bars of ${formatBar(outcome.interval)}`}
        method="Brier (1950)"
      />
    </span>
  );
}
