import type { ReactElement } from 'react';
import type { Threshold } from '#core/plan/types';
import type { Zone } from '../../lib/format';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { TextField } from '../../ui/TextField';
import { TimeField } from '../../ui/TimeField';
import { editDocument } from '../shared/plan/use-shown-plan';
import { addItem, changeItem, removeItem } from './edits';
import { Field } from './Field';
import styles from './plan.module.css';

interface LevelsProps {
  readonly levels: readonly Threshold[];
  readonly zone: Zone;
  readonly now: number;
}

/** Levels that the plan turns on, each with the time of its choice and the event that speaks for it. */
export function Levels({ levels, zone, now }: LevelsProps): ReactElement {
  return (
    <Field pointer="/thresholds" label="Levels" top stack>
      <ol className={styles['items']} aria-label="Levels">
        {levels.map((level, i) => (
          <li key={i}>
            <Level level={level} at={i} zone={zone} />
          </li>
        ))}
      </ol>
      <Button tone="quiet" icon="plus" onClick={() => editDocument(addItem('thresholds', { name: '', value: 0, unit: '', chosenAt: now, event: null }))}>
        Level
      </Button>
    </Field>
  );
} // prettier-ignore

function Level({ level, at, zone }: { readonly level: Threshold; readonly at: number; readonly zone: Zone }): ReactElement {
  const name = `Level ${at + 1}`;
  const pointer = `/thresholds/${at}`;
  const change = (next: Partial<Threshold>, gesture?: string): void =>
    editDocument(changeItem('thresholds', at, (before) => ({ ...before, ...next })), gesture);
  return (
    <Field pointer={pointer} stack>
      <div className={styles['line']}>
        <TextField label={`Name of ${name.toLowerCase()}`} placeholder="Name" value={level.name} maxLength={200} className={styles['wide']} problem={level.name.trim() === '' ? 'A level needs a name.' : undefined} onChange={(text) => change({ name: text }, `${pointer}/name`)} />
        <NumberField label={name} value={level.value} min={-1e15} max={1e15} width={104} grouped onCommit={(value) => change({ value })} />
        <TextField label={`Unit of ${name.toLowerCase()}`} placeholder="Unit" width={80} value={level.unit} maxLength={200} onChange={(unit) => change({ unit }, `${pointer}/unit`)} />
        <IconButton icon="close" label={`Remove ${name.toLowerCase()}`} onClick={() => editDocument(removeItem('thresholds', at))} />
      </div>
      <Field pointer={`${pointer}/chosenAt`}>
        <span className={styles['quiet']}>chosen</span>
        <TimeField label={`${name}, chosen at`} value={level.chosenAt} zone={zone} onCommit={(chosenAt) => chosenAt !== null && change({ chosenAt })} />
        <span className={styles['quiet']}>for the event of</span>
        <TimeField label={`${name}, event`} value={level.event} zone={zone} clearable empty="none" onCommit={(event) => change({ event })} />
      </Field>
    </Field>
  );
} // prettier-ignore
