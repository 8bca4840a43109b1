import type { Dispatch, ReactElement } from 'react';
import type { FileReport, JobProgress } from '#shared/jobs';
import { formatBytes, formatCount, formatNumber } from '../../lib/format';
import { cancelJob, isActive, selectJob, shareOf, useJobs } from '../../state/jobs';
import { runCommand } from '../../state/commands';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProgressBar } from '../../ui/ProgressBar';
import { Section } from '../../ui/Section';
import styles from './import.module.css';
import { countsOf, reasonWords } from './report';
import type { WizardAction, WizardState } from './wizard';

interface ImportStepProps {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardAction>;
}

const STATE_WORDS: Readonly<Record<JobProgress['state'], string>> = {
  queued: 'Waiting for its turn',
  running: 'Importing',
  done: 'Done',
  failed: 'Failed: what was read before is kept',
  cancelled: 'Cancelled: what was read before is kept',
};

export function ImportStep({ state, dispatch }: ImportStepProps): ReactElement {
  const job = useJobs(selectJob(state.job ?? null));
  const files = job?.files ?? [];
  const active = job === undefined || isActive(job);
  const total = countsOf(files);
  return (
    <>
      <div className={styles['body']}>
        <Section
          title={job ? STATE_WORDS[job.state] : 'Starting'}
          sub={job?.state === 'failed' ? job.message : undefined}
          end={progressText(job)}
        />
        {active && (
          <div className={styles['progress']}>
            <ProgressBar label="Import" share={job ? shareOf(job) : NaN} wide />
          </div>
        )}
        <dl className={styles['totals']}>
          {total.map(({ label, value, definition }) => (
            <div key={label} title={definition}>
              <dt>{label}</dt>
              <dd>{formatNumber(value)}</dd>
            </div>
          ))}
        </dl>
        <Section title="Files" end={`${formatNumber(files.length)} of ${formatCount(state.paths.length, 'file')}`} />
        <ul className={styles['reports']}>
          {files.map((file) => (
            <Report key={file.path} file={file} />
          ))}
        </ul>
      </div>
      <footer className={styles['foot']}>
        <span className={styles['quiet']} />
        {active && job && <Button onClick={() => void cancelJob(job.id)}>Cancel</Button>}
        {!active && (
          <>
            {files.some((file) => file.quarantined > 0) && (
              <Button onClick={() => runCommand('pane.show.quarantine')}>Show quarantined rows</Button>
            )}
            <Button tone="primary" onClick={() => dispatch({ kind: 'restart' })}>
              Import more
            </Button>
          </>
        )}
      </footer>
    </>
  );
}

function progressText(job: JobProgress | undefined): string {
  if (!job || !isActive(job) || !(job.total > 0)) return '';
  if (job.unit === 'bytes') return `${formatBytes(job.done)} of ${formatBytes(job.total)}`;
  return `${formatNumber(job.done)} of ${formatNumber(job.total)} ${job.unit}`;
}

function Report({ file }: { readonly file: FileReport }): ReactElement {
  const name = file.path.split(/[\\/]/).at(-1);
  return (
    <li className={styles['report']}>
      <span className={styles['reportName']} title={file.path}>
        <Icon
          name={file.error === undefined ? 'check' : 'warning'}
          size={14}
          className={file.error === undefined ? undefined : styles['bad']}
        />
        {name}
      </span>
      {file.error === undefined ? (
        <span className={styles['quiet']}>
          {formatCount(file.rows, 'row')}, {formatNumber(file.added)} added
          {file.unchanged > 0 && `, ${formatNumber(file.unchanged)} unchanged`}
          {file.merged > 0 && `, ${formatNumber(file.merged)} merged`}
        </span>
      ) : (
        <span className={styles['bad']} data-copyable>
          {file.error}
        </span>
      )}
      {file.quarantined > 0 && (
        <span className={styles['needed']}>
          {formatNumber(file.quarantined)} quarantined: {reasonWords(file.reasons)}
        </span>
      )}
    </li>
  );
}
