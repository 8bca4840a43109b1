import type { ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { formatTime, parseTime, zoneName, type Zone } from '../lib/format';
import { DraftField } from './DraftField';
import styles from './TimeField.module.css';

interface TimeFieldProps {
  readonly label: string;
  /** Null: not set. */
  readonly value: Ms | null;
  readonly zone: Zone;
  /** It may be left empty, which sets null. */
  readonly clearable?: boolean;
  /** Said in an empty field. */
  readonly empty?: string;
  readonly onCommit: (value: Ms | null) => void;
}

const WIDTH = 136;

/** An instant as it is written everywhere, with its zone beside it. */
export function TimeField({ label, value, zone, clearable = false, empty, onCommit }: TimeFieldProps): ReactElement {
  const printed = value === null ? '' : formatTime(value, zone);
  const problemOf = (text: string): string | undefined => {
    if (text.trim() === '') return clearable ? undefined : 'A date is needed.';
    return parseTime(text, zone) === undefined ? `“${text.trim()}” is not a date: write 2025-10-10 20:52.` : undefined;
  };
  return (
    <span className={styles['time']}>
      <DraftField
        label={`${label}, ${zoneName(zone, value ?? undefined)}`}
        width={WIDTH}
        value={printed}
        placeholder={empty}
        problemOf={problemOf}
        onCommit={(text) => {
          // What is printed is short of seconds: a field that was only looked at keeps them.
          if (text !== printed) onCommit(text.trim() === '' ? null : parseTime(text, zone)!);
        }}
      />
      <span className={styles['zone']}>{zoneName(zone, value ?? undefined)}</span>
    </span>
  );
}
