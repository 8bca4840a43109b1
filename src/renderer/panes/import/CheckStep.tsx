import { useState, type Dispatch, type ReactElement } from 'react';
import type { ImportPreview } from '#shared/jobs';
import { formatBytes, formatCount } from '../../lib/format';
import { startJob } from '../../state/jobs';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Section } from '../../ui/Section';
import { checks } from './checks';
import styles from './import.module.css';
import type { WizardAction, WizardState } from './wizard';

interface CheckStepProps {
  readonly state: WizardState;
  readonly preview: ImportPreview;
  readonly dispatch: Dispatch<WizardAction>;
}

/** What will be read, before anything is stored. */
export function CheckStep({ state, preview, dispatch }: CheckStepProps): ReactElement {
  const [starting, setStarting] = useState(false);
  const list = checks(preview, state.options);
  const faults = preview.problems.length;
  const start = async (): Promise<void> => {
    setStarting(true);
    const job = await startJob({ kind: 'import', paths: [...state.paths], options: state.options });
    setStarting(false);
    if (job !== undefined) dispatch({ kind: 'started', job });
  };
  return (
    <>
      <div className={styles['body']}>
        <Section
          title="What will be read"
          sub={`${formatCount(state.paths.length, 'file')}, the first ${formatBytes(preview.bytes)}`}
        />
        <dl className={styles['checks']}>
          {list.map(({ label, value, note }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
              <dd className={styles['quiet']}>{note}</dd>
            </div>
          ))}
        </dl>
        <Section title="Faults" end={faults === 0 ? 'none in the first rows' : formatCount(faults, 'fault')} />
        <ul className={styles['problems']}>
          {preview.problems.map((problem) => (
            <li key={problem} data-copyable>
              <Icon name="warning" size={14} />
              {problem}
            </li>
          ))}
          {faults === 0 && (
            <li className={styles['quiet']}>
              <Icon name="check" size={14} />A row that cannot be read, or that contradicts a stored one, is set aside
              with its reason and its line: see Quarantined rows. Importing a file twice changes nothing.
            </li>
          )}
        </ul>
      </div>
      <footer className={styles['foot']}>
        <span className={styles['quiet']}>{state.options.remember ? 'mapping is saved as a template' : ''}</span>
        <Button onClick={() => dispatch({ kind: 'go', step: 'columns' })}>Back</Button>
        <Button
          tone="primary"
          disabled={
            (starting || faults > 0) && (faults > 0 ? 'Mend the faults first: go back to the columns.' : 'Starting.')
          }
          onClick={() => void start()}
        >
          Import
        </Button>
      </footer>
    </>
  );
}
