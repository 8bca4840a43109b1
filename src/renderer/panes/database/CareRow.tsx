import type { ReactElement, ReactNode } from 'react';
import type { JobKind } from '#shared/jobs';
import { cancelJob, isActive, selectLatest, shareOf, useJobs } from '../../state/jobs';
import { Button } from '../../ui/Button';
import { ProgressBar } from '../../ui/ProgressBar';
import styles from './database.module.css';

interface CareRowProps {
  readonly kind: JobKind;
  readonly label: string;
  /** How it stands, while nothing runs. */
  readonly state: ReactNode;
  /** The button that starts it. */
  readonly children: ReactNode;
}

/** One thing that can be done; while it runs, its progress and a way to stop it. */
export function CareRow({ kind, label, state, children }: CareRowProps): ReactElement {
  const job = useJobs(selectLatest(kind));
  const running = job !== undefined && isActive(job);
  return (
    <>
      <span className={styles['label']}>{label}</span>
      <span className={styles['state']}>
        {running ? (
          <ProgressBar label={label} share={shareOf(job)} wide />
        ) : job?.state === 'failed' ? (
          <span className={styles['bad']} title={job.message}>
            failed: {job.message}
          </span>
        ) : (
          state
        )}
      </span>
      <span className={styles['button']}>
        {running ? <Button onClick={() => void cancelJob(job.id)}>Cancel</Button> : children}
      </span>
    </>
  );
}
